import { expect, test } from 'vitest';
import type { Reply } from '../../src/command.ts';
import { breaches } from '../../src/message/limits.ts';
import { pressables, textOf, texts } from '../support/hudna.ts';
import { startAsking } from './asking.ts';

const hudna = await startAsking();

const start = async (): Promise<readonly Reply[]> => {
  const asked = [
    ['help', {}],
    ['ceasefire', { query: 'aleppo' }],
    ['ceasefire', { query: 'alepo truse' }],
    ['ceasefire', { query: '2016' }],
    ['parties', { query: '2017-07' }],
    ['parties', { query: 'aleppo' }],
    ['sources', { query: 'kerry lavrov' }],
    ['agreements', {}],
    ['compare', { a: 'kerry lavrov', b: 'astana' }],
    ['map', { query: 'aleppo' }],
    ['timeline', {}],
  ] as const;
  return Promise.all(asked.map(async ([name, values]) => (await hudna.answer(name, values)).reply));
};

test('everything that can be pressed, and everything after it, leads to an answer within the limits', async () => {
  const seen = new Set<string>();
  const queue = [...(await start())];
  const kinds = new Set<string>();
  for (let reply = queue.shift(); reply; reply = queue.shift()) {
    for (const { customId, values } of pressables(reply)) {
      const key = `${customId} ${values.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      // Reminders need a database; their buttons are tested with one.
      if (customId.startsWith('reminders/')) continue;
      kinds.add(customId.split('|')[0] ?? '');
      const { reply: next, refused } = await hudna.pressed(customId, values);
      expect([key, refused]).toEqual([key, false]);
      if (next.kind === 'modal') continue;
      expect([key, breaches(next.body)]).toEqual([key, []]);
      expect(textOf(next).length + (next.files?.length ?? 0)).toBeGreaterThan(0);
      queue.push(next);
    }
  }
  // Every action of every command is reached, so that none is dead.
  const actions = [...hudna.commands.values()].flatMap(({ name, actions }) =>
    name === 'reminders' ? [] : Object.keys(actions ?? {}).map((action) => `${name}/${action}`),
  );
  expect(actions.filter((action) => !kinds.has(action) && !/\/search$/.test(action))).toEqual([]);
  // Every record was opened.
  for (const { id } of hudna.dataset.agreements)
    expect([...seen].some((key) => key.endsWith(` ${id}`) || key.includes(`|${id}`))).toBe(true);
}, 120_000);

test('buttons with arguments of no sense are answered, never a defect', async () => {
  for (const [name, command] of hudna.commands) {
    for (const action of Object.keys(command.actions ?? {})) {
      for (const args of [
        '',
        '|',
        '|gone',
        '|gone|x|y|z',
        '|aleppo-2016-05|-1',
        '|aleppo-2016-05|999999',
        '|||||||||',
      ])
        await hudna.pressed(`${name}/${action}${args}`, ['gone']);
    }
  }
});

test('a press on another’s message is answered privately, and the message stays', async () => {
  const { reply } = await hudna.pressed('ceasefire/card|aleppo-2016-05', [], { mayEdit: false });
  expect(reply).toMatchObject({ kind: 'message', private: true });
  const own = await hudna.pressed('ceasefire/card|aleppo-2016-05');
  expect(own.reply.kind).toBe('update');
});

test('an agreement that the dataset has no more', async () => {
  const { reply, refused } = await hudna.pressed('ceasefire/card|gone');
  expect([refused, textOf(reply)]).toEqual([true, texts.replies.unknownAgreement('gone')]);
});
