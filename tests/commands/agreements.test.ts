import { parse } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classes, endings } from '../../src/dataset/schema.ts';
import { pressables, textOf, texts } from '../support/hudna.ts';
import { startAsking } from './asking.ts';

const hudna = await startAsking();
const { dataset } = hudna;

const list = async (values: Readonly<Record<string, unknown>> = {}) => {
  const { reply } = await hudna.answer('agreements', values);
  return { reply, heading: textOf(reply).split('\n')[0] ?? '' };
};

const countIn = (heading: string): number => Number(/· (\d+) agreements?$/.exec(heading)?.[1]);

/** The names on every page. */
const names = async (values: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> => {
  const { reply } = await list(values);
  return (await hudna.allPages(reply)).split('\n').flatMap((line) => /^- (.*): [^:]*$/.exec(line)?.[1] ?? []);
};

describe('filters', () => {
  test('none: every record, once', async () => {
    expect(countIn((await list()).heading)).toBe(dataset.agreements.length);
    const all = await names();
    expect(all).toHaveLength(dataset.agreements.length);
  });

  test.each(endings)('status %s', async (ending) => {
    const { heading } = await list({ status: ending });
    const expected = dataset.agreements.filter(({ ended }) => ended.how === ending).length;
    expect(heading).toContain(texts.endings[ending]);
    if (expected > 0) expect(countIn(heading)).toBe(expected);
  });

  test.each(classes)('kind %s', async (kind) => {
    const { heading } = await list({ kind });
    const expected = dataset.agreements.filter((agreement) => agreement.class === kind).length;
    if (expected > 0) expect(countIn(heading)).toBe(expected);
  });

  test('a party in any role', async () => {
    const expected = dataset.agreements.filter(({ parties }) =>
      parties.some(({ party }) => party === 'jordan'),
    );
    expect(countIn((await list({ party: 'jordan' })).heading)).toBe(expected.length);
    expect(countIn((await list({ party: 'Jordan' })).heading)).toBe(expected.length);
  });

  test('all at once', async () => {
    const found = await names({
      from: '2017-07',
      to: '2017-07',
      place: 'daraa',
      party: 'russia',
      kind: 'ceasefire',
    });
    expect(found).toContain('US–Russia–Jordan ceasefire in southwest Syria');
    expect(found.length).toBeLessThan(4);
  });

  test('a period takes in its first and its last day', async () => {
    const day = { from: '2017-07-09', to: '2017-07-09' };
    expect(await names(day)).toContain('US–Russia–Jordan ceasefire in southwest Syria');
    expect((await list(day)).heading).toContain('from 9 July 2017 · to 9 July 2017');
    expect(await names({ from: '2017-07-10', to: '2017-07-10' })).not.toContain(
      'US–Russia–Jordan ceasefire in southwest Syria',
    );
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a date that cannot be read', { from: 'soonish' }, 'soonish'],
    ['an impossible date', { to: '2017-13' }, 'a year has twelve months'],
    ['an unknown place', { place: 'zzzqqq' }, 'zzzqqq'],
    ['an unknown party', { party: 'zzzqqq' }, 'zzzqqq'],
  ])('%s is refused in words', async (_, values, expected) => {
    const { reply, refused } = await hudna.answer('agreements', values);
    expect(refused).toBe(true);
    expect(textOf(reply)).toContain(expected);
  });

  test('nothing fits: says so', async () => {
    const { reply } = await list({ from: '1999', to: '1999' });
    expect(textOf(reply)).toContain(texts.lists.agreements.none);
  });
});

/** Records of a CSV after RFC 4180. */
const parseCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"/y;
    quoted.lastIndex = at;
    const bare = /[^",\r\n]*/y;
    bare.lastIndex = at;
    const cell = quoted.exec(text) ?? bare.exec(text);
    at += cell?.[0].length ?? 0;
    rows.at(-1)?.push((cell?.[1] ?? cell?.[0] ?? '').replaceAll('""', '"'));
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      if (at < text.length) rows.push([]);
    } else throw new Error(`neither a comma nor a line's end at ${at}: ${text.slice(at, at + 40)}`);
  }
  return rows;
};

const fileOf = async (values: Readonly<Record<string, unknown>>, kind: 'csv' | 'json') => {
  const { reply } = await list(values);
  const button = pressables(reply).find(({ customId }) => customId.startsWith(`agreements/${kind}`));
  const { reply: sent } = await hudna.pressed(button?.customId ?? '');
  if (sent.kind !== 'message') throw new Error('no message');
  expect(sent.private).toBe(true);
  const [file] = sent.files ?? [];
  if (!file) throw new Error('no file');
  expect(JSON.stringify(sent.body)).toContain(`attachment://${file.name}`);
  expect(parse(file.name).ext).toBe(`.${kind}`);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.data);
};

describe('to take away', () => {
  test('CSV reads back, every record of the list with its dates', async () => {
    const csv = await fileOf({}, 'csv');
    expect(csv.startsWith('\ufeff')).toBe(true);
    const [columns, ...rows] = parseCsv(csv.slice(1));
    expect(columns?.slice(0, 2)).toEqual(['id', 'name']);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns?.length));
    expect(rows.map(([id]) => id).toSorted()).toEqual(dataset.agreements.map(({ id }) => id).toSorted());
    const southern = Object.fromEntries(
      rows.find(([id]) => id === 'southwest-2017-07')?.map((cell, index) => [columns?.[index], cell]) ?? [],
    );
    expect(southern).toMatchObject({
      name: 'US–Russia–Jordan ceasefire in southwest Syria',
      effective_local: '2017-07-09T12:00',
      effective_zone: 'Asia/Damascus',
      effective_utc: '2017-07-09T09:00:00.000Z',
    });
    expect(southern.parties).toContain('Israel (reported)');
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  test('names with quotes and commas survive', async () => {
    const rows = parseCsv((await fileOf({}, 'csv')).slice(1)).slice(1);
    for (const [id, name] of rows) expect(name).toBe(dataset.agreement.get(id ?? '')?.name);
  });

  test('JSON holds the whole records, and every source that they name', async () => {
    const { dataset: info, agreements, sources } = JSON.parse(await fileOf({ place: 'aleppo' }, 'json'));
    expect(info).toEqual(dataset.info);
    expect(agreements.length).toBe(countIn((await list({ place: 'aleppo' })).heading));
    const ids = new Set(sources.map(({ id }: { readonly id: string }) => id));
    for (const agreement of agreements) {
      const { $schema: _, ...record } = dataset.agreement.get(agreement.id) ?? { $schema: '' };
      expect(agreement).toEqual(record);
      for (const id of agreement.announced.sources) expect(ids.has(id)).toBe(true);
    }
  });

  test('the filter goes with the file', async () => {
    const rows = parseCsv(
      (await fileOf({ party: 'jordan', from: '2017', to: '2017' }, 'csv')).slice(1),
    ).slice(1);
    expect(rows.length).toBe(countIn((await list({ party: 'jordan', from: '2017', to: '2017' })).heading));
  });
});
