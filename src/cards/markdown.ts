import { clip } from '../message/build.ts';

/** Discord's markdown, as far as the cards write it. */

/** A text of the dataset made safe: its markdown, mentions and addresses show as plain characters. */
export const plain = (text: string): string =>
  text
    .replace(/[\\*_~`|<>[\]@]/g, '\\$&')
    .replace(/:\/\//g, ':\\/\\/')
    // Letters and digits cannot be escaped, so that the full stop of a list's number is.
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.');

const percentEncoded = (character: string): string =>
  Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '%$&');

/** A masked link. Parentheses and spaces in the address would end it early. */
export const link = (label: string, url: string): string =>
  `[${plain(label.replace(/[[\]\\]/g, ''))}](${url.replace(/[()\s<>]/g, percentEncoded)})`;

/** Discord shows the instant in the reader's own zone. */
export const timestamp = (instant: Date, style: 'F' | 'R' | 'D' | 'f'): string =>
  `<t:${Math.floor(instant.getTime() / 1000)}:${style}>`;

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `12` as `¹²`: the number of a source beside a fact. */
export const superscript = (n: number): string =>
  [...String(n)].map((digit) => superscripts[Number(digit)] ?? '').join('');

/** Cuts a markdown text without leaving half of a link, a time, an escape or bold letters behind. */
export const clipMarkdown = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const cut = cutMarkdown(text, max);
  if (!leavesBoldOpen(cut)) return cut;
  const shorter = cutMarkdown(text, max - 2);
  return leavesBoldOpen(shorter) ? `${shorter}**` : shorter;
};

const cutMarkdown = (text: string, max: number): string =>
  clip(text, max)
    .replace(/\[[^\]]*(?:\](?:\([^)]*)?)?…$/, '…')
    .replace(/<[^>]*…$/, '…')
    .replace(/\*+…$/, '…')
    .replace(/\\+…$/, '…');

const leavesBoldOpen = (text: string): boolean =>
  (text.replace(/\\./g, '').match(/\*\*/g) ?? []).length % 2 === 1;
