import { expect, test } from 'vitest';
import { dispatch } from '../../src/dispatch.ts';
import { breaches } from '../../src/message/limits.ts';
import { member, startHudna, textOf } from '../support/hudna.ts';

const hudna = await startHudna();

const mentionedIn = async (content: string) => {
  const request = {
    kind: 'message command',
    name: 'Find agreements mentioned here',
    content,
    asker: member,
  } as const;
  const { reply, failure } = await dispatch(request, hudna.commands, hudna.context);
  if (failure || reply.kind !== 'message') throw new Error('no message');
  return reply;
};

test('lists, for the asker alone, the agreements that a message points to', async () => {
  const reply = await mentionedIn(
    'I still remember the Kerry-Lavrov deal. It was nothing like the Moscow protocol of March 2020!',
  );
  expect(reply.private).toBe(true);
  expect(breaches(reply.body)).toEqual([]);
  expect(textOf(reply)).toContain('Kerry–Lavrov');
  expect(textOf(reply)).toContain('Moscow protocol');
});

test.each([
  'Anyone up for a game tonight?',
  'My cousin moved from Aleppo to Berlin in 2015.',
  'The ceasefire in Gaza began today',
  'https://example.com/aleppo-ceasefire-4-may-2016',
  '',
])('says that a message names none: %s', async (content) => {
  const reply = await mentionedIn(content);
  expect(textOf(reply)).toContain('names no agreement');
});
