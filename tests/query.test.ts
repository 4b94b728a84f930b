import { describe, expect, test } from 'vitest';
import { notice } from '../src/message/notice.ts';
import { answerOnce, createAnswers, today } from '../src/query.ts';
import { startHudna } from './support/hudna.ts';

const { context } = await startHudna();

describe('answers given before', () => {
  const once = (command: string, query: string, changed: Partial<typeof context>, text: string) =>
    answerOnce(command, query, { ...context, ...changed }, () => notice(text));

  test('are given again, to whoever asks', () => {
    const answers = createAnswers();
    const first = once('ceasefire', 'aleppo', { answers }, 'first');
    const asker = { ...context.asker, userId: '7', guildId: undefined };
    expect(once('ceasefire', 'aleppo', { answers, asker }, 'second')).toBe(first);
  });

  test('are made anew for another query, command, day or language', () => {
    const answers = createAnswers();
    const first = once('ceasefire', 'last summer', { answers }, 'first');
    const others = [
      once('ceasefire', 'last winter', { answers }, 'other'),
      once('parties', 'last summer', { answers }, 'other'),
      // Midnight in Damascus is 21:00 UTC.
      once('ceasefire', 'last summer', { answers, now: new Date('2026-11-24T21:00:00Z') }, 'other'),
      once('ceasefire', 'last summer', { answers, texts: { ...context.texts, language: 'tr' } }, 'other'),
    ];
    for (const other of others) expect(other).toEqual(notice('other'));
    expect(once('ceasefire', 'last summer', { answers, now: new Date('2026-11-24T20:59:00Z') }, 'late')).toBe(
      first,
    );
  });
});

test.each([
  ['2026-11-24T20:59:59Z', '2026-11-24'],
  ['2026-11-24T21:00:00Z', '2026-11-25'],
  // Winter time, which Damascus had until 2022: UTC+2.
  ['2016-01-01T21:59:59Z', '2016-01-01'],
  ['2016-01-01T22:00:00Z', '2016-01-02'],
])('at %s it is %s in Damascus', (now, day) => {
  expect(today({ ...context, now: new Date(now) })).toBe(day);
});
