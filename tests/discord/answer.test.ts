import { InteractionResponseType } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Command, defineCommand, type Reply, UserError } from '../../src/command.ts';
import { createAnswerer, type Transport } from '../../src/discord/answer.ts';
import { createLog } from '../../src/log.ts';
import { notice } from '../../src/message/notice.ts';
import { startHudna, texts } from '../support/hudna.ts';
import { address, base, press, text, typed } from './interactions.ts';

const { context } = await startHudna();

const PRIVATE = 64;

type Sent = readonly [how: 'callback' | 'edit' | 'follow-up', body: object];

const contentOf = (body: unknown): string => /"content":"(.*?)"/.exec(JSON.stringify(body))?.[1] ?? '';

const flagsOf = (body: object): number => {
  const data: unknown = 'data' in body ? body.data : body;
  return typeof data === 'object' && data !== null && 'flags' in data && typeof data.flags === 'number'
    ? data.flags
    : 0;
};

/** An answerer over commands, with what it sent and logged. */
const answerer = (
  commands: readonly Command[],
  fails: (how: Sent[0], body: object) => boolean = () => false,
) => {
  const sent: Sent[] = [];
  const logged: Record<string, unknown>[] = [];
  const record = async (how: Sent[0], to: object, body: object): Promise<void> => {
    expect(to).toEqual(address);
    if (fails(how, body)) throw new Error('Discord said no');
    sent.push([how, body]);
  };
  const transport: Transport = {
    callback: (to, body) => record('callback', to, body),
    editOriginal: (to, body) => record('edit', to, body),
    followUp: (to, body) => record('follow-up', to, body),
  };
  const log = createLog({ logLevel: 'debug' }, { write: (line) => void logged.push(JSON.parse(line)) });
  const answer = createAnswerer({
    commands: () => new Map(commands.map((command) => [command.name, command])),
    contextFor: (asker) => ({ ...context, asker }),
    log,
  });
  return { answer: (raw: unknown) => answer(raw, transport), sent, logged };
};

/** A command whose answer comes when the test says so. */
const slow = (more: { readonly private?: boolean } = {}) => {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const command = defineCommand({
    name: 'slow',
    description: 'Slow',
    options: {},
    ...more,
    run: () => promise,
    actions: { go: () => promise },
  });
  return { command, resolve, reject };
};

const message = (content: string, isPrivate = false): Reply => ({
  kind: 'message',
  body: notice(content),
  private: isPrivate,
});

const form: Reply = { kind: 'modal', modal: { custom_id: 'a/b', title: 'A form', components: [] } };

const othersMessage = { message: { id: '400', flags: 0, interaction_metadata: { user: { id: '101' } } } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an answer in time', () => {
  const quick = defineCommand({
    name: 'quick',
    description: 'Quick',
    options: {
      query: { type: 'string', description: 'What', suggest: (word) => [{ name: word, value: word }] },
    },
    run: () => message('there you are'),
    actions: {
      update: () => ({ kind: 'update', body: notice('turned') }),
      form: () => form,
    },
  });

  test('is the first response', async () => {
    const { answer, sent } = answerer([quick]);
    await answer(typed('quick'));
    expect(sent).toEqual([
      [
        'callback',
        {
          type: InteractionResponseType.ChannelMessageWithSource,
          data: {
            flags: 32768,
            components: notice('there you are').components,
            allowed_mentions: { parse: [] },
          },
        },
      ],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('changes the message whose button was pressed', async () => {
    const { answer, sent } = answerer([quick]);
    await answer(press('quick/update'));
    expect(sent).toMatchObject([
      ['callback', { type: InteractionResponseType.UpdateMessage, data: { attachments: [] } }],
    ]);
  });

  test('opens a form', async () => {
    const { answer, sent } = answerer([quick]);
    await answer(press('quick/form'));
    expect(sent).toMatchObject([
      ['callback', { type: InteractionResponseType.Modal, data: { title: 'A form' } }],
    ]);
  });

  test('suggests', async () => {
    const { answer, sent } = answerer([quick]);
    await answer({ ...typed('quick', [text('query', 'ale', { focused: true })]), type: 4 });
    expect(sent).toEqual([
      [
        'callback',
        {
          type: InteractionResponseType.ApplicationCommandAutocompleteResult,
          data: { choices: [{ name: 'ale', value: 'ale' }] },
        },
      ],
    ]);
  });

  test('answers a ping', async () => {
    const { answer, sent } = answerer([]);
    await answer({ ...base, type: 1 });
    expect(sent).toEqual([['callback', { type: InteractionResponseType.Pong }]]);
  });
});

describe('a slow answer', () => {
  const started = async (raw: unknown, more: { readonly private?: boolean } = {}) => {
    const { command, resolve, reject } = slow(more);
    const { answer, sent, logged } = answerer([command]);
    const done = answer(raw);
    await vi.advanceTimersByTimeAsync(1499);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(1);
    return {
      sent,
      logged,
      finish: async (reply: Reply) => {
        resolve(reply);
        await done;
      },
      fail: async (error: Error) => {
        reject(error);
        await done;
      },
    };
  };

  test('is announced after 1.5 s, and then put in', async () => {
    const { sent, finish } = await started(typed('slow'));
    expect(sent).toEqual([['callback', { type: InteractionResponseType.DeferredChannelMessageWithSource }]]);
    await finish(message('at last'));
    expect(sent).toHaveLength(2);
    expect([sent[1]?.[0], contentOf(sent[1])]).toEqual(['edit', 'at last']);
  });

  test('of a private command is announced privately', async () => {
    const { sent } = await started(typed('slow'), { private: true });
    expect(sent).toEqual([
      [
        'callback',
        { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: PRIVATE } },
      ],
    ]);
  });

  test('to a press on the asker’s own message changes that message', async () => {
    const { sent, finish } = await started(press('slow/go'));
    expect(sent).toEqual([['callback', { type: InteractionResponseType.DeferredMessageUpdate }]]);
    await finish({ kind: 'update', body: notice('turned') });
    expect([sent[1]?.[0], contentOf(sent[1])]).toEqual(['edit', 'turned']);
  });

  test('to such a press that is a message of its own leaves the old one alone', async () => {
    const { sent, finish } = await started(press('slow/go'));
    await finish(message('a file', true));
    expect([sent[1]?.[0], contentOf(sent[1])]).toEqual(['follow-up', 'a file']);
    expect(flagsOf(sent[1]?.[1] ?? {}) & PRIVATE).toBe(PRIVATE);
  });

  test('to a press on another’s message is private', async () => {
    const { sent, finish } = await started(press('slow/go', othersMessage));
    expect(sent).toEqual([
      [
        'callback',
        { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: PRIVATE } },
      ],
    ]);
    await finish(message('for you', true));
    expect([sent[1]?.[0], contentOf(sent[1])]).toEqual(['edit', 'for you']);
  });

  test('that fails says so', async () => {
    const { sent, logged, fail } = await started(typed('slow'));
    await fail(new Error('a defect'));
    expect([sent[1]?.[0], contentOf(sent[1])]).toEqual(['edit', texts.replies.broken]);
    expect(logged.map(({ msg }) => msg)).toEqual(['answer failed']);
  });

  test('that is a form comes too late, and nobody is left waiting', async () => {
    const { sent, finish } = await started(typed('slow'));
    await finish(form);
    expect([sent[1]?.[0], contentOf(sent[1])]).toEqual(['edit', texts.replies.formTooLate]);
    const pressed = await started(press('slow/go'));
    await pressed.finish(form);
    expect([pressed.sent[1]?.[0], contentOf(pressed.sent[1])]).toEqual([
      'follow-up',
      texts.replies.formTooLate,
    ]);
  });
});

describe('what goes wrong', () => {
  const wrong = defineCommand({
    name: 'wrong',
    description: 'Wrong',
    options: {
      query: { type: 'string', description: 'What', suggest: () => Promise.reject(new Error('a defect')) },
    },
    run: () => {
      throw new UserError('Write it like this.');
    },
    actions: {
      defect: () => {
        throw new Error('secret detail');
      },
    },
  });

  test('a mistake of the asker’s is answered privately, and is no error in the log', async () => {
    const { answer, sent, logged } = answerer([wrong]);
    await answer(typed('wrong'));
    expect([contentOf(sent), flagsOf(sent[0]?.[1] ?? {}) & PRIVATE]).toEqual([
      'Write it like this.',
      PRIVATE,
    ]);
    expect(logged).toMatchObject([{ level: 20, subject: 'wrong', msg: 'refused' }]);
  });

  test('a defect is answered without its details, which go to the log', async () => {
    const { answer, sent, logged } = answerer([wrong]);
    await answer(press('wrong/defect|x'));
    expect([contentOf(sent), flagsOf(sent[0]?.[1] ?? {}) & PRIVATE]).toEqual([texts.replies.broken, PRIVATE]);
    expect(logged).toMatchObject([{ level: 50, subject: 'wrong/defect', err: { message: 'secret detail' } }]);
  });

  test('an old button is explained', async () => {
    const { answer, sent } = answerer([wrong]);
    await answer(press('gone/button'));
    expect(contentOf(sent)).toBe(texts.replies.unknownButton);
  });

  test('what cannot be read is dropped and logged without its content', async () => {
    const { answer, sent, logged } = answerer([wrong]);
    await answer({ ...typed('wrong'), data: { secret: 'content' } });
    expect(sent).toEqual([]);
    expect(logged).toMatchObject([{ level: 40, msg: 'unreadable interaction dropped' }]);
    expect(JSON.stringify(logged)).not.toMatch(/content"|token-of/);
  });

  test.each([
    ['the answer', typed('wrong')],
    ['suggestions', { ...typed('wrong', [text('query', 'x', { focused: true })]), type: 4 }],
    ['a ping', { ...base, type: 1 }],
  ])('%s that cannot be delivered: logged, and nothing is thrown', async (_, raw) => {
    const { answer, logged } = answerer([wrong], () => true);
    await answer(raw);
    expect(logged.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  test('an announcement that cannot be delivered: logged, and nothing is thrown', async () => {
    const { command, resolve } = slow();
    const { answer, logged, sent } = answerer([command], (how) => how === 'callback');
    const done = answer(typed('slow'));
    await vi.advanceTimersByTimeAsync(1500);
    resolve(message('at last'));
    await done;
    expect(sent).toEqual([]);
    expect(logged).toMatchObject([{ level: 50, err: { message: 'Discord said no' } }]);
  });
});

test('the log of an answer names the command and the time, not who asked what', async () => {
  const quick = defineCommand({
    name: 'quick',
    description: 'Quick',
    options: { query: { type: 'string', description: 'What' } },
    run: () => message('there you are'),
  });
  const { answer, logged } = answerer([quick]);
  await answer(typed('quick', [text('query', 'a private matter')]));
  expect(logged).toEqual([
    { level: 20, time: expect.any(String), subject: 'quick', ms: expect.any(Number), msg: 'answered' },
  ]);
});
