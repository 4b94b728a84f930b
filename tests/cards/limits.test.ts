import { describe, expect, test } from 'vitest';
import { agreementCard, wholeRecordPages } from '../../src/cards/agreement.ts';
import type { Reply } from '../../src/command.ts';
import type { Dataset } from '../../src/dataset/load.ts';
import type { Agreement } from '../../src/dataset/schema.ts';
import { breaches, measure } from '../../src/message/limits.ts';
import { pressables, realDataset, startHudna, texts } from '../support/hudna.ts';

const dataset = realDataset();
const hudna = await startHudna(dataset);

const broken = (reply: Reply): readonly string[] => (reply.kind === 'modal' ? [] : breaches(reply.body));

describe('every record stays within Discord’s limits', () => {
  test.each(dataset.agreements.map(({ id }) => id))(
    '%s: its answers and every button on its card',
    async (id) => {
      const card = await hudna.ask('ceasefire', { query: id });
      expect(broken(card)).toEqual([]);
      expect(broken(await hudna.ask('parties', { query: id }))).toEqual([]);
      expect(broken(await hudna.ask('sources', { query: id }))).toEqual([]);
      for (const { customId, values } of pressables(card)) {
        if (/^(?:map|timeline|reminders)\//.test(customId)) continue;
        expect([customId, broken(await hudna.press(customId, values))]).toEqual([customId, []]);
      }
    },
  );

  test('every page of every whole record', () => {
    for (const agreement of dataset.agreements) {
      for (const page of wholeRecordPages(dataset, agreement, texts))
        expect(page.length).toBeLessThanOrEqual(3400);
    }
  });
});

const words = (n: number): string => 'word '.repeat(n).trim();

/** A record that no curator would write: everything at its longest. */
const giant = (base: Agreement): Agreement => {
  const fact = { sources: dataset.sources.keys().take(40).toArray(), note: words(120) };
  const facts = Array.from({ length: 60 }, (_, index) => ({ text: `${index} ${words(300)}`, ...fact }));
  return {
    ...base,
    name: 'N'.repeat(100),
    disputed: true,
    aliases: { en: ['*_~`'.repeat(30)], ar: ['هدنة '.repeat(40).trim()], ru: [] },
    parties: dataset.parties
      .keys()
      .map((party) => ({ party, role: 'conflict party' as const, ...fact }))
      .toArray(),
    areas: { places: dataset.places.keys().toArray(), ...fact },
    terms: facts,
    monitoring: facts,
    humanitarian: facts,
    excluded: facts.map((one) => ({ ...one, parties: [], places: [] })),
    events: facts.map((one) => ({ ...one, date: '2016-05-04' })),
    relations: dataset.agreements.slice(0, 80).map(({ id }) => ({ type: 'follows' as const, agreement: id })),
  };
};

const withGiant = (): Dataset => {
  const [base] = dataset.agreements;
  if (!base) throw new Error('the dataset is empty');
  const agreement = giant(base);
  const agreements = [agreement, ...dataset.agreements.slice(1)];
  return { ...dataset, agreements, agreement: new Map(agreements.map((one) => [one.id, one])) };
};

describe('a giant record is shortened, not refused', () => {
  const big = withGiant();
  const [agreement] = big.agreements;

  test('its card', () => {
    if (!agreement) throw new Error('no record');
    const body = agreementCard(big, agreement, texts);
    expect(breaches(body)).toEqual([]);
    // It uses the room that there is.
    expect(measure(body).characters).toBeGreaterThan(2000);
    expect(JSON.stringify(body)).toMatch(/… and \d+ more/);
  });

  test('its other answers, and every button', async () => {
    if (!agreement) throw new Error('no record');
    const giants = await startHudna(big);
    const card = await giants.ask('ceasefire', { query: agreement.id });
    expect(broken(card)).toEqual([]);
    expect(broken(await giants.ask('parties', { query: agreement.id }))).toEqual([]);
    expect(broken(await giants.ask('sources', { query: agreement.id }))).toEqual([]);
    for (const { customId, values } of pressables(card)) {
      if (/^(?:map|timeline|reminders)\//.test(customId)) continue;
      expect([customId, broken(await giants.press(customId, values))]).toEqual([customId, []]);
    }
  });
});
