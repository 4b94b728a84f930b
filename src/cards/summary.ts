import type { APISectionComponent } from 'discord-api-types/v10';
import { customId } from '../command.ts';
import type { Dataset } from '../dataset/load.ts';
import type { Agreement } from '../dataset/schema.ts';
import { button, section } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import { bestSources, endedText, localTimeText } from './facts.ts';
import { link, plain } from './markdown.ts';

/** What a card says first, with the sources of it, beside a button that opens the card. */
export const summarySection = (
  dataset: Dataset,
  agreement: Agreement,
  texts: Texts,
  heading: string,
): APISectionComponent => {
  const { announced, effective, ended } = agreement;
  const cited = [...(effective?.sources ?? announced.sources), ...ended.sources];
  const sources = bestSources(dataset, cited, 2).map(({ publisher, url }) =>
    url ? link(publisher, url) : plain(publisher),
  );
  return section(
    [
      [
        heading,
        `### ${plain(agreement.name)}`,
        ...(effective ? [`${texts.card.effectiveOf[effective.of]} ${localTimeText(effective, texts)}`] : []),
        `${texts.card.status}: ${endedText(agreement, texts)}`,
        ...(sources.length > 0 ? [`-# ${sources.join(' · ')}`] : []),
      ].join('\n'),
    ],
    button(texts.reminders.openCard, customId('ceasefire', 'card', agreement.id)),
  );
};
