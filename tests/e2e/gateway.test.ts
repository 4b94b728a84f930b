import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Callback, callbackTypes } from '../support/discord/exchange.ts';
import type { OptionValue, Where } from '../support/discord/interactions.ts';
import { isObject, type Json, listOf, objectOf, textOf } from '../support/discord/json.ts';
import type { Message } from '../support/discord/messages.ts';
import { type Answered, type LocalDiscord, startLocalDiscord } from '../support/discord/start.ts';
import { walkComponents } from '../support/discord/validate-components.ts';
import { flags } from '../support/discord/validate-message.ts';
import { permissions } from '../support/discord/world.ts';
import { type Program, startProgram } from '../support/program.ts';

/** The real program as a child process, against the local Discord. */

const folder = mkdtempSync(join(tmpdir(), 'hudna-e2e-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const published = /"msg":"commands (?:published|are up to date)"/;

function launch(discord: LocalDiscord, env: Record<string, string> = {}): Program {
  return startProgram({
    script: 'src/main.ts',
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${join(folder, 'hudna.sqlite')}`,
      PORT: '0',
      LOG_LEVEL: 'debug',
      ...env,
    },
  });
}

/** For tests that need a Discord or a bot of their own. */
const own: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of own.splice(0).reverse()) await end();
});

async function ownDiscord(): Promise<LocalDiscord> {
  const discord = await startLocalDiscord();
  own.push(() => discord.close());
  return discord;
}

function ownBot(discord: LocalDiscord, env: Record<string, string> = {}): Program {
  const bot = launch(discord, env);
  own.push(() => bot.kill());
  return bot;
}

const textIn = (message: { components: unknown }): string =>
  [...walkComponents(message.components)].map((component) => textOf(component.content)).join('\n');

/** Custom ids of the components of a kind. */
const customIds = (message: Message, type: number): string[] =>
  [...walkComponents(message.components)]
    .filter((one) => one.type === type && typeof one.custom_id === 'string' && one.disabled !== true)
    .map((component) => textOf(component.custom_id));

describe('a running bot', () => {
  let discord: LocalDiscord;
  let bot: Program;
  beforeAll(async () => {
    discord = await startLocalDiscord();
    bot = launch(discord);
    await bot.line(published);
  });
  afterEach(() => discord.clearFaults());
  afterAll(async () => {
    await bot.kill();
    await discord.close();
  });

  const ceasefire = (query: string, where?: Where) =>
    discord.interact(discord.interactions.chatInput('ceasefire', { query }, where));

  async function suggestions(
    name: string,
    options: Record<string, OptionValue>,
    focused: string,
  ): Promise<Json[]> {
    const answer = await discord.interact(discord.interactions.autocomplete(name, options, focused));
    return listOf(answer.data.choices).filter(isObject);
  }

  const manager: Where = {
    memberPermissions: permissions.viewChannel | permissions.sendMessages | permissions.manageGuild,
  };

  /** Something sensible for each option that is required. */
  async function sampleValues(command: string, definition: Json): Promise<Record<string, OptionValue>> {
    const values: Record<string, OptionValue> = {};
    for (const option of listOf(definition.options).filter(isObject)) {
      if (option.required !== true) continue;
      const name = textOf(option.name);
      const [choice] = listOf(option.choices).filter(isObject);
      if (choice) values[name] = textOf(choice.value);
      else if (option.autocomplete === true) {
        const [first] = await suggestions(command, { ...values, [name]: '' }, name);
        values[name] = textOf(first?.value);
      } else
        values[name] = { 4: 1, 5: true, 7: 'general', 8: 'Mediators' }[Number(option.type)] ?? 'aleppo 2016';
    }
    return values;
  }

  /** Every way to call the published commands: `name`, `name subcommand`, or a message command. */
  async function* everyCall(): AsyncGenerator<{ name: string; json: Json }> {
    for (const command of discord.commands()) {
      const name = textOf(command.name);
      if (command.type === 3) {
        yield {
          name,
          json: discord.interactions.messageCommand(name, { content: 'In Aleppo, May 2016' }, manager),
        };
        continue;
      }
      const subcommands = listOf(command.options).filter((option) => isObject(option) && option.type === 1);
      for (const sub of subcommands.length > 0 ? subcommands.filter(isObject) : [undefined]) {
        const full = sub ? `${name} ${textOf(sub.name)}` : name;
        const values = await sampleValues(full, sub ?? command);
        yield { name: full, json: discord.interactions.chatInput(full, values, manager) };
      }
    }
  }

  /** What a person sees in the end: the message, or the form that opened. */
  async function outcome(answer: Answered): Promise<Message | undefined> {
    expect(answer.refused).toEqual([]);
    return answer.type === callbackTypes.modal ? undefined : answer.finalMessage();
  }

  /** Fills in a form that opened and sends it. */
  async function submit(callback: Callback, message: Message): Promise<void> {
    const fields: Record<string, string> = {};
    for (const component of walkComponents(callback.data.components)) {
      if (component.type === 4) fields[textOf(component.custom_id)] = 'aleppo';
    }
    await outcome(
      await discord.interact(discord.interactions.modalSubmit(callback.data, fields, manager, message)),
    );
  }

  it('publishes commands that Discord takes, and says nothing of the token', () => {
    expect(discord.stats.commands.puts).toBe(1);
    expect(discord.commands().map((command) => command.name)).toEqual(
      expect.arrayContaining(['ceasefire', 'parties', 'sources', 'help']),
    );
  });

  it('answers every command, and every button, menu and form on the answers', async () => {
    for await (const { name, json } of everyCall()) {
      const answer = await discord.interact(json);
      const message = await outcome(answer);
      if (!message) continue;
      expect(message.components.length, name).toBeGreaterThan(0);
      for (const id of customIds(message, 2)) {
        const seen = structuredClone(message);
        const pressed = await discord.interact(discord.interactions.button(seen, id, manager));
        if (pressed.type === callbackTypes.modal) await submit(pressed, seen);
        else expect((await outcome(pressed))?.components.length, `${name}: ${id}`).toBeGreaterThan(0);
      }
      for (const component of walkComponents(structuredClone(message.components))) {
        const [option] = listOf(component.options).filter(isObject);
        if (component.type !== 3 || !option) continue;
        const seen = structuredClone(message);
        const choice = discord.interactions.select(
          seen,
          textOf(component.custom_id),
          [textOf(option.value)],
          manager,
        );
        expect(
          await outcome(await discord.interact(choice)),
          `${name}: ${textOf(component.custom_id)}`,
        ).toBeDefined();
      }
    }
    expect(bot.lines.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  });

  it('suggests before anything is typed, and opens exactly the agreement that was picked', async () => {
    const offered = await suggestions('ceasefire', { query: '' }, 'query');
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.length).toBeLessThanOrEqual(25);
    const typed = await suggestions('ceasefire', { query: 'kerry' }, 'query');
    const [kerry] = typed;
    expect(kerry).toMatchObject({ value: 'kerry-lavrov-2016-09' });
    const answer = await ceasefire(textOf(kerry?.value));
    expect(textIn((await outcome(answer)) ?? { components: [] })).toContain('Kerry–Lavrov');
  });

  it('opens another match from the menu', async () => {
    const message = await (await ceasefire('aleppo')).finalMessage();
    const [menu] = customIds(message, 3);
    const component = [...walkComponents(message.components)].find((one) => one.custom_id === menu);
    const [option] = listOf(component?.options).filter(isObject);
    const chosen = await discord.interact(
      discord.interactions.select(structuredClone(message), textOf(menu), [textOf(option?.value)]),
    );
    const opened = await outcome(chosen);
    const title = textOf(option?.label).split(' · ')[0] ?? '';
    expect(textIn(opened ?? { components: [] })).toContain(title.replace(/…$/, ''));
  });

  it('changes a message only for the one who asked for it', async () => {
    const message = await (await ceasefire('aleppo')).finalMessage();
    const [menu] = customIds(message, 3);
    const component = [...walkComponents(message.components)].find((one) => one.custom_id === menu);
    const [option] = listOf(component?.options).filter(isObject);
    const before = structuredClone(message.components);
    const other = discord.interactions.select(message, textOf(menu), [textOf(option?.value)], {
      userId: '300000000000000009',
    });
    const answer = await discord.interact(other);
    const shown = await outcome(answer);
    expect(message.components).toEqual(before);
    expect(Number(shown?.flags) & flags.ephemeral).toBe(flags.ephemeral);
  });

  it.each<[string, Where]>([
    ['a direct message', { context: 'bot-dm' }],
    ['a group, installed by the user', { context: 'private', userInstalled: true }],
    ['a server without the bot, installed by the user', { userInstalled: true }],
    ['a thread', { channel: 'thread' }],
    ['another language', { locale: 'ru' }],
  ])('answers in %s', async (_, where) => {
    expect(textIn(await (await ceasefire('southwest-2017-07', where)).finalMessage())).toContain('2017');
  });

  it('explains a mistake to the one who made it', async () => {
    const answer = await ceasefire('2017-13');
    const message = await outcome(answer);
    expect(textIn(message ?? { components: [] })).toMatch(/2017-(?:0\d|1[012])/);
    const nothing = await outcome(await ceasefire('Ouagadougou'));
    expect(textIn(nothing ?? { components: [] }).length).toBeGreaterThan(20);
  });

  it('answers 50 people at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ceasefire('aleppo')));
    expect(answers.flatMap((answer) => answer.refused)).toEqual([]);
  });

  it('opens few connections for many answers', async () => {
    const before = discord.stats.rest.connections;
    for (let n = 0; n < 20; n += 1) await ceasefire('aleppo');
    expect(discord.stats.rest.connections - before).toBe(0);
  });

  it('survives what it cannot read, and says so in the log', async () => {
    const { chatInput, button } = discord.interactions;
    const good = chatInput('ceasefire', { query: 'aleppo' });
    const message = await (await ceasefire('aleppo')).finalMessage();
    const press = button(message, customIds(message, 2)[0] ?? '');
    const from = bot.lines.length;
    const { data: _, ...withoutData } = good;
    const { member: __, ...withoutUser } = good;
    const { message: ___, ...withoutMessage } = press;
    const autocomplete = (options: unknown): Json => ({
      ...good,
      type: 4,
      data: { ...objectOf(good.data), options },
    });
    const malformed: unknown[] = [
      null,
      [],
      'hello',
      42,
      {},
      withoutData,
      withoutUser,
      withoutMessage,
      { ...withoutData, type: 4 },
      { ...withoutData, type: 5 },
      { ...good, data: null },
      { ...good, type: 99 },
      { ...good, type: '2' },
      { ...good, id: undefined },
      { ...good, token: 7 },
      { ...good, member: { user: null } },
      { ...good, member: { user: { id: '1' }, permissions: 'all' } },
      { ...good, app_permissions: '-1' },
      { ...good, data: { name: 'ceasefire', type: 1, options: 'query' } },
      {
        ...good,
        data: { name: 'ceasefire', type: 1, options: [{ name: 'query', type: 3, value: { a: 1 } }] },
      },
      autocomplete([]),
      autocomplete(undefined),
      autocomplete([{ name: 'constructor', type: 3, value: '', focused: true }]),
      { ...press, data: { component_type: 2 } },
      { ...press, data: { custom_id: 5, component_type: 2 } },
      { ...press, type: 5, data: { custom_id: 'a', components: [[[{ component: { components: 7 } }]]] } },
    ];
    for (const json of malformed) discord.gateway.dispatch('INTERACTION_CREATE', () => json);
    discord.gateway.dispatch('GUILD_CREATE', () => 'x');
    discord.gateway.dispatch('MESSAGE_CREATE', () => ({ content: 5 }));
    discord.gateway.dispatch('SOMETHING_NEW', () => ({}));
    discord.gateway.sendRaw('{"op":77}');
    expect(await outcome(await ceasefire('aleppo'))).toBeDefined();
    const warnings = bot.lines.slice(from).filter((line) => line.includes('unreadable interaction'));
    expect(warnings.length).toBeGreaterThan(15);
    expect(bot.running()).toBe(true);
  });

  it('answers commands and buttons that it does not know', async () => {
    const { chatInput, button } = discord.interactions;
    const message = await (await ceasefire('aleppo')).finalMessage();
    const press = button(message, customIds(message, 2)[0] ?? '');
    const unknown: Json[] = [
      { ...chatInput('help'), data: { id: '1', name: 'gone', type: 1 } },
      { ...chatInput('help'), data: { id: '1', name: 'help', type: 3, target_id: '1' } },
      { ...chatInput('help'), data: { id: '1', name: 'ceasefire', type: 1, options: [] } },
      {
        ...chatInput('help'),
        data: { id: '1', name: 'ceasefire', type: 1, options: [{ name: 'query', type: 4, value: 5 }] },
      },
      {
        ...chatInput('help'),
        data: {
          id: '1',
          name: 'ceasefire',
          type: 1,
          options: [{ name: 'constructor', type: 1, options: [] }],
        },
      },
      ...[
        'old-button',
        'gone/open|x',
        'ceasefire/gone',
        'ceasefire/constructor',
        'ceasefire/__proto__',
        '/',
        '|',
      ].map((custom_id) => ({ ...press, data: { custom_id, component_type: 2 } })),
    ];
    for (const json of unknown) {
      const asked = {
        ...json,
        id: String(BigInt(textOf(json.id)) + BigInt(unknown.indexOf(json) + 1) * 4_194_304n),
        token: `${textOf(json.token)}${unknown.indexOf(json)}`,
      };
      const answer = await discord.interact(asked);
      const shown = await outcome(answer);
      expect(Number(shown?.flags) & flags.ephemeral, JSON.stringify(json.data)).toBe(flags.ephemeral);
    }
  });

  it('answers where it is mentioned and in direct messages, pings nobody, and keeps out of other talk', async () => {
    discord.say('general', 'In Aleppo, May 2016');
    const { message } = discord.say('general', `<@${discord.applicationId}>`);
    const reply = await discord.nextMessage(discord.channel('general').id);
    expect(reply.message).toMatchObject({
      message_reference: { message_id: message.id },
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
    });
    expect(textIn(reply.message)).toContain('/ceasefire');
    const direct = discord.say('dm', 'hello');
    expect(textIn((await discord.nextMessage(direct.message.channel_id)).message).length).toBeGreaterThan(20);
    expect(discord.messages(discord.channel('general').id)).toHaveLength(1);
  });

  it('outlives a channel where it may not answer a mention', async () => {
    const from = bot.lines.length;
    discord.say('read-only', `<@${discord.applicationId}>`);
    await bot.line(/mention could not be delivered/, { from });
    expect(await outcome(await ceasefire('aleppo'))).toBeDefined();
  });

  it('tries again when Discord fails, and waits as long as a 429 says', async () => {
    discord.fail({ path: '/callback', status: 502 });
    expect(await outcome(await ceasefire('aleppo'))).toBeDefined();
    discord.fail({
      path: '/callback',
      status: 429,
      headers: { 'Retry-After': '1', 'X-RateLimit-Scope': 'user' },
      body: { message: 'You are being rate limited.', retry_after: 1, global: false },
    });
    const answer = await ceasefire('aleppo');
    expect(answer.afterMs).toBeGreaterThan(950);
    expect(await outcome(answer)).toBeDefined();
  });

  it('outlives answers that cannot be delivered', async () => {
    const unknown = { message: 'Unknown interaction', code: 10062 };
    const fault = discord.fail({ path: '/callback', status: 404, body: unknown });
    const from = bot.lines.length;
    discord.ask(discord.interactions.chatInput('help'));
    await bot.during(fault.hit, 'the failing request');
    await bot.line(/could not be delivered/, { from });
    discord.fail({ path: '/callback', dropConnection: true, times: 10 });
    discord.ask(discord.interactions.chatInput('help'));
    await bot.line(/could not be delivered/, { from: bot.lines.length });
    discord.clearFaults();
    expect(await outcome(await ceasefire('aleppo'))).toBeDefined();
  });

  it('resumes after a dropped socket and answers what came in meanwhile', async () => {
    const { resumes, identifies } = discord.stats.gateway;
    discord.gateway.drop();
    await discord.until(() => discord.gateway.live().length === 0, 'the drop');
    const asked = discord.ask(discord.interactions.chatInput('ceasefire', { query: 'aleppo' }));
    await asked.callback();
    expect(discord.stats.gateway).toMatchObject({ resumes: resumes + 1, identifies });
    discord.gateway.requestReconnect();
    await discord.until(() => discord.stats.gateway.resumes === resumes + 2, 'the second resume');
    discord.gateway.drop(4000);
    await discord.until(() => discord.stats.gateway.resumes === resumes + 3, 'the third resume');
    expect(await outcome(await ceasefire('aleppo'))).toBeDefined();
  });

  it('starts a new session when Discord ends the old one, without publishing again', async () => {
    const { identifies } = discord.stats.gateway;
    discord.gateway.invalidateSessions(false);
    await discord.until(() => discord.stats.gateway.identifies === identifies + 1, 'a new session', 20_000);
    expect(await outcome(await ceasefire('aleppo'))).toBeDefined();
    expect(discord.stats.commands.puts).toBe(1);
  });

  it('logs no token, no address of an answer and nothing that people wrote', async () => {
    await ceasefire('wherever-4711');
    discord.fail({
      path: '/callback',
      status: 400,
      body: { message: 'Invalid Form Body', code: 50035, errors: {} },
    });
    const from = bot.lines.length;
    discord.ask(discord.interactions.chatInput('ceasefire', { query: 'wherever-4711' }));
    await bot.line(/could not be delivered/, { from });
    const output = bot.output();
    expect(output).not.toContain(discord.token);
    expect(output).not.toContain('4711');
    for (const { path } of discord.requests) {
      const token = /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.[1];
      if (token) expect(output).not.toContain(token);
    }
  });
});

// Each of these starts the program once or more, which takes seconds on a busy machine.
describe('start and stop', { timeout: 90_000 }, () => {
  it('publishes commands only when Discord has others', async () => {
    const discord = await ownDiscord();
    const run = async (message: RegExp) => {
      const bot = ownBot(discord);
      await bot.line(message);
      bot.signal('SIGTERM');
      expect(await bot.exit()).toEqual({ code: 0, signal: null });
    };
    await run(/commands published/);
    await run(/commands are up to date/);
    expect(discord.stats.commands.puts).toBe(1);
    const path = `${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`;
    await fetch(path, {
      method: 'PUT',
      headers: {
        authorization: `Bot ${discord.token}`,
        'content-type': 'application/json',
        'user-agent': 'DiscordBot (https://example.org, 1)',
      },
      body: JSON.stringify([{ name: 'old', description: 'An old command' }]),
    });
    await run(/commands published/);
    expect(discord.commands().map((command) => command.name)).not.toContain('old');
  });

  it('publishes after waiting when Discord says 429', async () => {
    const discord = await ownDiscord();
    discord.fail({
      method: 'PUT',
      path: '/commands',
      status: 429,
      headers: { 'Retry-After': '1', 'X-RateLimit-Scope': 'user' },
      body: { message: 'You are being rate limited.', retry_after: 1, global: false },
    });
    await ownBot(discord).line(/commands published/);
    expect(discord.stats.commands.puts).toBe(1);
  });

  it('finishes the answer under way when it is told to stop', async () => {
    const discord = await ownDiscord();
    const bot = ownBot(discord);
    await bot.line(published);
    const held = discord.fail({ path: '/callback', hold: true, status: 502 });
    const asked = discord.ask(discord.interactions.chatInput('ceasefire', { query: 'aleppo' }));
    await bot.during(held.hit, 'the held request');
    bot.signal('SIGTERM');
    await bot.line(/"msg":"stopping"/);
    // It still holds its connection, and tries again when the held answer turns out to be a failure.
    const { heartbeats } = discord.stats.gateway;
    discord.gateway.requestHeartbeat();
    await discord.until(() => discord.stats.gateway.heartbeats > heartbeats, 'a heartbeat');
    held.release();
    expect((await asked.callback()).message).toBeDefined();
    expect(await bot.exit()).toEqual({ code: 0, signal: null });
  });

  it('waits for no longer than five seconds', async () => {
    const discord = await ownDiscord();
    const bot = ownBot(discord);
    await bot.line(published);
    const held = discord.fail({ path: '/callback', hold: true });
    discord.ask(discord.interactions.chatInput('ceasefire', { query: 'aleppo' }));
    await bot.during(held.hit, 'the held request');
    bot.signal('SIGINT');
    expect(await bot.exit()).toEqual({ code: 0, signal: null });
    const at = (message: string) => {
      const line = bot.lines.find((one) => one.includes(`"msg":"${message}"`)) ?? '{}';
      return Date.parse(textOf(objectOf(JSON.parse(line)).time));
    };
    expect(at('stopped') - at('stopping')).toBeGreaterThanOrEqual(4990);
    expect(at('stopped') - at('stopping')).toBeLessThan(6000);
  });

  it('stops at once while it is still connecting', async () => {
    const discord = await ownDiscord();
    const held = discord.fail({ path: '/gateway/bot', hold: true });
    const bot = ownBot(discord);
    await bot.during(held.hit, 'the held request');
    bot.signal('SIGTERM');
    expect((await bot.exit(6000)).signal ?? 'SIGTERM').toBe('SIGTERM');
  });

  it.each<[string, (discord: LocalDiscord) => Record<string, string>]>([
    ['a wrong token', () => ({ DISCORD_TOKEN: 'MTAwMDAwMDAwMDAwMDAwMDAx.GlOcAl.a-wrong-one' })],
    ['a Discord that is not there', () => ({ DISCORD_API_URL: 'http://127.0.0.1:9/api' })],
  ])('ends with a plain message on %s', async (_, env) => {
    const discord = await ownDiscord();
    const settings = env(discord);
    const bot = ownBot(discord, settings);
    const { code } = await bot.exit();
    expect(code).toBe(1);
    expect(bot.output()).not.toContain(settings.DISCORD_TOKEN ?? discord.token);
    expect(bot.output()).not.toMatch(/^\s+at /m);
    expect(bot.output()).toMatch(/DISCORD_(?:TOKEN|API_URL)/);
  });

  it('comes back after an outage of Discord', async () => {
    const discord = await ownDiscord();
    const bot = ownBot(discord);
    await bot.line(published);
    await discord.close();
    const back = await startLocalDiscord({ port: discord.port });
    own.push(() => back.close());
    await back.ready(25_000);
    expect((await back.interact(back.interactions.chatInput('help'))).message).toBeDefined();
    expect(bot.running()).toBe(true);
  });

  it('opens as many connections as Discord recommends, and answers over each', async () => {
    const discord = await startLocalDiscord({ guilds: [{}, {}, {}, {}], shards: 2, maxConcurrency: 2 });
    own.push(() => discord.close());
    const bot = ownBot(discord);
    await bot.line(published);
    await discord.until(() => discord.gateway.live().length === 2, 'two shards');
    for (const { channels } of discord.world.guilds.values()) {
      const [channel] = channels.keys();
      const asked = discord.interactions.chatInput('help', {}, { channel: channel ?? '' });
      expect((await discord.interact(asked)).message).toBeDefined();
    }
    expect(discord.stats.commands.puts).toBe(1);
  });

  it('ends when Discord takes its token back', async () => {
    const discord = await ownDiscord();
    const bot = ownBot(discord);
    await bot.line(published);
    discord.gateway.drop(4004);
    expect((await bot.exit()).code).toBe(1);
  });
});
