import { foldLetters } from './fold.ts';

/** The tokens of a text, as the grammar of periods reads them. */

/** A number, a word or a sign, with its place in the text. `end` is the index after its last character. */
export type Token = {
  readonly kind: 'number' | 'word' | 'sign';
  /** Folded. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

type NumberToken = Token & { readonly kind: 'number' };

type YearToken = NumberToken & { readonly text: `19${string}` | `20${string}` };

type WordToken = Token & { readonly kind: 'word' };

type SignToken = Token & { readonly kind: 'sign' };

/** The words of a list with spaces between them. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** The tokens of a text, in its order. */
export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/\p{N}+|\p{L}[\p{L}\p{M}'’ʿʾ]*|[^\s\p{L}\p{N}]/gu)].map((match) => {
    const raw = match[0];
    const folded = foldLetters(raw);
    return {
      kind: /^\p{N}/u.test(raw) ? 'number' : /^\p{L}/u.test(raw) ? 'word' : 'sign',
      text: folded === '' ? raw : folded,
      start: match.index,
      end: match.index + raw.length,
    };
  });

/** Whether a token is a number of Western digits, of just so many where `digits` is given. */
export const isNumber = (token: Token | undefined, digits?: number): token is NumberToken =>
  token?.kind === 'number' &&
  /^\d+$/.test(token.text) &&
  (digits === undefined || token.text.length === digits);

/** Whether a token is one of some signs. */
export const isSign = (token: Token | undefined, signs: string): token is SignToken =>
  token?.kind === 'sign' && signs.includes(token.text);

/** Whether a token is one of some words. */
export const isWord = (token: Token | undefined, set: ReadonlySet<string>): token is WordToken =>
  token?.kind === 'word' && set.has(token.text);

/** Whether a token stands right after the one before it, without a space. */
export const joined = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 1]?.end === tokens[index]?.start;

/** Whether a token is a year from 1900 to 2099. */
export const isYear = (token: Token | undefined): token is YearToken =>
  isNumber(token, 4) && /^(?:19|20)/.test(token.text);
