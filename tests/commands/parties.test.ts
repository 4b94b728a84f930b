import { describe, expect, test } from 'vitest';
import { textOf, texts } from '../support/hudna.ts';
import { lineWith, startAsking } from './asking.ts';

const hudna = await startAsking();
const parties = async (query: string): Promise<string> =>
  hudna.allPages((await hudna.answer('parties', { query })).reply);

/** The text about one agreement: from its name to the next one's. */
const about = (text: string, name: string): string => {
  const from = text.indexOf(`**${name}**`);
  if (from === -1) return '';
  const next = text.slice(from + 1).search(/^\*\*.+\*\* · /m);
  return next === -1 ? text.slice(from) : text.slice(from, from + 1 + next);
};

describe('/parties 2017-07', async () => {
  const text = await parties('2017-07');
  const southern = about(text, 'US–Russia–Jordan ceasefire in southwest Syria');

  test('names the United States, Russia and Jordan for the southern ceasefire', () => {
    for (const party of ['United States', 'Russia', 'Jordan'])
      expect(lineWith(southern, `**${party}**`)).toMatch(/^- Signatory/);
  });

  test('names Israel only as reported by AP, citing a US official', () => {
    const lines = southern.split('\n').filter((line) => line.includes('Israel'));
    expect(lines.filter((line) => line.includes('**Israel**'))).toHaveLength(1);
    expect(lineWith(southern, '**Israel**')).toMatch(
      /^- Reported only: \*\*Israel\*\* \(.*\bAP\b.*US official/,
    );
  });

  test('each group of roles has its sources', () => {
    const lines = southern.split('\n');
    const groups = lines.flatMap((line, index) => (line.startsWith('- ') ? [lines[index + 1] ?? ''] : []));
    expect(groups.length).toBeGreaterThan(2);
    for (const line of groups) expect(line).toMatch(/^-# \[/);
  });

  test('shows nothing of September 2016', () => {
    expect(text).not.toMatch(/Kerry|September 2016/);
    const september = hudna.dataset.agreements.filter(({ announced }) =>
      announced.date?.startsWith('2016-09'),
    );
    expect(september.length).toBeGreaterThan(0);
    for (const { name } of september) expect(text).not.toContain(`**${name}**`);
  });

  test('tells what was announced or took effect then from what merely still held', () => {
    const began = text.indexOf(texts.partiesCard.announcedOrBegan);
    const held = text.indexOf(texts.partiesCard.merelyInForce);
    expect(began).toBeGreaterThan(-1);
    expect(held).toBeGreaterThan(began);
    for (const agreement of hudna.dataset.agreements) {
      const at = text.indexOf(`**${agreement.name}** · `);
      if (at === -1) continue;
      const { date, signed, utcDate, between } = agreement.announced;
      const dates = [date, signed, utcDate, ...(between ?? []), agreement.effective?.local];
      const inMonth = dates.some((each) => each?.startsWith('2017-07'));
      // Dates without a day, such as 2017, may lie in the month too.
      const perhaps = dates.some(
        (date) => date && date.length < 10 && '2017-07'.startsWith(date.slice(0, 7)),
      );
      if (at > held) expect([agreement.id, inMonth]).toEqual([agreement.id, false]);
      else expect([agreement.id, inMonth || perhaps]).toEqual([agreement.id, true]);
    }
  });

  test('what is said to have still held did begin before and did end later', () => {
    const held = text.slice(text.indexOf(texts.partiesCard.merelyInForce));
    for (const agreement of hudna.dataset.agreements) {
      if (!held.includes(`**${agreement.name}** · `)) continue;
      expect([agreement.id, (agreement.effective?.local ?? '9') < '2017-07']).toEqual([agreement.id, true]);
      expect([agreement.id, agreement.ended.how]).not.toEqual([agreement.id, 'unknown']);
    }
  });
});

describe('/parties', () => {
  test.each([
    ['june 29, 2017', 'June 29 is the odd date of a page'],
    ['2017-06-29', 'the same as a day'],
  ])('%s never brings the agreement of September 2016 (%s)', async (query) => {
    expect(await parties(query)).not.toMatch(/Kerry/);
  });

  test('of September 2016 has it', async () => {
    const kerry = about(await parties('september 2016'), 'US–Russia (Kerry–Lavrov) ceasefire agreement');
    expect(lineWith(kerry, '**United States**')).not.toBe('');
    expect(lineWith(kerry, '**Russia**')).not.toBe('');
  });

  test('of a name is about that agreement first', async () => {
    const text = textOf((await hudna.answer('parties', { query: 'kerry lavrov' })).reply);
    expect(text.split('\n').find((line) => /^\*\*.*\*\* · /.test(line))).toContain('Kerry–Lavrov');
  });

  test('of a month without agreements says so', async () => {
    const text = textOf((await hudna.answer('parties', { query: 'may 1999' })).reply);
    expect(text).toContain('may 1999');
  });

  test('every party of every record is named under its own roles', async () => {
    for (const agreement of hudna.dataset.agreements) {
      const text = textOf((await hudna.pressed(`parties/of|${agreement.id}`)).reply);
      expect([agreement.id, text.includes(agreement.name)]).toEqual([agreement.id, true]);
      for (const { role } of agreement.parties) {
        const label = texts.roles[role];
        expect([agreement.id, role, text.toLowerCase().includes(label.toLowerCase())]).toEqual([
          agreement.id,
          role,
          true,
        ]);
      }
    }
  });
});
