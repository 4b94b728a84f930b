import { daysOf } from '../../dataset/time.ts';

/** Dates in words: `9 July 2017`. Days are ISO texts and carry no zone. */

const format = (options: Intl.DateTimeFormatOptions): ((iso: string) => string) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  return (iso) => formatter.format(new Date(`${iso}T00:00:00Z`));
};

const monthNames = Array.from({ length: 12 }, (_, index) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, index)),
);

// Cards hold dozens of days, and Intl takes microseconds for each.
const dayText = (iso: string): string => {
  const [year = '', month, day] = iso.split('-');
  return `${Number(day)} ${monthNames[Number(month) - 1]} ${year}`;
};

const weekdayText = format({ weekday: 'long' });
const shortMonthText = format({ month: 'short', year: 'numeric' });

const seasons: Readonly<Record<string, string>> = {
  '21': 'spring',
  '22': 'summer',
  '23': 'autumn',
  '24': 'winter',
};

const oneText = (edtf: string): string => {
  const plain = edtf.replace(/[?~%]$/, '');
  const [year = '', month] = plain.split('-');
  const season = month === undefined ? undefined : seasons[month];
  const text =
    plain.length === 10
      ? dayText(plain)
      : season
        ? `${season} ${year}`
        : plain.length === 7
          ? `${monthNames[Number(month) - 1]} ${year}`
          : year;
  if (edtf.endsWith('~')) return `about ${text}`;
  if (edtf.endsWith('?')) return `${text} (uncertain)`;
  if (edtf.endsWith('%')) return `about ${text} (uncertain)`;
  return text;
};

export const dates = {
  /** An ISO day: `9 July 2017`. */
  day: dayText,
  weekday: weekdayText,
  /** `Jul 2017`, for narrow places. */
  shortMonth: (edtf: string) => shortMonthText(daysOf(edtf).from),
  /** An EDTF date: `about 19 June 2018`, `May 2016`, `from 7 May 2016 to 9 May 2016`. */
  edtf: (edtf: string): string => {
    const [first = edtf, last] = edtf.split('/');
    if (last === undefined) return oneText(first);
    return last === '..' ? `from ${oneText(first)} on` : `from ${oneText(first)} to ${oneText(last)}`;
  },
  between: (first: string, last: string): string => `between ${oneText(first)} and ${oneText(last)}`,
  /** `12:00 Damascus time (UTC+3)`. */
  clock: (time: string, place: string, offset: string): string => `${time} ${place} time (${offset})`,
};
