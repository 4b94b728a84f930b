import type { Dataset } from '../dataset/load.ts';
import type { Agreement, PartyFact } from '../dataset/schema.ts';
import { clip } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import { bestSources, listDate, partyName, rolesText } from './facts.ts';
import { link, plain } from './markdown.ts';

/** The parties of agreements, grouped by role. */

const sourceLinks = (dataset: Dataset, ids: readonly string[], max: number): string =>
  bestSources(dataset, ids, max)
    .map(({ publisher, url }) => (url ? link(publisher, url) : plain(publisher)))
    .join(', ');

/** Whether a role says too little by itself: a report, an objection, a refusal, a part that sources dispute. */
export const needsNote = ({ role, alternatives }: PartyFact): boolean =>
  role === 'reported' || role === 'objected' || role === 'refused' || (alternatives?.length ?? 0) > 0;

/** `**Signatory, broker**: United States, Russia` for one agreement, each group with its sources. */
export const roleLines = (
  dataset: Dataset,
  agreement: Agreement,
  texts: Texts,
  notes: 'all' | 'needed',
): readonly string[] => {
  const groups = Map.groupBy(agreement.parties, ({ role, alsoRoles }) =>
    rolesText([role, ...(alsoRoles ?? [])], texts),
  );
  return [...groups].map(([roles, facts]) => {
    const names = facts.map((fact) => {
      const name = `**${partyName(dataset, fact.party)}**${fact.as ? ` (${plain(fact.as)})` : ''}`;
      return fact.note && (notes === 'all' || needsNote(fact))
        ? `${name} (${plain(clip(fact.note, 220))})`
        : name;
    });
    const links = sourceLinks(dataset, [...new Set(facts.flatMap(({ sources }) => sources))], 3);
    return `- ${capitalise(roles)}: ${names.join(', ')}\n-# ${links}`;
  });
};

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One agreement with its parties, as a text of its own. */
export const partiesText = (
  dataset: Dataset,
  agreement: Agreement,
  texts: Texts,
  notes: 'all' | 'needed',
): string =>
  [
    `**${plain(agreement.name)}** · ${listDate(agreement, texts)}`,
    ...roleLines(dataset, agreement, texts, notes),
  ].join('\n');
