import { describe, expect, it } from 'vitest';
import { inForceOn, isTruce, stateOn } from '../../src/dataset/in-force.ts';
import { loadDataset } from '../../src/dataset/load.ts';
import { type Agreement, agreementSchema } from '../../src/dataset/schema.ts';

type Change = Partial<Pick<Agreement, 'class' | 'includesCeasefire' | 'disputed'>> & {
  effective?: object | null;
  ended?: object;
};

/** A truce from noon on 4 May 2016 to 12 May 2016, with the changes given. */
const truce = ({ effective, ended, ...rest }: Change = {}): Agreement =>
  agreementSchema.parse({
    id: 'x',
    name: 'X',
    aliases: { en: [], ar: [], ru: [] },
    class: 'ceasefire',
    laterality: 'bilateral',
    form: 'written',
    scope: 'local',
    notability: 1,
    confidence: 'high',
    kind: 'truce',
    announced: { date: '2016-05-03', sources: ['s'] },
    effective:
      effective === null
        ? null
        : {
            of: 'ceasefire',
            local: '2016-05-04T12:00',
            zone: 'Asia/Damascus',
            precision: 'minute',
            sources: ['s'],
            ...effective,
          },
    ended: { date: '2016-05-12', how: 'expired', sources: ['s'], ...ended },
    parties: [{ party: 'p', role: 'signatory', sources: ['s'] }],
    excluded: [],
    areas: { places: ['aleppo'], sources: ['s'] },
    terms: [],
    monitoring: [],
    humanitarian: [],
    events: [],
    relations: [],
    paxId: null,
    notes: [],
    furtherSources: [],
    checked: { date: '2026-01-01', what: 'all' },
    ...rest,
  });

const unknownEnd = { date: null, how: 'unknown', sources: [] };

describe('the state of one agreement on a day', () => {
  it.each([
    ['2016-05-03', null],
    ['2016-05-04', 'certain'],
    ['2016-05-11', 'certain'],
    ['2016-05-12', 'end uncertain'],
    ['2016-05-13', null],
  ])('known dates: on %s it is %s', (day, state) => {
    expect(stateOn(truce(), day)).toBe(state);
  });

  it('never claims a truce without a known end, except on the day on which it began', () => {
    const open = truce({ ended: unknownEnd });
    expect(stateOn(open, '2016-05-04')).toBe('certain');
    expect(stateOn(open, '2016-05-05')).toBe('end unknown');
    expect(stateOn(open, '2025-01-01')).toBe('end unknown');
  });

  it('lists neither a truce without a known start nor a day before it', () => {
    expect(stateOn(truce({ effective: null }), '2016-05-05')).toBeNull();
    expect(stateOn(truce({ ended: unknownEnd }), '2016-05-03')).toBeNull();
  });

  it.each([
    ['2016-05-30', 'certain'],
    ['2016-06-01', 'end uncertain'],
    ['2016-07-31', 'end uncertain'],
    ['2016-08-01', null],
  ])('an end between June and July: on %s it is %s', (day, state) => {
    const between = { date: null, between: ['2016-06', '2016-07'], how: 'collapsed' };
    expect(stateOn(truce({ ended: between }), day)).toBe(state);
  });

  it.each([
    ['2016-05-31', 'certain'],
    ['2016-06-04', 'end uncertain'],
    ['2016-06-16', 'end uncertain'],
    ['2016-06-25', null],
  ])('an end about 10 June: on %s it is %s', (day, state) => {
    expect(stateOn(truce({ ended: { date: '2016-06-10~' } }), day)).toBe(state);
  });

  it('doubts the days on which the sources differ', () => {
    const start = truce({ effective: { alternatives: [{ local: '2016-05-06T01:00', sources: ['t'] }] } });
    expect(stateOn(start, '2016-05-05')).toBe('start uncertain');
    expect(stateOn(start, '2016-05-06')).toBe('certain');
    const end = truce({ ended: { alternatives: [{ date: '2016-05-09', sources: ['t'] }] } });
    expect(stateOn(end, '2016-05-08')).toBe('certain');
    expect(stateOn(end, '2016-05-10')).toBe('end uncertain');
  });

  it('a start known to the month is certain from the last day of it', () => {
    const month = truce({
      effective: { local: '2016-05', precision: 'month' },
      ended: { date: '2016-09-01' },
    });
    expect(stateOn(month, '2016-05-10')).toBe('start uncertain');
    expect(stateOn(month, '2016-05-31')).toBe('certain');
  });

  it('a truce of hours was in force on its day', () => {
    const hours = truce({ ended: { date: '2016-05-04' } });
    expect(stateOn(hours, '2016-05-04')).toBe('certain');
    expect(stateOn(hours, '2016-05-05')).toBeNull();
  });

  it('a disputed one, or one of which only the announcement is dated, is at most possible', () => {
    expect(stateOn(truce({ disputed: true }), '2016-05-05')).toBe('disputed');
    expect(stateOn(truce({ effective: { of: 'announcement' } }), '2016-05-05')).toBe('start uncertain');
  });

  it('is certain without an end only where a source says that it is in force', () => {
    const held = { date: null, how: 'in force', sources: ['s'] };
    expect(stateOn(truce({ ended: held }), '2016-06-01')).toBe('certain');
  });
});

describe('what can be in force', () => {
  it('truces of every class, and a ceasefire within an evacuation or a settlement', () => {
    for (const kind of [
      'ceasefire',
      'cessation of hostilities',
      'humanitarian pause',
      'de-escalation',
    ] as const) {
      expect(isTruce(truce({ class: kind }))).toBe(true);
    }
    expect(isTruce(truce({ class: 'evacuation' }))).toBe(true);
    expect(isTruce(truce({ class: 'settlement', effective: null, includesCeasefire: true }))).toBe(true);
  });

  it('not the bare evacuation or settlement, nor mechanisms and proposals', () => {
    expect(isTruce(truce({ class: 'evacuation', effective: { of: 'evacuation' } }))).toBe(false);
    expect(isTruce(truce({ class: 'settlement', effective: { of: 'settlement' } }))).toBe(false);
    expect(isTruce(truce({ class: 'mechanism' }))).toBe(false);
    expect(isTruce(truce({ class: 'proposal' }))).toBe(false);
  });
});

describe('the shipped dataset', () => {
  const loaded = loadDataset('data');
  it('lists a truce in at most one of the two lists, and nothing ended as certain', () => {
    if (!loaded.ok) throw new Error('the dataset does not load');
    for (let year = 2011; year < 2026; year += 1) {
      for (const month of ['01', '04', '07', '10']) {
        const day = `${year}-${month}-15`;
        const { certain, possible } = inForceOn(loaded.dataset, day);
        const ids = [...certain, ...possible.map(({ agreement }) => agreement)].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { ended, effective } of certain) {
          expect(effective).not.toBeNull();
          expect(ended.how === 'unknown' && effective?.local.slice(0, 10) !== day).toBe(false);
        }
      }
    }
  });
});
