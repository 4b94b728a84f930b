import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endings } from '../../src/dataset/schema.ts';
import { drawTimeline } from '../../src/pictures/draw-timeline.ts';
import { fontPaths } from '../../src/pictures/fonts.ts';
import type { TimelineScene } from '../../src/pictures/scenes.ts';
import { type Box, collide } from '../../src/pictures/svg.ts';
import { colours, endingColours } from '../../src/pictures/theme.ts';
import { BARS_A_PAGE, timelineFor } from '../../src/pictures/timeline.ts';
import {
  agreementWith,
  type Change,
  collisions,
  dataset,
  datasetOf,
  drawing,
  outside,
  texts,
} from './fixtures.ts';

const sceneOf = (
  changes: readonly Change[],
  options: Parameters<typeof timelineFor>[2] = {},
): TimelineScene => {
  const agreements = changes.map((change, i) => agreementWith({ id: `truce-${i}`, ...change }));
  return timelineFor(
    datasetOf(agreements),
    agreements.map(({ id }) => id),
    options,
  );
};

const draw = (scene: TimelineScene) => drawTimeline(scene, drawing);

const YEAR = { from: '2016-01-01', to: '2017-01-01' };
const DAYS_OF_YEAR = 366;

/** Where a day of 2016 lies on an axis of that year. */
const xOf = (day: string): number =>
  32 + (1036 * (Date.parse(day) - Date.parse('2016-01-01'))) / 86_400_000 / DAYS_OF_YEAR;

/** The colour of a drawn pixel, as `#rrggbb`. */
const pixelsOf = (svg: string) => {
  const image = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [...fontPaths] } }).render();
  const { pixels, width } = image;
  return (x: number, y: number): string => {
    const at = 4 * (Math.floor(y) * width + Math.floor(x));
    return `#${pixels.subarray(at, at + 3).toString('hex')}`;
  };
};

const middle = (box: Box): number => box.y + box.height / 2;

describe('a bar', () => {
  it('stands where the dates say, in the colour of its end', () => {
    const picture = draw(sceneOf([{}], { days: YEAR }));
    const { box } = picture.bars[0] ?? expect.unreachable('no bar');
    expect(box.x).toBeCloseTo(xOf('2016-04-01'), 0);
    expect(box.x + box.width).toBeCloseTo(xOf('2016-07-02'), 0);
    const at = pixelsOf(picture.svg);
    expect(at(box.x + 6, middle(box) + 8)).toBe(endingColours.completed);
    expect(at(box.x + box.width - 6, middle(box) + 8)).toBe(endingColours.completed);
    expect(at(box.x - 4, middle(box))).not.toBe(endingColours.completed);
    expect(at(box.x + box.width + 4, middle(box))).not.toBe(endingColours.completed);
  });

  it.each(endings.filter((how) => how !== 'unknown'))(
    'that is "%s" has its own colour, sign and word',
    (how) => {
      const picture = draw(sceneOf([{ ended: { date: '2016-07-01', how } }], { days: YEAR }));
      expect(picture.svg).toContain(`fill="${endingColours[how]}"`);
      expect(picture.svg).toContain(texts.endings[how]);
    },
  );

  it('is striped over the days between which it ended, and solid before', () => {
    const between = { date: null, between: ['2016-09-01', '2016-10-31'], how: 'collapsed' };
    const picture = draw(sceneOf([{ ended: between }], { days: YEAR }));
    const { box } = picture.bars[0] ?? expect.unreachable('no bar');
    expect(box.x + box.width).toBeCloseTo(xOf('2016-11-01'), 0);
    const at = pixelsOf(picture.svg);
    const row = (from: number, to: number): Set<string> => {
      const seen = new Set<string>();
      for (let x = from; x < to; x += 1) seen.add(at(x, box.y + 3));
      return seen;
    };
    expect(row(xOf('2016-04-03'), xOf('2016-08-30'))).toEqual(new Set([endingColours.collapsed]));
    const striped = row(xOf('2016-09-03'), xOf('2016-10-30'));
    expect(striped).toContain(endingColours.collapsed);
    expect(striped).toContain(colours.rule);
    expect(picture.svg).toContain('between 1 Sept and 31 Oct 2016');
    expect(picture.svg).toContain(texts.timeline.labels.uncertain);
    expect(draw(sceneOf([{}], { days: YEAR })).svg).not.toContain(texts.timeline.labels.uncertain);
  });

  it('without a known end fades out within a fixed length and never claims to go on', () => {
    const open = { date: null, how: 'unknown', sources: [] };
    const picture = draw(sceneOf([{ ended: open }, { id: 'late', ended: { date: '2025-01-01' } }]));
    const { box } = picture.bars[0] ?? expect.unreachable('no bar');
    expect(box.width).toBeLessThan(100);
    expect(picture.svg).toContain('fill="url(#fade-unknown)"');
    expect(picture.svg).toContain('end unknown');
    const at = pixelsOf(picture.svg);
    expect(at(box.x + box.width - 1, middle(box))).not.toBe(endingColours.unknown);
  });

  it('of some hours is still seen on an axis of years, and tells its hour on an axis of days', () => {
    const hours = { effective: { local: '2016-04-01T09:00' }, ended: { date: '2016-04-01', how: 'expired' } };
    const years = draw(sceneOf([hours, { id: 'late', ended: { date: '2024-01-01' } }]));
    const { box } = years.bars[0] ?? expect.unreachable('no bar');
    expect(box.width).toBeGreaterThanOrEqual(8);
    const days = draw(sceneOf([hours]));
    expect(days.svg).toContain('1 Apr 2016, 09:00 → same day · expired');
  });

  it('that began and ended in one month is not said to have ended on the same day', () => {
    const month = {
      effective: { local: '2016-04', precision: 'month' },
      ended: { date: '2016-04', how: 'expired' },
    };
    expect(draw(sceneOf([month])).svg).toContain('Apr 2016 → Apr 2016 · expired');
  });

  it('of which only the announcement is known is an outline that says so', () => {
    const picture = draw(sceneOf([{ effective: null }]));
    expect(picture.svg).toContain('announced 1 Apr 2016');
    expect(picture.svg).toContain('only announced: start unknown');
    const { box } = picture.bars[0] ?? expect.unreachable('no bar');
    expect(pixelsOf(picture.svg)(box.x + box.width / 2, box.y + 4)).not.toBe(endingColours.completed);
  });

  it('older than the war does not stretch the axis', () => {
    const picture = draw(
      sceneOf([
        {
          announced: { date: '1974' },
          effective: null,
          background: true,
          ended: { date: null, how: 'unknown' },
        },
        {},
      ]),
    );
    const { box } = picture.bars[1] ?? expect.unreachable('no bar');
    expect(box.width).toBeGreaterThan(500);
  });
});

/** What must hold for every timeline. */
const expectSound = (scene: TimelineScene): void => {
  const picture = draw(scene);
  const boxes = picture.bars.map(({ box }) => box);
  expect(outside([...picture.texts, ...boxes], picture)).toEqual([]);
  expect(collisions(picture.texts)).toEqual([]);
  expect(collisions(boxes)).toEqual([]);
  for (const text of picture.texts) {
    for (const bar of boxes.filter((box) => collide(box, text))) {
      // Words in a bar lie within its length.
      expect(text.x).toBeGreaterThanOrEqual(bar.x);
      expect(text.x + text.width).toBeLessThanOrEqual(bar.x + bar.width);
    }
  }
  expect(picture.svg.match(/<text /g)?.length ?? 0).toBe(picture.texts.length);
  expect(picture.svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(scene.alt.length).toBeLessThanOrEqual(1024);
};

describe('every timeline keeps its texts apart and inside the frame', () => {
  it('all pages of the whole dataset', () => {
    const ids = dataset.agreements.map(({ id }) => id);
    const { pages } = timelineFor(dataset, ids);
    const seen: string[] = [];
    for (let page = 1; page <= pages; page += 1) {
      const scene = timelineFor(dataset, ids, { page });
      expect(scene.bars.length).toBeLessThanOrEqual(BARS_A_PAGE);
      seen.push(...scene.bars.map(({ id }) => id));
      expectSound(scene);
    }
    expect(seen).toEqual(ids);
  });

  it('every agreement alone', () => {
    for (const { id, name } of dataset.agreements) expectSound(timelineFor(dataset, [id], { title: name }));
  });

  it('none at all: it says so', () => {
    const scene = timelineFor(dataset, [], { title: 'Agreements in Tartus' });
    expectSound(scene);
    expect(draw(scene).svg).toContain('No agreement to show.');
    expect(scene.alt).toBe('An empty timeline: no agreement to show.');
  });

  it('the longest names and titles, in Latin and Arabic letters', () => {
    const longest = dataset.agreements
      .toSorted((a, b) => b.name.length - a.name.length)
      .slice(0, 10)
      .map(({ id }) => id);
    expectSound(timelineFor(dataset, longest, { title: 'The longest names '.repeat(20) }));
    expectSound(
      sceneOf([{ name: 'W'.repeat(100) }, { name: 'هدنة في حلب '.repeat(8).trim() }], { title: 'هدن سوريا' }),
    );
  });

  const day = fc
    .integer({ min: Date.parse('2011-01-01'), max: Date.parse('2026-12-31') })
    .map((time) => new Date(time).toISOString().slice(0, 10));
  const ended = (from: string): fc.Arbitrary<object> => {
    const later = fc
      .integer({ min: 0, max: 2500 })
      .map((days) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10));
    return fc.oneof(
      later.map((date) => ({ date, how: 'expired' })),
      later.map((date) => ({ date: `${date.slice(0, 7)}~`, how: 'collapsed' })),
      fc.tuple(later, later).map(([a, b]) => ({ date: null, between: [a, b].sort(), how: 'superseded' })),
      fc.constant({ date: null, how: 'unknown', sources: [] }),
    );
  };
  const change: fc.Arbitrary<Change> = day.chain((local) =>
    fc.record({
      name: fc.oneof(
        fc.stringMatching(/^[A-Za-z<>&"'][A-Za-z<>&"' ]{0,98}[a-z]$/),
        fc.constant('اتفاق وقف إطلاق النار'),
      ),
      announced: fc.constant({ date: local }),
      effective: fc.oneof(
        fc.constant({ local, precision: 'day' }),
        fc.constant({ local: `${local}T06:30` }),
        fc.constant(null),
      ),
      ended: ended(local),
    }),
  );

  it('any agreements at any dates', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) =>
        expectSound(sceneOf(changes)),
      ),
      { numRuns: 150 },
    );
  });
});

describe('pages', () => {
  const many = Array.from({ length: 200 }, (_, i): Change => ({ name: `Truce ${i}` }));

  it('of 200 bars are of one length and hold each bar once', () => {
    const names = new Set<string>();
    const { pages } = sceneOf(many);
    expect(pages).toBe(20);
    for (let page = 1; page <= pages; page += 1) {
      const scene = sceneOf(many, { page });
      expect(scene.bars).toHaveLength(10);
      for (const { name } of scene.bars) names.add(name);
    }
    expect(names.size).toBe(200);
  });

  it('share what is one too many', () => {
    const eleven = many.slice(0, 11);
    expect(sceneOf(eleven, { page: 1 }).bars).toHaveLength(6);
    expect(sceneOf(eleven, { page: 2 }).bars).toHaveLength(5);
  });

  it('out of range give the nearest one', () => {
    expect(sceneOf(many, { page: 99 }).page).toBe(20);
    expect(sceneOf(many, { page: -3 }).page).toBe(1);
  });
});

describe('the axis', () => {
  const ticks = (agreement: Change): string => draw(sceneOf([agreement])).svg;

  it('has years for years, months for months, days for days', () => {
    expect(ticks({ ended: { date: '2024-07-01' } })).toContain('>2018<');
    expect(ticks({ ended: { date: '2016-12-01' } })).toContain('>Jul<');
    expect(ticks({ ended: { date: '2016-04-05' } })).toContain('>3 Apr<');
  });
});

describe('the alt text', () => {
  it('says in words what the bars show', () => {
    const open = { date: null, how: 'unknown', sources: [] };
    const scene = sceneOf([{ name: 'First' }, { name: 'Second', effective: null, ended: open }]);
    expect(scene.alt).toBe(
      'Timeline of 2 agreements: 1 Apr 2016 to 1 Jul 2016, one bar each from start to end. ' +
        'First: 1 Apr 2016 to 1 Jul 2016, completed. Second: announced 1 Apr 2016, end unknown.',
    );
  });

  it('counts what it has no room for', () => {
    const scene = sceneOf(Array.from({ length: 10 }, (): Change => ({ name: 'N'.repeat(100) })));
    expect(scene.alt).toMatch(/And \d more\.$/);
  });
});
