import type { Dataset, Problem } from '../dataset/load.ts';
import { breaches } from '../message/limits.ts';
import type { Texts } from '../texts/texts.ts';
import { agreementCard } from './agreement.ts';
import { openMenu } from './list.ts';

/**
 * Records whose card, or whose entry in a list, Discord would refuse. Cards shorten what is long, so that a
 * problem here is rather one of the program than of the record; it must be known before a member meets it.
 */
export const cardProblems = (dataset: Dataset, texts: Texts): readonly Problem[] =>
  dataset.agreements.flatMap((agreement) => {
    const card = agreementCard(dataset, agreement, texts);
    const list = { components: [openMenu([agreement], texts.card.openOne, texts)] };
    return [...breaches(card), ...breaches(list)].map((breach) => ({
      file: `agreements/${agreement.id}.json`,
      path: '',
      message: `Discord would refuse the card of this record: ${breach}. Shorten what is longest in it.`,
    }));
  });
