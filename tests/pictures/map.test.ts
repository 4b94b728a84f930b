import { geoContains } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { inForceOn } from '../../src/dataset/in-force.ts';
import { drawMap } from '../../src/pictures/draw-map.ts';
import { mapForAgreement, mapForDay } from '../../src/pictures/map.ts';
import type { MapScene } from '../../src/pictures/scenes.ts';
import { escapeXml } from '../../src/pictures/svg.ts';
import { agreementWith, collisions, dataset, datasetOf, mapDrawing, outside } from './fixtures.ts';

const draw = (scene: MapScene) => drawMap(scene, mapDrawing);

const agreement = (id: string) => dataset.agreement.get(id) ?? expect.unreachable(`no ${id}`);

/** What must hold for every map. */
const expectSound = (scene: MapScene): void => {
  const picture = draw(scene);
  expect(outside(picture.texts, picture), scene.title).toEqual([]);
  expect(collisions(picture.texts), scene.title).toEqual([]);
  expect(picture.svg.match(/<text /g)?.length ?? 0).toBe(picture.texts.length);
  expect(picture.svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(picture.svg).toContain('do not imply a position on status');
  expect(scene.alt.length).toBeLessThanOrEqual(1024);
  for (const { id } of [...scene.certain.places, ...scene.possible.places]) {
    expect(picture.svg, scene.title).toContain(`data-place="${id}"`);
  }
};

describe('every map keeps its texts apart and inside the frame, and shows every place', () => {
  it('of each agreement', () => {
    for (const each of dataset.agreements) expectSound(mapForAgreement(dataset, each));
  });

  it('names nearly all of the places in each', () => {
    let all = 0;
    let named = 0;
    for (const each of dataset.agreements) {
      const scene = mapForAgreement(dataset, each);
      const { svg } = draw(scene);
      all += scene.certain.places.length;
      named += scene.certain.places.filter(({ name }) => svg.includes(`>${escapeXml(name)}</text>`)).length;
    }
    expect(named).toBeGreaterThan(all * 0.98);
  });

  it('of days throughout the war', () => {
    for (let year = 2011; year <= 2026; year += 1) {
      for (const month of ['01', '03', '05', '07', '09', '11']) {
        expectSound(mapForDay(dataset, `${year}-${month}-15`));
      }
    }
  });

  it('with a name as long as a name may be', () => {
    expectSound(mapForAgreement(dataset, agreementWith({ name: 'W'.repeat(100) })));
    expectSound(mapForAgreement(dataset, agreementWith({ name: 'هدنة في حلب '.repeat(8).trim() })));
  });

  it('with every place of the dataset at once', () => {
    const places = [...dataset.places.keys()];
    expectSound(mapForAgreement(dataset, agreementWith({ areas: { places } })));
  });
});

describe('the borders', () => {
  it('are the 14 governorates, and the UNDOF zone is part of Quneitra', () => {
    const ids = [...dataset.places.values()].filter(({ kind }) => kind === 'governorate').map(({ id }) => id);
    expect([...mapDrawing.borders.governorates.keys()].sort()).toEqual(ids.sort());
    const quneitra = mapDrawing.borders.governorates.get('quneitra') ?? expect.unreachable('no Quneitra');
    // A point in the zone, and one in the governorate as the file has it.
    expect(geoContains(quneitra, [35.9, 32.96])).toBe(true);
    expect(geoContains(quneitra, [35.93, 33.2])).toBe(true);
    expect(geoContains(quneitra, [36.3, 33.5])).toBe(false);
  });

  it('put each governorate where its place of the dataset is', () => {
    for (const [id, shape] of mapDrawing.borders.governorates) {
      const place = dataset.places.get(id) ?? expect.unreachable(`no ${id}`);
      if (id === 'quneitra') continue;
      expect(geoContains(shape, [place.lon, place.lat]), id).toBe(true);
    }
  });
});

describe('the map of an agreement', () => {
  it('fills the governorates that it names and dots its towns', () => {
    const picture = draw(mapForAgreement(dataset, agreement('aleppo-2016-05')));
    expect(picture.filled).toEqual({ covered: ['aleppo'], within: [], possible: [] });
    expect(picture.dots).toEqual(['aleppo-city']);
    expect(picture.svg).toMatch(/fill="#e5a83f" data-governorate="aleppo"/);
  });

  it('tells a governorate that is named from one in which a named town lies', () => {
    const places = ['idlib', 'douma', 'jobar', 'northeast-syria'];
    const { filled } = draw(mapForAgreement(dataset, agreementWith({ areas: { places } })));
    expect([...filled.covered].sort()).toEqual(['deir-ez-zor', 'hasakah', 'idlib', 'raqqa']);
    expect([...filled.within].sort()).toEqual(['damascus', 'rif-dimashq']);
  });

  it('fills the whole country for a nationwide one', () => {
    const scene = mapForAgreement(dataset, agreement('coh-2016-02'));
    expect(draw(scene).filled.covered).toHaveLength(14);
    expect(scene.alt).toContain('the whole country');
  });

  it('never shows places that only help to find the record', () => {
    const scene = mapForAgreement(
      dataset,
      agreementWith({ areas: { places: ['aleppo-city'], findOnly: ['idlib', 'douma'] } }),
    );
    const picture = draw(scene);
    expect(picture.filled).toEqual({ covered: [], within: ['aleppo'], possible: [] });
    expect(picture.dots).toEqual(['aleppo-city']);
    expect(scene.alt).not.toMatch(/Idlib|Douma/);
  });

  it('names governorates in English and in Arabic', () => {
    const { svg } = draw(mapForAgreement(dataset, agreement('aleppo-2016-05')));
    for (const name of ['Hasakah', 'الحسكة', 'Homs', 'حمص', 'Aleppo city'])
      expect(svg).toContain(`>${name}<`);
  });

  it('says so where no source lists the places', () => {
    const scene = mapForAgreement(dataset, agreementWith({ areas: { places: [] } }));
    expect(draw(scene).svg).toContain('No source read lists the places.');
  });
});

describe('the map of a day', () => {
  it('fills what was in force, stripes what is in doubt, and lists both', () => {
    const sure = agreementWith({ id: 'sure', name: 'Sure truce', areas: { places: ['homs'] } });
    const open = agreementWith({
      id: 'open',
      name: 'Open truce',
      ended: { date: null, how: 'unknown', sources: [] },
      areas: { places: ['idlib', 'douma'] },
    });
    const over = agreementWith({
      id: 'over',
      name: 'Truce that is over',
      ended: { date: '2016-04-20' },
      areas: { places: ['daraa'] },
    });
    const scene = mapForDay(datasetOf([sure, open, over]), '2016-05-01');
    const picture = draw(scene);
    expect(picture.filled).toEqual({ covered: ['homs'], within: [], possible: ['idlib'] });
    expect(picture.dots).toEqual(['douma']);
    expect(picture.svg).toContain('Sure truce');
    expect(picture.svg).toContain('Open truce · end unknown · Idlib, Douma');
    expect(picture.svg).not.toContain('Truce that is over');
    expect(scene.alt).toBe(
      'Map of Syria on 1 May 2016: 1 agreement known to have been in force, 1 more in doubt. ' +
        'Sure truce · to 1 Jul 2016 · Homs. In doubt: Open truce · end unknown · Idlib, Douma.',
    );
  });

  it('without anything in force says so', () => {
    const { svg, filled } = draw(mapForDay(dataset, '2011-01-01'));
    expect(svg).toContain('No agreement is known to have been in force on this day.');
    expect(filled).toEqual({ covered: [], within: [], possible: [] });
  });

  it('claims no more than the dataset', () => {
    const day = '2017-07-10';
    const scene = mapForDay(dataset, day);
    const named = new Set(inForceOn(dataset, day).certain.flatMap(({ areas }) => areas.places));
    for (const { id } of scene.certain.places) expect(named.has(id)).toBe(true);
  });
});
