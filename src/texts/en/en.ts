import { card, partiesCard, sources } from './card.ts';
import { dates } from './dates.ts';
import { replies } from './replies.ts';
import { classes, endings, forms, inverseRelations, relations, roles, weights } from './terms.ts';

export const en = {
  dates,
  roles,
  endings,
  classes,
  forms,
  relations,
  inverseRelations,
  weights,
  card,
  sources,
  partiesCard,
  replies,
};
