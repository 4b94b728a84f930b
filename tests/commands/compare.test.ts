import { describe, expect, test } from 'vitest';
import { breaches } from '../../src/message/limits.ts';
import { pressables, textOf, texts } from '../support/hudna.ts';
import { startAsking } from './asking.ts';

const hudna = await startAsking();
const compare = (a: string, b: string) => hudna.answer('compare', { a, b });

describe('/compare', () => {
  test('puts two agreements side by side, fact by fact', async () => {
    const { reply } = await compare('kerry lavrov', 'hamburg ceasefire');
    const text = textOf(reply);
    for (const heading of [
      texts.card.announced,
      texts.card.effective,
      texts.card.status,
      texts.card.parties,
    ]) {
      const lines = text.split('\n');
      const at = lines.indexOf(`**${heading}**`);
      expect([heading, lines[at + 1]?.charAt(0), lines[at + 2]?.charAt(0)]).toEqual([heading, '①', '②']);
    }
    expect(text).toContain('② 9 July 2017, 12:00 Damascus time (UTC+3)');
    expect(text).toMatch(/Israel \(reported/i);
    const ids = pressables(reply).map(({ customId }) => customId);
    expect(ids).toEqual(['ceasefire/card|kerry-lavrov-2016-09', 'ceasefire/card|southwest-2017-07']);
  });

  test('with itself, or with nothing, is refused in words', async () => {
    const same = await compare('kerry lavrov', 'kerry-lavrov-2016-09');
    expect([same.refused, textOf(same.reply)]).toEqual([true, texts.lists.compare.same]);
    const nothing = await compare('kerry lavrov', 'zzzqqq');
    expect([nothing.refused, textOf(nothing.reply)]).toEqual([true, texts.lists.compare.notFound('zzzqqq')]);
  });

  test('every record with the next stays within the limits', async () => {
    const { agreements } = hudna.dataset;
    for (const [index, agreement] of agreements.entries()) {
      const next = agreements[(index + 1) % agreements.length];
      const { reply, refused } = await compare(agreement.id, next?.id ?? '');
      expect([agreement.id, refused]).toEqual([agreement.id, false]);
      if (reply.kind !== 'modal') expect([agreement.id, breaches(reply.body)]).toEqual([agreement.id, []]);
    }
  });
});
