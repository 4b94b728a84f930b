import { answers } from './answers.ts';
import { card, partiesCard, sources } from './card.ts';
import { dates } from './dates.ts';
import { help } from './help.ts';
import { lists } from './lists.ts';
import { pictures } from './pictures.ts';
import { reading } from './reading.ts';
import { reminders } from './reminders.ts';
import { replies } from './replies.ts';
import { terminal } from './terminal.ts';
import { classes, endings, forms, inverseRelations, relations, roles, weights } from './terms.ts';

/** Everything that people read, in English. */
export const en = {
  /** Its tag after BCP 47. */
  language: 'en',
  answers,
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
  reminders,
  lists,
  reading,
  pictures,
  replies,
  help,
  terminal,
};
