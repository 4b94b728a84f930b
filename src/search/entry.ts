import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Role } from '../dataset/schema.ts';
import { announcedDays, type Days, daysOf, effectiveDays, endDays, startDay } from '../dataset/time.ts';
import { foldWords } from './fold.ts';
import { coreOf, nameToken } from './name-tokens.ts';
import { listOf } from './phrases.ts';
import { STOP_WORDS, stem } from './words.ts';

/** One agreement, made ready to be compared with queries. */

/** One agreement, made ready to be compared. */
export type Entry = {
  readonly agreement: Agreement;
  /** Its place in the dataset's order, which is by start. */
  readonly position: number;
  /** Places it covers, or that it is to be found by, with its share (1 = it is about nothing else). */
  readonly places: ReadonlyMap<string, number>;
  /** Parties with the weight of what they did: below 0.5 they took no part. */
  readonly parties: ReadonlyMap<string, number>;
  /** The telling words of each of its names. */
  readonly names: readonly ReadonlySet<string>[];
  /** Days of announcement, signing and taking effect. */
  readonly days: readonly Days[];
  /** The same as month × 100 + day, of those known to a month or better: for dates without a year. */
  readonly marks: readonly number[];
  /** Its first day. */
  readonly start: string;
  /** The first and the last of its days, as numbers (20170709), to pass over most agreements quickly. */
  readonly reach: readonly [from: number, to: number];
  /** From its start to the last day of its end; null where no end is known. */
  readonly held: Days | null;
  /** Weight by stemmed word: 1 in its names, less in its texts. */
  readonly words: ReadonlyMap<string, number>;
};

/** The names that the dataset gives an agreement. */
export const writtenNames = (agreement: Agreement): readonly string[] => [
  agreement.name,
  ...listOf(agreement.aliases),
];

/** Every name of an agreement; one with a remark in brackets also without it. */
export const namesOf = (agreement: Agreement): readonly string[] => {
  const names = writtenNames(agreement);
  return [...new Set([...names, ...names.map((name) => name.replace(/\s*\([^)]*\)/g, ''))])];
};

/** How far a role makes a party one of an agreement's own: below 0.5 it took no part. */
const ROLE_WEIGHT: Readonly<Record<Role, number>> = {
  signatory: 1,
  agreed: 1,
  declared: 1,
  accepted: 0.95,
  guarantor: 0.95,
  broker: 0.95,
  mediator: 0.9,
  sponsor: 0.9,
  host: 0.8,
  supporter: 0.8,
  endorser: 0.8,
  observer: 0.75,
  'third party': 0.75,
  'conflict party': 0.85,
  reported: 0.4,
  objected: 0.3,
  refused: 0.3,
  excluded: 0.3,
};

/** The keys of a piece of text without spaces, remembered: words come again and again, and folding is the costly part. */
export const createKeysOf = (): ((piece: string) => readonly string[]) => {
  const known = new Map<string, readonly string[]>();
  return (piece) => {
    const before = known.get(piece);
    if (before) return before;
    const keys = foldWords(piece)
      .filter((word) => !STOP_WORDS.has(word))
      .map(stem);
    known.set(piece, keys);
    return keys;
  };
};

const wordWeights = (
  agreement: Agreement,
  dataset: Dataset,
  keysOf: (piece: string) => readonly string[],
): ReadonlyMap<string, number> => {
  const words = new Map<string, number>();
  const add = (weight: number, ...texts: readonly (string | undefined)[]): void => {
    for (const text of texts) {
      if (text === undefined) continue;
      for (const piece of text.split(/\s+/)) {
        for (const key of keysOf(piece)) words.set(key, Math.max(words.get(key) ?? 0, weight));
      }
    }
  };
  add(1, agreement.name, agreement.class, agreement.kind, agreement.scope, ...listOf(agreement.aliases));
  for (const { text, note } of [
    ...agreement.terms,
    ...agreement.monitoring,
    ...agreement.humanitarian,
    ...(agreement.duration ? [agreement.duration] : []),
    ...(agreement.documents ?? []),
  ]) {
    add(0.8, text);
    add(0.5, note);
  }
  for (const person of agreement.people ?? []) add(0.8, person.name, person.office, person.did);
  for (const figure of agreement.figures ?? []) add(0.8, figure.what, figure.by, figure.value, figure.text);
  for (const { text, note } of agreement.events) add(0.6, text, note);
  for (const statement of agreement.statements ?? []) add(0.6, statement.by, statement.text);
  for (const { text } of agreement.excluded) add(0.7, text);
  add(0.5, agreement.announced.note, agreement.effective?.note, agreement.ended.note, agreement.areas.note);
  add(0.6, ...(agreement.effective?.asPublished ?? []));
  for (const { party, as, note } of agreement.parties) {
    const known = dataset.parties.get(party);
    add(0.6, known?.name, known?.short, as);
    add(0.5, note);
  }
  for (const place of agreement.areas.places) add(0.6, dataset.places.get(place)?.name);
  return words;
};

/** An ISO day as a number: 20170709. */
export const dayNumber = (iso: string): number => Number(iso.replaceAll('-', ''));

/** Makes an agreement ready. `position` is its place in the dataset. */
export const entryOf = (
  agreement: Agreement,
  position: number,
  dataset: Dataset,
  keysOf: (piece: string) => readonly string[],
): Entry => {
  const { places, findOnly = [] } = agreement.areas;
  const covered = new Map<string, number>();
  for (const id of findOnly) covered.set(id, 0.5 / (places.length + findOnly.length));
  for (const id of places) covered.set(id, 1 / places.length);
  const parties = new Map<string, number>();
  for (const { party, role, alsoRoles = [] } of agreement.parties) {
    const weight = Math.max(...[role, ...alsoRoles].map((name) => ROLE_WEIGHT[name]));
    parties.set(party, Math.max(parties.get(party) ?? 0, weight));
  }
  const end = endDays(agreement);
  const days = [
    ...announcedDays(agreement),
    ...(agreement.effective ? [effectiveDays(agreement.effective)] : []),
  ];
  return {
    agreement,
    position,
    places: covered,
    parties,
    names: namesOf(agreement).map((name) => new Set(coreOf(foldWords(name)).map(nameToken))),
    days,
    marks: days.flatMap(({ from, to }) =>
      to <= daysOf(from.slice(0, 7)).to ? [dayNumber(from) % 10_000] : [],
    ),
    reach: [
      Math.min(...days.map(({ from }) => dayNumber(from))),
      Math.max(...days.map(({ to }) => dayNumber(to))),
    ],
    start: startDay(agreement),
    held: end && { from: startDay(agreement), to: end.to },
    words: wordWeights(agreement, dataset, keysOf),
  };
};
