import type { Texts } from '../texts/texts.ts';
import type { SearchIndex } from './build-index.ts';
import { type FindOptions, find, type Suggestion } from './find.ts';

/** Questions offered while one is typed: about what is typed so far, or about the best-known agreements. */

const MOST = 25;
const LONGEST = 100;
const MOST_AGREEMENTS = 3;

const bestKnown = (index: SearchIndex): readonly string[] =>
  index.dataset.agreements.filter(({ notability }) => notability === 3).map(({ id }) => id);

/** Whole questions, each at most 100 characters: what is picked is sent as it stands. */
export const suggestQuestions = (
  index: SearchIndex,
  typed: string,
  { today, texts }: FindOptions & { readonly texts: Texts },
): readonly Suggestion[] => {
  const found =
    typed.trim() === '' ? bestKnown(index) : find(index, typed, { today }).matches.map(({ id }) => id);
  const names = found.slice(0, MOST_AGREEMENTS).flatMap((id) => index.dataset.agreement.get(id)?.name ?? []);
  const own = typed.trim().length > 3 ? [typed.trim()] : [];
  const questions = [...own, ...names.flatMap((name) => texts.answers.examples(name))];
  return [...new Set(questions)]
    .filter((question) => question.length <= LONGEST)
    .slice(0, MOST)
    .map((question) => ({ name: question, value: question }));
};
