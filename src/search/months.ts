import { foldLetters } from './fold.ts';
import { once } from './once.ts';

/**
 * Month names in the languages that people of this dataset write, from Unicode's tables (ICU, part of
 * Node), with the short forms that the tables lack.
 */

const LOCALES = ['en', 'ar-SY', 'ar-EG', 'ar-MA', 'ru', 'fr', 'de', 'tr', 'es', 'uk', 'ku'] as const;
// Short forms only where they are not words of another kind: Turkish "Ara", Kurdish "trm" are left out.
const WITH_SHORT = new Set<string>(['en', 'ru', 'fr', 'de']);

const MORE: readonly (readonly [number, string])[] = [
  [1, 'янв'],
  [2, 'фев'],
  [2, 'fev'],
  [2, 'fevr'],
  [4, 'avr'],
  [7, 'juil'],
  [9, 'sept'],
  [9, 'сен'],
  [11, 'ноя'],
  [3, 'mrz'],
  [3, 'maerz'],
  [4, 'نيسن'],
  [4, 'ابريل'],
  [8, 'اوت'],
];

/** Cyrillic words change their endings: `июль`, `июля`, `июле` are one month. */
export const monthKey = (word: string): string => {
  if (!/^\p{Script=Cyrillic}+$/u.test(word)) return word;
  if (/^ма[иея]$/.test(word)) return 'маи';
  return word.length > 3 ? word.replace(/(?:ь|и|я|е|ю|а|у|ем|ом)$/u, '') : word;
};

const key = (name: string): string =>
  foldLetters(name)
    .replace(/\./g, '')
    .split(/\s+/)
    .map((word) => monthKey(word.startsWith('ال') && word.length >= 5 ? word.slice(2) : word))
    .join(' ');

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Month numbers with their names in a locale: alone, and as they stand beside a day. */
const namesIn = (locale: string): readonly (readonly [number, string])[] => {
  const styles = WITH_SHORT.has(locale) ? (['long', 'short'] as const) : (['long'] as const);
  return styles.flatMap((style) => {
    const alone = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
    const besideDay = new Intl.DateTimeFormat(locale, { month: style, day: 'numeric', timeZone: 'UTC' });
    return MONTHS.flatMap((month) => {
      const date = new Date(Date.UTC(2017, month - 1, 9));
      return [
        [month, alone.format(date)] as const,
        ...besideDay
          .formatToParts(date)
          .flatMap(({ type, value }) => (type === 'month' ? [[month, value] as const] : [])),
      ];
    });
  });
};

const table = once(
  () =>
    new Map<string, number>([
      ...MORE.map(([month, name]): [string, number] => [key(name), month]),
      // Where two locales mean different months by a name, the earlier in the list is right.
      ...LOCALES.flatMap((locale) =>
        namesIn(locale)
          .toSorted(([a], [b]) => a - b)
          .map(([month, name]): [string, number] => [key(name), month]),
      ).reverse(),
    ]),
);

/** Month number (1–12) by folded name; names of two words are joined by a space. */
export const monthNames: Pick<ReadonlyMap<string, number>, 'get' | 'keys'> = {
  get: (name) => table().get(name),
  keys: () => table().keys(),
};
