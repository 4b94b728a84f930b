import { describe, expect, test } from 'vitest';
import { textOf, texts } from '../support/hudna.ts';
import { startAsking } from './asking.ts';

const hudna = await startAsking();
const sources = async (query: string): Promise<string> =>
  hudna.allPages((await hudna.answer('sources', { query })).reply);

describe('/sources kerry lavrov', async () => {
  const text = await sources('kerry lavrov');

  test('shows the page headed June 29, 2017 with what is odd about it, dated as the agreement it describes', () => {
    const at = text.indexOf('June 29, 2017');
    expect(at).toBeGreaterThan(-1);
    const start = text.lastIndexOf('\n', text.lastIndexOf('**Inquisitr**', at));
    const entry = text.slice(start, text.indexOf('\n', at));
    expect(entry).toContain('> Odd about it:');
    expect(entry).toContain('10 September 2016');
    expect(entry).toContain('is not the date of the agreement');
  });

  test('names publisher, title, date, link, and the facts that rest on each', () => {
    const entries = text.split('\n').filter((line) => /^\d+\. \*\*/.test(line));
    expect(entries.length).toBeGreaterThan(5);
    expect(text).toMatch(/^1\. \*\*The Japan Times[^*]*\*\*: \[[^\]]+\]\(http[^)]+\)$/m);
    expect(
      text.split('\n').filter((line) => line.startsWith(`-# ${texts.sources.restsOn}: `)).length,
    ).toBeGreaterThan(5);
  });
});

describe('the odd date dates nothing', () => {
  test.each(['ceasefire', 'parties', 'agreements'])('/%s', async (name) => {
    const values = name === 'agreements' ? { from: '2016-09', to: '2016-09' } : { query: 'kerry lavrov' };
    expect(textOf((await hudna.answer(name, values)).reply)).not.toMatch(/29 June 2017|June 2017/);
  });

  test('in the record', () => {
    const record = hudna.dataset.agreement.get('kerry-lavrov-2016-09');
    expect(JSON.stringify([record?.announced, record?.effective, record?.ended])).not.toContain('2017-06');
  });
});

test('every source of every record is listed once, numbered in order', async () => {
  for (const agreement of hudna.dataset.agreements) {
    const text = await hudna.allPages((await hudna.pressed(`sources/of|${agreement.id}`)).reply);
    const numbers = [...text.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => Number(number));
    const used = new Set(
      JSON.stringify(agreement)
        .match(/"(?:sources|furtherSources)":\[[^\]]*\]/g)
        ?.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].slice(1).map(([, id]) => id ?? '')),
    );
    expect([agreement.id, numbers]).toEqual([agreement.id, [...used].map((_, index) => index + 1)]);
  }
});
