import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startCalendar } from '../../src/reminders/calendar.ts';
import { nextDue, nextMoments, occurrenceAt, occurrencesIn } from '../../src/reminders/occurrences.ts';
import { type Lead, leads, type Rule } from '../../src/store/subscription.ts';
import { agreementOf, datasetOf, effectiveOf, placeOf, realDataset, ruleOf } from './fixtures.ts';

const at = (iso: string): number => Date.parse(iso);
const shown = (occurrences: readonly { readonly key: string; readonly at: number }[]): string[] =>
  occurrences.map(({ key, at }) => `${new Date(at).toISOString()} ${key}`);

const calendarOf = (local: string, precision: 'minute' | 'hour' | 'day' | 'sunset' | 'month' | 'none') =>
  startCalendar(datasetOf([agreementOf({ id: 'one', effective: effectiveOf(local, precision) })]));

const due = (calendar: ReturnType<typeof startCalendar>, rule: Rule, from: string, to: string): string[] =>
  shown(occurrencesIn(calendar, rule, { from: at(from), to: at(to) }));

describe('a start', () => {
  const rule = ruleOf({ when: leads, anniversaries: false, time: '09:00', zone: 'Europe/Berlin' });

  test('with a time of day is due at its instant, whatever the time of the subscription', () => {
    expect(
      due(calendarOf('2027-03-10T12:00', 'minute'), rule, '2027-01-01T00:00Z', '2028-01-01T00:00Z'),
    ).toEqual([
      '2027-03-03T09:00:00.000Z one/week before/2027-03-10T12:00',
      '2027-03-09T09:00:00.000Z one/day before/2027-03-10T12:00',
      '2027-03-10T09:00:00.000Z one/start/2027-03-10T12:00',
    ]);
  });

  test.each(['day', 'sunset'] as const)(
    'known to the %s is due at the time of the subscription',
    (precision) => {
      // Berlin's clocks go forward on 28 March 2027: 09:00 is 08:00Z before, and 07:00Z after.
      expect(
        due(calendarOf('2027-03-28', precision), rule, '2027-01-01T00:00Z', '2028-01-01T00:00Z'),
      ).toEqual([
        '2027-03-21T08:00:00.000Z one/week before/2027-03-28',
        '2027-03-27T08:00:00.000Z one/day before/2027-03-28',
        '2027-03-28T07:00:00.000Z one/start/2027-03-28',
      ]);
    },
  );

  test.each([
    ['2027-03', 'month'],
    ['2027-03-28', 'none'],
  ] as const)('known as %s (%s) is never due, nor is its anniversary', (local, precision) => {
    const every = ruleOf({ when: leads });
    expect(due(calendarOf(local, precision), every, '2020-01-01T00:00Z', '2060-01-01T00:00Z')).toEqual([]);
    expect(nextDue(calendarOf(local, precision), every, at('2020-01-01T00:00Z'))).toBeNull();
  });

  test('is not due without being asked for', () => {
    const calendar = calendarOf('2027-03-10T12:00', 'minute');
    expect(due(calendar, ruleOf({ when: [] }), '2027-01-01T00:00Z', '2028-01-01T00:00Z')).toEqual([]);
  });
});

describe('an anniversary', () => {
  const anniversaries = (fields: Partial<Rule>) => ruleOf({ when: [], ...fields });

  test('follows the day in Damascus, at the wall-clock of the subscription', () => {
    // 23:30 in Damascus on the 14th is still the 14th there, and 21:30 in UTC.
    const calendar = calendarOf('2016-12-14T23:30', 'minute');
    expect(
      due(calendar, anniversaries({ zone: 'Pacific/Auckland' }), '2026-01-01T00:00Z', '2028-01-01T00:00Z'),
    ).toEqual([
      '2026-12-13T20:00:00.000Z one/anniversary/2026',
      '2027-12-13T20:00:00.000Z one/anniversary/2027',
    ]);
  });

  test('of a time published in another zone falls on the day that it was in Damascus', () => {
    const calendar = startCalendar(
      datasetOf([
        agreementOf({ id: 'one', effective: effectiveOf('2016-05-03T22:30', 'minute', 'Europe/London') }),
      ]),
    );
    expect(due(calendar, anniversaries({}), '2026-01-01T00:00Z', '2027-01-01T00:00Z')).toEqual([
      '2026-05-04T06:00:00.000Z one/anniversary/2026',
    ]);
  });

  test('at a time that the zone skips moves forward by the gap', () => {
    expect(
      due(
        calendarOf('2016-03-28', 'day'),
        anniversaries({ zone: 'Europe/Berlin', time: '02:30' }),
        '2027-01-01T00:00Z',
        '2028-01-01T00:00Z',
      ),
    ).toEqual(['2027-03-28T01:30:00.000Z one/anniversary/2027']);
  });

  test.each([
    ['Europe/Berlin', '2016-10-31', '02:30', '2027-10-31T00:30:00.000Z'],
    ['America/New_York', '2016-11-07', '01:30', '2027-11-07T05:30:00.000Z'],
  ])('at a time that comes twice in %s is due at the first', (zone, day, time, instant) => {
    expect(
      due(calendarOf(day, 'day'), anniversaries({ zone, time }), '2027-01-01T00:00Z', '2028-01-01T00:00Z'),
    ).toEqual([`${instant} one/anniversary/2027`]);
  });

  test('of 29 February is kept on the 28th, and on the 29th in leap years', () => {
    expect(
      due(calendarOf('2016-02-29', 'day'), anniversaries({}), '2026-06-01T00:00Z', '2029-01-01T00:00Z'),
    ).toEqual([
      '2027-02-28T06:00:00.000Z one/anniversary/2027',
      '2028-02-29T06:00:00.000Z one/anniversary/2028',
    ]);
  });

  test('is never due in the year of the start, nor where it is not asked for', () => {
    const calendar = calendarOf('2026-05-01T03:00', 'minute');
    expect(due(calendar, anniversaries({}), '2026-01-01T00:00Z', '2027-01-01T00:00Z')).toEqual([]);
    expect(
      due(calendar, anniversaries({ anniversaries: false }), '2026-01-01T00:00Z', '2060-01-01T00:00Z'),
    ).toEqual([]);
  });
});

describe('what a subscription is about', () => {
  const places = [
    placeOf('syria', null),
    placeOf('daraa', 'syria'),
    placeOf('daraa-city', 'daraa'),
    placeOf('aleppo', 'syria'),
    placeOf('south', 'syria', ['daraa', 'quneitra']),
    placeOf('quneitra', 'syria'),
  ];
  const make = (id: string, where: string, parties: Parameters<typeof agreementOf>[0]['parties'] = []) =>
    agreementOf({
      id,
      effective: effectiveOf('2016-05-04', 'day'),
      areas: { places: [where], sources: ['s'] },
      parties,
    });
  const calendar = startCalendar(
    datasetOf(
      [
        make('nationwide', 'syria', [{ party: 'russia', role: 'guarantor', sources: ['s'] }]),
        make('in-daraa-city', 'daraa-city', [{ party: 'israel', role: 'reported', sources: ['s'] }]),
        make('in-the-south', 'south', [{ party: 'russia', role: 'refused', sources: ['s'] }]),
        make('in-aleppo', 'aleppo', [
          { party: 'israel', role: 'reported', alsoRoles: ['observer'], sources: ['s'] },
        ]),
      ],
      places,
    ),
  );
  const heard = (about: Rule['about']): string[] =>
    occurrencesIn(calendar, ruleOf({ about }), {
      from: at('2027-01-01T00:00Z'),
      to: at('2028-01-01T00:00Z'),
    }).map(({ agreement }) => agreement);

  test.each([
    ['syria', ['in-aleppo', 'in-daraa-city', 'in-the-south', 'nationwide']],
    ['daraa', ['in-daraa-city', 'in-the-south']],
    ['daraa-city', ['in-daraa-city']],
    ['quneitra', ['in-the-south']],
    ['south', ['in-daraa-city', 'in-the-south']],
    ['aleppo', ['in-aleppo']],
  ])('the place %s takes in what lies in it and what covers it', (id, expected) => {
    expect(heard({ kind: 'place', id })).toEqual(expected);
  });

  test('a party counts where it took part, not where it is only reported, or refused', () => {
    expect(heard({ kind: 'party', id: 'russia' })).toEqual(['nationwide']);
    expect(heard({ kind: 'party', id: 'israel' })).toEqual(['in-aleppo']);
  });

  test('one agreement, everything, nothing known', () => {
    expect(heard({ kind: 'agreement', id: 'in-aleppo' })).toEqual(['in-aleppo']);
    expect(heard({ kind: 'everything' })).toHaveLength(4);
    expect(heard({ kind: 'agreement', id: 'never-was' })).toEqual([]);
  });
});

describe('changes', () => {
  const calendar = calendarOf('2027-03-10T12:00', 'minute');
  const noticed = at('2027-03-01T10:00Z');
  const to = at('2027-03-02T00:00Z');

  test('a new start is announced, a moved one says so, to those who want to hear of starts', () => {
    const moved = [{ agreement: 'one', at: noticed, before: '2027-03-09', after: '2027-03-10T12:00' }];
    const announced = [{ agreement: 'one', at: noticed, before: null, after: '2027-03-10T12:00' }];
    const told = (changes: typeof moved | typeof announced, rule: Rule) =>
      shown(occurrencesIn(calendar, rule, { from: noticed, to }, changes));
    expect(told(moved, ruleOf())).toEqual(['2027-03-01T10:00:00.000Z one/moved/1803895200000']);
    expect(told(announced, ruleOf())).toEqual(['2027-03-01T10:00:00.000Z one/announced/1803895200000']);
    expect(told(announced, ruleOf({ when: [] }))).toEqual([]);
    expect(nextDue(calendar, ruleOf(), noticed, announced)).toBe(noticed);
  });
});

test('an occurrence can be had back by its key, while the starts are the same', () => {
  const rule = ruleOf({ when: leads });
  const [before, after] = [calendarOf('2027-03-10', 'day'), calendarOf('2027-03-11', 'day')];
  const found = occurrencesIn(before, rule, { from: at('2027-01-01T00:00Z'), to: at('2029-01-01T00:00Z') });
  expect(found).toHaveLength(4);
  for (const occurrence of found) {
    expect(occurrenceAt(before, rule, occurrence.key, occurrence.at)).toEqual(occurrence);
    expect(occurrenceAt(before, rule, occurrence.key, occurrence.at + 1)).toBeUndefined();
    expect(occurrenceAt(after, rule, occurrence.key, occurrence.at)).toBeUndefined();
    expect(
      occurrenceAt(before, ruleOf({ when: [], anniversaries: false }), occurrence.key, occurrence.at),
    ).toBeUndefined();
  }
  expect(occurrenceAt(before, rule, 'two/start/2027-03-10', found[2]?.at ?? 0)).toBeUndefined();
});

describe('in every zone of the runtime', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const dataset = realDataset();
  const calendar = startCalendar(dataset);
  const dated = calendar.entries.filter(({ start }) => start !== null);
  const year = 2028;
  const from = at(`${year}-01-01T00:00Z`) - 14 * 3_600_000;
  const to = at(`${year + 1}-01-01T00:00Z`) + 12 * 3_600_000;

  test('each agreement whose start is known has one anniversary in a year, on its day and at its time', () => {
    for (const zone of zones) {
      const rule = ruleOf({ when: [], zone });
      const found = occurrencesIn(calendar, rule, { from, to }).filter(
        ({ detail }) => detail === String(year),
      );
      expect(new Set(found.map(({ agreement }) => agreement)).size, zone).toBe(found.length);
      expect(found.length, zone).toBe(
        dated.filter(({ start }) => Number(start?.day.slice(0, 4)) < year).length,
      );
      for (const { agreement, at } of found) {
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const start = dated.find((entry) => entry.agreement === agreement)?.start;
        expect(local.toPlainDate().toString().slice(5), zone).toBe(start?.day.slice(5));
        expect(local.toPlainTime().toString().slice(0, 5), zone).toBe('09:00');
      }
    }
  }, 60_000);

  const anyTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
  const anyWhen = fc.subarray([...leads]) as fc.Arbitrary<Lead[]>;

  // Days near to the changes of the clocks, leap days and year ends, and starts still to come.
  const future = startCalendar(
    datasetOf(
      ['2016-02-29', '2016-03-27T02:30', '2016-10-30T02:30', '2016-12-31', '2017-01-01T00:00'].flatMap(
        (local, index) =>
          [local, local.replace(/^201\d/, '2027').replace('02-29', '02-28')].map((start, copy) =>
            agreementOf({
              id: `a${index}${copy}`,
              effective: effectiveOf(start, start.includes('T') ? 'minute' : 'day'),
            }),
          ),
      ),
    ),
  );

  test('an interval cut anywhere gives each occurrence once, loses none, and keeps them in order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyTime,
        anyWhen,
        fc.boolean(),
        fc.array(fc.integer({ min: 0, max: 3 * 366 * 24 * 60 }), { maxLength: 12 }),
        (zone, time, when, anniversaries, minutes) => {
          const rule = ruleOf({ zone, time, when, anniversaries });
          const start = at('2026-12-01T00:00Z');
          const end = at('2029-12-31T00:00Z');
          const whole = occurrencesIn(future, rule, { from: start, to: end });
          // At any minute, and exactly where something is due.
          const inside = minutes.map(
            (minute) => (minute % 3 === 0 ? whole[minute % 11]?.at : undefined) ?? start + minute * 60_000,
          );
          const cuts = [start, ...inside.sort((a, b) => a - b), end];
          const pieces = cuts
            .slice(1)
            .flatMap((to, index) => occurrencesIn(future, rule, { from: cuts[index] ?? start, to }));
          expect(shown(pieces)).toEqual(shown(whole));
          expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
          expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).sort((a, b) => a - b));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('walking from one due instant to the next meets every occurrence of an interval', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyTime,
        anyWhen,
        fc.boolean(),
        (zone, time, when, anniversaries) => {
          const rule = ruleOf({ zone, time, when, anniversaries });
          const start = at('2026-12-30T12:00Z');
          const end = at('2029-01-02T00:00Z');
          const walked: string[] = [];
          for (let next = nextDue(future, rule, start); next !== null && next < end; ) {
            walked.push(...shown(occurrencesIn(future, rule, { from: next, to: next + 1 })));
            next = nextDue(future, rule, next + 1);
          }
          expect(walked).toEqual(shown(occurrencesIn(future, rule, { from: start, to: end })));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('the next messages of the real dataset each hold all that is due at their instant', () => {
    const rule = ruleOf({ about: { kind: 'place', id: 'aleppo' } });
    const start = at('2026-12-01T00:00Z');
    const moments = nextMoments(calendar, rule, start, 5);
    expect(moments).toHaveLength(5);
    const last = moments.at(-1)?.[0]?.at ?? 0;
    expect(shown(moments.flat())).toEqual(
      shown(occurrencesIn(calendar, rule, { from: start, to: last + 1 })),
    );
  });
});
