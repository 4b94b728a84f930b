import type { Problem } from './load.ts';
import type { Agreement } from './schema.ts';
import { announcedDays, dayExists, daysOf, effectiveDays, endDays, instantOf } from './time.ts';

/** Checks of the dates of one record: possible, in order, and agreeing with the words beside them. */

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const weekday = WEEKDAYS.join('|');
const month = `(?:${MONTHS.join('|')})[a-z]*`;
const written = new RegExp(
  `\\b(${weekday}),? (?:(\\d{1,2}) (${month})|(${month}) (\\d{1,2}))\\b(?:,? (\\d{4}))?`,
  'g',
);

/** Every text of a record with its path, without those that say what print got wrong. */
const textsOf = (agreement: Agreement): readonly { readonly path: string; readonly text: string }[] => {
  const found: { path: string; text: string }[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.push({ path, text: value });
    else if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        walk(item, `${path}[${index}]`);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (key !== 'publishedErrors') walk(child, path ? `${path}.${key}` : key);
      }
    }
  };
  walk(agreement, '');
  return found;
};

const yearsOf = (agreement: Agreement): readonly number[] => {
  const years = new Set(
    [
      agreement.announced.date,
      agreement.effective?.local,
      agreement.ended.date,
      ...agreement.events.map(({ date }) => date),
    ].flatMap((date) => (date ? [Number(date.slice(0, 4))] : [])),
  );
  return [...years];
};

/** Weekdays written before a date that was another day of the week. Without a year, any year of the record will do. */
const wrongWeekdays = (agreement: Agreement, file: string): readonly Problem[] =>
  textsOf(agreement).flatMap(({ path, text }) =>
    [...text.matchAll(written)].flatMap((match) => {
      const [words, named, dayFirst, monthAfter, monthFirst = '', dayAfter, year] = match;
      const monthIndex = MONTHS.findIndex((name) => (monthAfter ?? monthFirst).startsWith(name));
      const dayOfMonth = Number(dayFirst ?? dayAfter);
      const actual = (year ? [Number(year)] : yearsOf(agreement)).map(
        (each) => WEEKDAYS[new Date(Date.UTC(each, monthIndex, dayOfMonth)).getUTCDay()],
      );
      return actual.some((name) => name === named)
        ? []
        : [
            {
              file,
              path,
              message: `It says "${words}", but that day was a ${actual.join(' or a ')}. Correct the weekday or the date; if a source prints it wrongly, say so in "publishedErrors".`,
            },
          ];
    }),
  );

const clock = String.raw`(\d{1,2}(?::\d{2})?(?: ?[ap]\.?m\.?)?|noon|midday|midnight)`;
const universal = String.raw`(\d{2}):?(\d{2}) (?:GMT|UTC)`;
const paired = new RegExp(`${clock}[^\\d;]{0,24}[(=] ?${universal}`, 'gi');

/** Minutes after midnight of "6 a.m.", "15:30", "noon"; undefined for a bare number. */
const minutesOf = (words: string): number | undefined => {
  const text = words.toLowerCase();
  if (text === 'noon' || text === 'midday') return 12 * 60;
  if (text === 'midnight') return 0;
  const match = /^(\d{1,2})(?::(\d{2}))? ?(?:([ap])\.?m\.?)?$/.exec(text);
  const [, hours = '', minutes, half] = match ?? [];
  if (!match || (minutes === undefined && half === undefined)) return undefined;
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
  return hour * 60 + Number(minutes ?? 0);
};

const offsetMinutes = (day: string, zone: string): number => {
  const noonUtc = Date.parse(`${day}T12:00:00Z`);
  return (noonUtc - instantOf(`${day}T12:00`, zone).getTime()) / 60_000;
};

/**
 * Published pairs of a local and a GMT time, beside the start, that the zone's offset on that day contradicts. The
 * local time may be another country's ("6 p.m. (1500 GMT)" in Ankara) where the GMT time is the record's start.
 */
const wrongOffsets = (agreement: Agreement, file: string): readonly Problem[] => {
  const { effective } = agreement;
  if (!effective || effective.local.length < 10) return [];
  const offset = offsetMinutes(effective.local.slice(0, 10), effective.zone);
  const texts = [
    ...(effective.asPublished ?? []).map((text, index) => ({
      path: `effective.asPublished[${index}]`,
      text,
    })),
    ...(effective.note ? [{ path: 'effective.note', text: effective.note }] : []),
  ];
  const starts = [effective.local, ...(effective.alternatives ?? []).map(({ local }) => local)].flatMap(
    (local) => (local?.includes('T') ? [instantOf(local, effective.zone).toISOString().slice(11, 16)] : []),
  );
  const errors = (agreement.publishedErrors ?? []).map(({ text }) => text).join('\n');
  return texts.flatMap(({ path, text }) =>
    [...text.matchAll(paired)].flatMap((match) => {
      const [, words = '', hour = '', minute = ''] = match;
      const local = minutesOf(words);
      if (local === undefined) return [];
      const difference = (local - Number(hour) * 60 - Number(minute) + 1440) % 1440;
      const admitted = errors.includes(`${hour}${minute}`) || errors.includes(`${hour}:${minute}`);
      return difference === (offset + 1440) % 1440 || starts.includes(`${hour}:${minute}`) || admitted
        ? []
        : [
            {
              file,
              path,
              message: `"${match[0]}" does not fit ${effective.zone}, which was ${offset / 60} hours ahead of GMT on that day. Correct it, or say in "publishedErrors" that it was printed so.`,
            },
          ];
    }),
  );
};

/** Every day written in a record that the calendar does not have. */
const daysThatDoNotExist = (agreement: unknown): readonly string[] => {
  const dates = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, child] of Object.entries(value)) walk(child, name);
    else if (typeof value === 'string' && ['date', 'between', 'signed', 'utcDate', 'local'].includes(key)) {
      for (const day of value.match(/\d{4}-\d{2}-\d{2}/g) ?? []) dates.add(day);
    }
  };
  walk(agreement, '');
  return [...dates].filter((day) => !dayExists(day));
};

const datesInOrder = (agreement: Agreement, file: string): readonly Problem[] => {
  if (agreement.outOfOrder !== undefined) return [];
  const { announced, effective, ended } = agreement;
  const problem = (path: string, message: string): Problem => ({
    file,
    path,
    message: `${message} Correct one of the two dates; if both are right, say why in "outOfOrder".`,
  });
  const end = endDays(agreement);
  const announcedFrom = Math.min(...announcedDays(agreement).map(({ from }) => Date.parse(from)));
  return [
    ...(effective && Date.parse(effectiveDays(effective).to) <= announcedFrom
      ? [
          problem(
            'effective.local',
            `It takes effect (${effective.local}) before it was announced (${announced.date}).`,
          ),
        ]
      : []),
    ...(end && effective && end.to <= effectiveDays(effective).from
      ? [problem('ended.date', `It ends (${ended.date}) before it takes effect (${effective.local}).`)]
      : []),
    ...(end && Date.parse(end.to) <= announcedFrom
      ? [problem('ended.date', `It ends (${ended.date}) before it was announced (${announced.date}).`)]
      : []),
  ];
};

const backwardRanges = (agreement: Agreement, file: string): readonly Problem[] =>
  (['announced', 'ended'] as const).flatMap((key) => {
    const between = agreement[key].between;
    return between && daysOf(between[0]).from >= daysOf(between[1]).to
      ? [
          {
            file,
            path: `${key}.between`,
            message: `The first day (${between[0]}) is after the last (${between[1]}). Swap them.`,
          },
        ]
      : [];
  });

/** Days that no calendar has, in a record of any shape. */
export const impossibleDays = (agreement: unknown, file: string): readonly Problem[] =>
  daysThatDoNotExist(agreement).map((day) => ({
    file,
    path: '',
    message: `The day ${day} does not exist. Write the right day, or only the month.`,
  }));

/** What is wrong with the dates of one record. */
export const checkDates = (agreement: Agreement, file: string): readonly Problem[] => [
  ...impossibleDays(agreement, file),
  ...datesInOrder(agreement, file),
  ...backwardRanges(agreement, file),
  ...wrongWeekdays(agreement, file),
  ...wrongOffsets(agreement, file),
];
