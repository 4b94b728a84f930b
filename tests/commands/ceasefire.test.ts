import { describe, expect, test } from 'vitest';
import { pressables, textOf, texts } from '../support/hudna.ts';
import { lineWith, startAsking } from './asking.ts';

const hudna = await startAsking();
const ceasefire = async (query: string): Promise<string> =>
  textOf((await hudna.answer('ceasefire', { query })).reply);
const title = (text: string): string => /^### (.*)$/m.exec(text)?.[1] ?? '';

describe('/ceasefire aleppo', async () => {
  const text = await ceasefire('aleppo');

  test('is the card of the truce of May 2016', () => {
    expect(title(text)).toBe('Aleppo extension of the cessation of hostilities');
    expect(text).toContain('تمديد الهدنة إلى حلب');
  });

  test('says how it ended, with sources beside', () => {
    expect(lineWith(text, '**Status**')).toMatch(/^\*\*Status\*\* Expired, 12 May 2016 [¹²³⁴⁵⁶⁷⁸⁹⁰]/);
  });

  test('says when it was announced and took effect, in local words and as a timestamp', () => {
    expect(lineWith(text, '**Announced**')).toContain('4 May 2016');
    expect(lineWith(text, '**Took effect**')).toContain('4 May 2016, 00:01 Damascus time (UTC+3)');
    // 00:01 in Damascus, then UTC+3.
    const seconds = Date.UTC(2016, 4, 3, 21, 1) / 1000;
    expect(lineWith(text, texts.card.yourTime)).toContain(`<t:${seconds}:F> (<t:${seconds}:R>)`);
  });

  test('says who took part, and how', () => {
    expect(lineWith(text, '**United States**')).toMatch(/^- \*\*United States\*\*: broker/);
    expect(lineWith(text, '**Russia**')).toMatch(/^- \*\*Russia\*\*: broker/);
    expect(lineWith(text, '**Syrian government (Assad)**')).toContain('declared it');
  });

  test('says where, with Arabic names', () => {
    expect(text).toContain('Aleppo city (مدينة حلب)');
  });

  test('has terms, what came of it, and what it extends', () => {
    for (const heading of [texts.card.terms, texts.card.monitoring, texts.card.events, texts.card.relations])
      expect(text).toContain(`**${heading}**`);
    expect(lineWith(text, 'Extends')).toContain('US–Russia nationwide cessation of hostilities');
  });

  test('ends with numbered links and the dataset’s date', () => {
    expect(text).toMatch(/^-# ¹ \[[^\]]+\]\(https?:\/\/[^)]+\), .*\d{4}$/m);
    expect(text).toContain(`Hudna dataset of ${texts.dates.day(hudna.dataset.info.date)}`);
  });

  test('lists every other agreement on Aleppo below, ten a page, with a menu', async () => {
    const { reply } = await hudna.answer('ceasefire', { query: 'aleppo' });
    const count = Number(/Aleppo · (\d+) agreements/.exec(text)?.[1]);
    expect(count).toBeGreaterThan(30);
    const entries = pressables(reply).filter(({ customId }) => customId === 'ceasefire/open');
    expect(entries).toHaveLength(10);
    const pages = await hudna.pages(reply);
    const opened = pages.flatMap((page) =>
      pressables(page).flatMap(({ customId, values }) => (customId === 'ceasefire/open' ? values : [])),
    );
    expect(new Set([...opened, 'aleppo-2016-05']).size).toBe(count);
  });
});

describe('mixes of place, party, name and date', () => {
  test.each([
    ['aleppo 2016', 'Aleppo extension of the cessation of hostilities'],
    ['eastern aleppo', 'Eastern Aleppo ceasefire and evacuation'],
    ['13 december 2016', 'Eastern Aleppo ceasefire and evacuation'],
    ['hamburg ceasefire', 'US–Russia–Jordan ceasefire in southwest Syria'],
    ['9 July 2017', 'US–Russia–Jordan ceasefire in southwest Syria'],
    ['kerry lavrov', 'US–Russia (Kerry–Lavrov) ceasefire agreement'],
    ['de-escalation astana', 'Memorandum on de-escalation areas (Astana)'],
    ['هدنة حلب', 'Aleppo extension of the cessation of hostilities'],
  ])('%s', async (query, expected) => {
    expect(title(await ceasefire(query))).toBe(expected);
  });
});

describe('“in force” is said only where a source says so', () => {
  test.each(hudna.dataset.agreements.map((agreement) => [agreement.id, agreement] as const))(
    '%s',
    async (id, agreement) => {
      const status = lineWith(await ceasefire(id), '**Status**');
      expect(status.startsWith(`**Status** ${texts.endings[agreement.ended.how]}`)).toBe(true);
      if (agreement.ended.how === 'in force') expect(agreement.ended.sources.length).toBeGreaterThan(0);
      if (agreement.ended.how === 'unknown') expect(status).not.toMatch(/in force/i);
    },
  );
});

describe('dead ends offer the next step', () => {
  test.each([
    ['2017-13', 'a year has twelve months', '`December 2017`'],
    ['31 june 2017', 'that month has no such day', '`'],
    ['2017-02-30', 'that month has no such day', '`'],
  ])('the date %s: the reason and one that works', async (query, reason, example) => {
    const { reply, refused } = await hudna.answer('ceasefire', { query });
    expect(refused).toBe(false);
    expect(textOf(reply)).toContain(query);
    expect(textOf(reply)).toContain(reason);
    expect(textOf(reply)).toContain(example);
    const works = /A date that works: `([^`]+)`/.exec(textOf(reply))?.[1] ?? '';
    expect(await ceasefire(works)).not.toContain('There is no such date');
  });

  test('an unknown word: what Hudna covers, no guess', async () => {
    const text = await ceasefire('zzzqqq');
    expect(text).toContain('Nothing in the dataset matches “zzzqqq”');
    expect(text).toContain(texts.replies.scope);
    expect(title(text)).toBe('');
  });

  test('a place outside the war', async () => {
    for (const query of ['gaza', 'ukraine']) expect(title(await ceasefire(query))).toBe('');
  });

  test('near matches lead on when picked', async () => {
    const { reply } = await hudna.answer('ceasefire', { query: 'alepo truse zzz' });
    const offered = pressables(reply).filter(({ customId }) => customId === 'ceasefire/search');
    for (const { customId, values } of offered) {
      const { reply: picked } = await hudna.pressed(customId, values);
      expect(title(textOf(picked))).not.toBe('');
    }
  });

  test('the query comes back without its markdown', async () => {
    const text = await ceasefire('**@everyone** <@1> zzzqqq');
    expect(text).not.toMatch(/(?<!\\)@everyone|(?<!\\)<@1/);
  });
});
