import type { SearchIndex } from '../search/build-index.ts';
import { editDistance, fold } from '../search/fold.ts';
import { FEATURE_WORDS, STOP_WORDS, SUBJECT_WORDS, stem } from '../search/words.ts';

/** The words that say what is asked, which people misspell too: "Who gaurnteed it?" */

const ASKING = (
  'when where which start started begin began announce announced guarantee guaranteed guarantor signed broker brokered mediated ' +
  'mediator ended happened present parties party violations monitored monitor ceasefire ceasefires government agreement memorandum terms cover covered duration collapsed documented'
).split(' ');

// One slip in a short word, two in a long one.
const mostSlips = (word: string): number => (word.length >= 8 ? 2 : 1);

const isKnown = (index: SearchIndex, word: string): boolean =>
  STOP_WORDS.has(word) ||
  SUBJECT_WORDS.has(word) ||
  FEATURE_WORDS.has(word) ||
  index.phrases.has(word) ||
  index.wordFits.has(stem(word));

/** A question with its asking words spelt right. Names and words that the dataset has stay as they are. */
export const withAskingWords = (index: SearchIndex, question: string): string =>
  question.replace(/[\p{Ll}]{4,}/gu, (typed, at: number) => {
    const word = fold(typed);
    const inName = /[\p{L}’'-]/u.test(question[at - 1] ?? '');
    if (inName || ASKING.includes(word) || isKnown(index, word)) return typed;
    const most = mostSlips(word);
    const [nearest, next] = ASKING.filter((one) => one[0] === word[0])
      .map((one) => ({ one, slips: editDistance(word, one, most) }))
      .filter(({ slips }) => slips <= most)
      .toSorted((a, b) => a.slips - b.slips);
    return nearest && nearest.slips !== next?.slips ? nearest.one : typed;
  });
