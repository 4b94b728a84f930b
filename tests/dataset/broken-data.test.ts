import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDataset, type Problem } from '../../src/dataset/load.ts';
import { copyDataset } from '../support/dataset-folder.ts';

/** Broken data: every problem at once, each with its file, its path, and what would be right. */

let copy: ReturnType<typeof copyDataset>;
beforeEach(() => {
  copy = copyDataset();
});
afterEach(() => copy.remove());

const problems = (): readonly Problem[] => {
  const loaded = loadDataset(copy.dir);
  return loaded.ok ? [] : loaded.problems;
};

const SOUTHWEST = 'agreements/southwest-2017-07.json';
const ALEPPO = 'agreements/aleppo-2016-05.json';

const expectProblem = (file: string, path: string, message: RegExp): void => {
  expect(problems()).toContainEqual({ file, path, message: expect.stringMatching(message) });
};

it('the copy itself is sound', () => {
  expect(problems()).toEqual([]);
});

it('reports problems of several files and of the whole at once', () => {
  copy.change(SOUTHWEST, (json) => {
    json.class = 'armistice';
    json.colour = 'blue';
  });
  copy.write('agreements/broken-2020.json', '{ "id": "broken-2020", }');
  copy.change(ALEPPO, (json) => {
    json.relations = [{ type: 'follows', agreement: 'nowhere-1999' }];
  });
  expect(new Set(problems().map(({ file }) => file))).toEqual(
    new Set([SOUTHWEST, 'agreements/broken-2020.json', ALEPPO]),
  );
  expectProblem(SOUTHWEST, 'class', /"armistice" is not possible here\. Use one of "ceasefire"/);
  expectProblem(SOUTHWEST, '', /"colour" is not known here/);
  expectProblem('agreements/broken-2020.json', '', /not valid JSON.*comma/);
  expectProblem(ALEPPO, 'relations[0].agreement', /no agreement "nowhere-1999".*Correct the id/);
});

it('reports problems of shape and of content in one record at once', () => {
  copy.change(SOUTHWEST, (json) => {
    json.class = 'armistice';
    json.announced = { date: '2017-02-31', sources: ['nobody-1'] };
  });
  expectProblem(SOUTHWEST, 'class', /not possible here/);
  expectProblem(SOUTHWEST, 'announced.sources[0]', /no source "nobody-1"/);
  expectProblem(SOUTHWEST, '', /2017-02-31 does not exist/);
});

describe('one change at a time', () => {
  it.each<[string, string, Record<string, unknown>, string, RegExp]>([
    ['a missing field', SOUTHWEST, { name: undefined }, 'name', /This is missing\. Add it: it is a text/],
    [
      'a fact without a source',
      SOUTHWEST,
      { announced: { date: '2017-07-07', sources: [] } },
      'announced.sources',
      /needs at least one source/,
    ],
    [
      'an unknown source',
      SOUTHWEST,
      { announced: { date: '2017-07-07', sources: ['nobody-1'] } },
      'announced.sources[0]',
      /no source "nobody-1" in sources\.json/,
    ],
    [
      'an unknown party',
      SOUTHWEST,
      { parties: [{ party: 'martians', role: 'agreed', sources: ['tass-956000'] }] },
      'parties[0].party',
      /no party "martians"/,
    ],
    [
      'an unknown place',
      SOUTHWEST,
      { areas: { places: ['atlantis'], sources: ['tass-956000'] } },
      'areas.places[0]',
      /no place "atlantis"/,
    ],
    [
      'places without a source',
      SOUTHWEST,
      { areas: { places: ['daraa'], sources: [] } },
      'areas.sources',
      /findOnly/,
    ],
    [
      'an id that is not the file name',
      SOUTHWEST,
      { id: 'southwest-2017' },
      'id',
      /must be named southwest-2017\.json/,
    ],
    [
      'a date in words',
      SOUTHWEST,
      { announced: { date: '7 July 2017', sources: ['x'] } },
      'announced.date',
      /"7 July 2017" does not fit: use an EDTF date such as/,
    ],
    [
      'a day that does not exist',
      SOUTHWEST,
      { announced: { date: '2017-02-31', sources: ['x'] } },
      '',
      /2017-02-31 does not exist/,
    ],
    [
      'an end before the start',
      SOUTHWEST,
      { ended: { date: '2016-01-01', how: 'expired', sources: ['x'] } },
      'ended.date',
      /before it takes effect/,
    ],
    [
      'a wrong weekday',
      SOUTHWEST,
      { notes: ['It began on Monday 9 July 2017.'] },
      'notes[0]',
      /"Monday 9 July 2017", but that day was a Sunday/,
    ],
    [
      'a wrong weekday, month first',
      SOUTHWEST,
      { notes: ['It began on Tuesday, July 9.'] },
      'notes[0]',
      /that day was a /,
    ],
    [
      'itself as a relation',
      SOUTHWEST,
      { relations: [{ type: 'follows', agreement: 'southwest-2017-07' }] },
      'relations[0]',
      /points to itself/,
    ],
    [
      'a relation against the dates',
      ALEPPO,
      { relations: [{ type: 'follows', agreement: 'southwest-2017-07' }] },
      'relations[0]',
      /was announced before it/,
    ],
    [
      'a name that another record bears',
      ALEPPO,
      { name: 'Annan plan' },
      'aliases',
      /also borne by "annan-2012-04"/,
    ],
    ['an empty text', SOUTHWEST, { kind: '' }, 'kind', /This is empty/],
    [
      'an unknown zone',
      SOUTHWEST,
      {
        effective: {
          of: 'ceasefire',
          local: '2017-07-09T12:00',
          zone: 'Asia/Daraa',
          precision: 'minute',
          sources: ['x'],
        },
      },
      'effective.zone',
      /IANA time zone/,
    ],
    [
      'a GMT time that the zone contradicts',
      SOUTHWEST,
      {
        effective: {
          of: 'ceasefire',
          local: '2017-07-09T12:00',
          zone: 'Asia/Damascus',
          precision: 'minute',
          asPublished: ['noon (1000 GMT)'],
          sources: ['x'],
        },
      },
      'effective.asPublished[0]',
      /3 hours ahead of GMT/,
    ],
  ])('%s', (_, file, change, path, message) => {
    copy.change(file, (json) => Object.assign(json, change));
    expectProblem(file, path, message);
  });

  it('two records that each follow the other', () => {
    copy.change(SOUTHWEST, (json) => {
      json.relations = [{ type: 'follows', agreement: 'south-army-2017-07' }];
    });
    copy.change('agreements/south-army-2017-07.json', (json) => {
      json.relations = [{ type: 'follows', agreement: 'southwest-2017-07' }];
    });
    expectProblem(SOUTHWEST, 'relations[0]', /both cannot be later/);
  });

  it('places that lie in themselves, or in no country', () => {
    copy.change('places.json', (json) => {
      json.places = [
        { id: 'aa', name: 'Aa', kind: 'town', parent: 'bb' },
        { id: 'bb', name: 'Bb', kind: 'town', parent: 'aa' },
        { id: 'cc', name: 'Cc', kind: 'town', parent: null },
      ].map((place) => ({
        ...place,
        lat: 33,
        lon: 36,
        coordinates: 'approximate',
        aliases: { en: [], ar: [], ru: [] },
        misspellings: [],
      }));
    });
    expectProblem('places.json', 'places[0].parent', /lies in itself/);
    expectProblem('places.json', 'places[2].parent', /lies in no country/);
  });

  it('a missing file and a missing folder', () => {
    copy.remove();
    expect(problems().map(({ file }) => file)).toEqual([
      'dataset.json',
      'places.json',
      'parties.json',
      'sources.json',
      'agreements',
    ]);
  });
});

it('a published error that is recorded as such is no problem', () => {
  copy.change(SOUTHWEST, (json) => {
    json.publishedErrors = [
      { text: 'One page prints noon (1000 GMT) and Monday 9 July 2017', sources: ['x'] },
    ];
    json.effective = {
      of: 'ceasefire',
      local: '2017-07-09T12:00',
      zone: 'Asia/Damascus',
      precision: 'minute',
      asPublished: ['noon (1000 GMT)'],
      sources: ['x'],
    };
  });
  expect(problems().filter(({ message }) => !message.includes('no source "x"'))).toEqual([]);
});
