import type { Agreement } from '../dataset/schema.ts';
import { type Desk, named, type Said, say } from './said.ts';

/** What replies are made of. */

/** One fact of one agreement in words: what it is known, or that it is not. */
export type Reply = {
  readonly known: boolean;
  readonly said: readonly Said[];
  /** It names persons, where others give the sides only. */
  readonly persons?: boolean;
};

/** The same sentence once, with all its sources. */
export const distinct = (said: readonly Said[]): readonly Said[] => {
  const found = new Map<string, Said>();
  for (const one of said) {
    const before = found.get(one.text);
    found.set(one.text, before ? say(one.text, [...new Set([...before.sources, ...one.sources])]) : one);
  }
  return [...found.values()];
};

/** What is known, each sentence once. */
export const known = (...said: readonly Said[]): Reply => ({ known: true, said: distinct(said) });

/** That something is not known, with what is known instead; each sentence once. */
export const unknown = (...said: readonly Said[]): Reply => ({ known: false, said: distinct(said) });

/** The note of a fact as a sentence, or nothing. */
export const noteOf = (
  fact: { readonly note?: string | undefined; readonly sources: readonly string[] },
  desk: Desk,
) => (fact.note ? [say(desk.texts.answers.sentence(fact.note), fact.sources)] : []);

/** An answer begins with the agreement, so that nobody takes one for another. */
export const headed = (agreement: Agreement, desk: Desk, lines: readonly Said[]): readonly Said[] => {
  const [first, ...rest] = lines;
  if (first?.text.startsWith(agreement.name)) return lines;
  return first ? [say(`${named(agreement, desk)}. ${first.text}`, first.sources), ...rest] : [];
};

/** A fact of the dataset that is a text by itself, such as a term. */
export type PlainFact = {
  readonly text: string;
  readonly note?: string | undefined;
  readonly sources: readonly string[];
};

/** Up to six facts of one kind, the first with its label; or that there are none, and `instead`. */
export const listReply = (
  agreement: Agreement,
  facts: readonly PlainFact[],
  label: string,
  missing: string,
  desk: Desk,
  instead: readonly Said[] = [],
): Reply => {
  if (facts.length === 0) return unknown(say(missing), ...instead);
  const lines = facts
    .slice(0, 6)
    .map(({ text, sources }, at) =>
      say(at === 0 ? desk.texts.answers.labelled(label, text) : desk.texts.answers.sentence(text), sources),
    );
  return known(...headed(agreement, desk, lines));
};
