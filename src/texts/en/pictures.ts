import type { Doubt } from '../../dataset/in-force.ts';
import type { Ending } from '../../dataset/schema.ts';
import { daysOf, isApproximate } from '../../dataset/time.ts';
import { dates } from './dates.ts';

/** What stands on the timeline and the map, and what their alt texts say. */

const format = (options: Intl.DateTimeFormatOptions): ((iso: string) => string) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  return (iso) => formatter.format(new Date(iso));
};

const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
const month = format({ month: 'short', year: 'numeric' });

const plural = new Intl.PluralRules('en');
const agreements = (n: number): string =>
  `${n.toLocaleString('en-GB')} ${plural.select(n) === 'one' ? 'agreement' : 'agreements'}`;

const seasons: Readonly<Record<string, string>> = {
  '21': 'spring',
  '22': 'summer',
  '23': 'autumn',
  '24': 'winter',
};

/** Two dates; what the first shares with the second is said once: `1 and 6 Nov 2012`. */
const pair = (first: string, last: string, join: (first: string, last: string) => string): string => {
  const [short, long] = [shortDate(first), shortDate(last)];
  const bothDays = /^\d{4}-\d\d-\d\d$/.test(first) && /^\d{4}-\d\d-\d\d$/.test(last);
  if (bothDays && first.slice(0, 7) === last.slice(0, 7)) return join(String(Number(first.slice(8))), long);
  const bothPlain = /^\d{4}-\d\d(-\d\d)?$/.test(first) && last.length === first.length;
  if (bothPlain && first.slice(0, 4) === last.slice(0, 4)) return join(short.slice(0, -5), long);
  return join(short, long);
};

const shortDate = (edtf: string): string => {
  const [first = edtf, last] = edtf.split('/');
  if (last !== undefined) return pair(first, last, (a, b) => `${a} to ${b}`);
  const plain = edtf.replace(/[?~%]$/, '');
  const { from } = daysOf(edtf);
  const season = seasons[plain.slice(5)];
  const text =
    plain.length === 10
      ? day(from)
      : season
        ? `${season} ${plain.slice(0, 4)}`
        : plain.length === 7
          ? month(from)
          : plain;
  return isApproximate(edtf) ? `about ${text}` : text;
};

// Both texts from `date` or `dayAndClock`: a month or a year begins otherwise.
const sameDay = (start: string, end: string): boolean => /^\d{1,2} /.test(end) && start.startsWith(end);

const endings: Readonly<Record<Ending, string>> = {
  completed: 'completed',
  superseded: 'superseded',
  expired: 'expired',
  collapsed: 'collapsed',
  'declared over': 'declared over',
  'in force': 'in force, sources say',
  unknown: 'end unknown',
};

const doubts: Readonly<Record<Doubt, string>> = {
  'end unknown': 'end unknown',
  'end uncertain': 'ended about then, day uncertain',
  'start uncertain': 'start uncertain',
  disputed: 'disputed',
};

export const pictures = {
  language: 'en-GB',
  agreements,
  /** An EDTF date, short: `4 May 2016`, `about Jun 2018`. */
  date: shortDate,
  between: (first: string, last: string) => `between ${pair(first, last, (a, b) => `${a} and ${b}`)}`,
  /** A wall-clock text (`2016-05-04T00:01`): `4 May 2016, 00:01`. */
  dayAndClock: (local: string) => `${shortDate(local.slice(0, 10))}, ${local.slice(11, 16)}`,
  endings,
  doubts,
  fromTo: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  more: (n: number) => `And ${n} more.`,
  page: (page: number, pages: number) => `page ${page} of ${pages}`,
  edition: (date: string) => `Hudna dataset of ${shortDate(date)} · a record of sources, not a verdict`,
  timeline: {
    title: 'Timeline of agreements',
    announced: (date: string) => `announced ${date}`,
    /** `4 May 2016 → 12 May 2016 · expired`; `end` is null where no day of it is known. */
    run: (start: string, end: string | null, how: Ending) =>
      end !== null
        ? `${start} → ${sameDay(start, end) ? 'same day' : end} · ${endings[how]}`
        : `${start} → ${endings[how]}${how === 'unknown' || how === 'in force' ? '' : ', day unknown'}`,
    /** The same without how it ended, where there is no room. */
    shortRun: (start: string, end: string | null) => `${start} → ${end ?? '?'}`,
    labels: {
      startUnknown: 'only announced: start unknown',
      announcement: 'announced',
      uncertain: 'began or ended within these days',
      clock: 'times in Damascus',
      empty: 'No agreement to show.',
    },
    alt: {
      opening: (what: readonly string[], { from, to }: { from: string; to: string }) =>
        `Timeline of ${what.join(', ')}: ${from} to ${to}, one bar each from start to end.`,
      empty: 'An empty timeline: no agreement to show.',
      bar: (name: string, start: string, end: string | null, how: Ending) =>
        `${name}: ${start}${end === null ? '' : ` to ${end}`}, ${endings[how]}.`,
    },
  },
  map: {
    onDay: (iso: string) => `In force on ${dates.day(iso)}`,
    boundaries:
      'Boundaries (Natural Earth) do not imply a position on status; dashed: edge of the Golan Heights.',
    legend: {
      covered: 'governorate named (whole or part)',
      nationwide: 'nationwide',
      within: 'governorate of a named place',
      possible: 'only in doubt',
      place: 'place named (position approximate)',
      possiblePlace: 'place of one in doubt',
      area: 'area named (extent not drawn)',
    },
    noPlaces: 'No source read lists the places.',
    covers: (places: readonly string[]) => `Covers ${places.join(', ')}`,
    wholeCountry: 'the whole country',
    noneCertain: 'No agreement is known to have been in force on this day.',
    counts: (certain: number, possible: number) =>
      `${agreements(certain)} with a known start and a later end, ${possible} more in doubt`,
    certain: 'In force: known start, later end',
    possible: 'In doubt: may have been in force',
    /** One agreement in a list: its name, until when or why in doubt, and where. */
    entry: (name: string, places: readonly string[], note: string) =>
      [name, note, ...(places.length > 0 ? [places.join(', ')] : [])].join(' · '),
    until: (end: string | null) => (end === null ? 'still in force, sources say' : `to ${end}`),
    more: (n: number) => `… and ${n} more`,
    alt: {
      agreement: (name: string, start: string, end: string | null, how: Ending) =>
        `Map of Syria for ${name} (${start}${end === null ? '' : ` to ${end}`}, ${endings[how]}).`,
      day: (iso: string, certain: number, possible: number) =>
        `Map of Syria on ${dates.day(iso)}: ${agreements(certain)} known to have been in force, ${possible} more in doubt.`,
      sentence: (text: string) => `${text}.`,
      possible: (text: string) => `In doubt: ${text}.`,
    },
  },
};

export type PictureTexts = typeof pictures;
