import { REST } from '@discordjs/rest';
import { CloseCodes, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import {
  AttachmentBuilder,
  Client,
  ContainerBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Options,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { callbackTypes } from './discord/exchange.ts';
import { intents } from './discord/gateway.ts';
import { isObject, type Json, listOf, objectOf } from './discord/json.ts';
import { type LocalDiscord, type LocalDiscordOptions, startLocalDiscord } from './discord/start.ts';
import { readTypedCommand } from './discord/typed-command.ts';
import { signal } from './discord/waiting.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await startLocalDiscord(options);
  closers.push(() => discord.close());
  return discord;
}

const V2 = 32768;
const card = (content: string, more: Json = {}): Json => ({
  flags: V2,
  components: [{ type: 10, content }],
  ...more,
});

const ceasefire: Json = {
  name: 'ceasefire',
  description: 'Looks up agreements',
  options: [{ type: 3, name: 'query', description: 'A place', required: true, autocomplete: true }],
};

/** A bot of @discordjs/ws and @discordjs/rest that answers as `answer` says. */
async function connect(
  discord: LocalDiscord,
  {
    bits = GatewayIntentBits.Guilds as number,
    answer,
  }: { bits?: number; answer?: (rest: REST, interaction: Json) => unknown } = {},
) {
  const rest = new REST({ api: discord.apiUrl, version: '10' }).setToken(discord.token);
  const events: Json[] = [];
  const happened = signal();
  const closes: number[] = [];
  const errors: Error[] = [];
  const manager = new WebSocketManager({
    token: discord.token,
    intents: bits,
    rest,
  });
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    const event = objectOf(data);
    events.push(event);
    if (event.t === 'INTERACTION_CREATE') void answer?.(rest, objectOf(event.d));
    happened.ring();
  });
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    closes.push(code);
    happened.ring();
  });
  manager.on(WebSocketShardEvents.Error, ({ error }) => {
    errors.push(error);
    happened.ring();
  });
  closers.push(() => manager.destroy({ code: CloseCodes.Normal }));
  return {
    rest,
    manager,
    events,
    closes,
    errors,
    until: happened.until,
    named: (name: string) => events.filter((event) => event.t === name),
  };
}

const reply = (body: Json) => (rest: REST, interaction: Json) =>
  rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body, auth: false });

/** A bare request, for what a well-behaved library would not send. */
async function request(
  discord: LocalDiscord,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json; headers: Headers }> {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      'user-agent': 'DiscordBot (https://example.org, 1)',
      authorization: `Bot ${discord.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return {
    status: response.status,
    body: isObject(parsed) ? parsed : { list: parsed },
    headers: response.headers,
  };
}

describe('discord.js', () => {
  it('logs in, publishes commands, answers with a card and a file, and posts in a channel', async () => {
    const discord = await start();
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      makeCache: Options.cacheWithLimits({ MessageManager: 0 }),
      rest: { api: discord.apiUrl },
    });
    closers.push(() => client.destroy());
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply({
        flags: MessageFlags.IsComponentsV2,
        components: [
          new ContainerBuilder()
            .addTextDisplayComponents((text) =>
              text.setContent(`About ${interaction.options.getString('query')}`),
            )
            .addMediaGalleryComponents((gallery) =>
              gallery.addItems((item) => item.setURL('attachment://map.png')),
            ),
        ],
        files: [new AttachmentBuilder(Buffer.from('png'), { name: 'map.png' })],
      });
    });
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(discord.token);
    const online = await ready;
    expect(online.guilds.cache.map((guild) => guild.name)).toEqual(['Local server']);
    expect(online.user.username).toBe('hudna');

    const published = await online.application.commands.set([ceasefire as never]);
    expect(published.map((command) => command.name)).toEqual(['ceasefire']);

    const answer = await discord.interact(discord.interactions.chatInput('ceasefire', { query: 'Aleppo' }));
    expect(answer.type).toBe(callbackTypes.deferredMessage);
    const edit = await answer.nextEdit();
    expect(edit.files.map(({ name, size }) => [name, size])).toEqual([['map.png', 3]]);
    expect(edit.message.flags).toBe(V2);
    expect(JSON.stringify(edit.message.components)).toContain('About Aleppo');
    expect(JSON.stringify(edit.message.components)).toContain('https://cdn.discordapp.com/attachments/');

    const general = await online.channels.fetch(discord.channel('general').id);
    if (!general?.isSendable()) throw new Error('general is no text channel');
    await general.send({ content: 'Good morning' });
    const posted = await discord.nextMessage(general.id);
    expect(posted.message.content).toBe('Good morning');
    await expect(general.send({ content: 'a'.repeat(2001) })).rejects.toMatchObject({ code: 50035 });
  });
});

describe('gateway', () => {
  it('sends READY, then every guild with its channels, roles and threads', async () => {
    const discord = await start({ guilds: { count: 3, channels: 4, roles: 2 } });
    const bot = await connect(discord);
    await bot.manager.connect();
    await bot.until(() => bot.named('GUILD_CREATE').length === 3, 'three guilds');
    expect(bot.events.map((event) => event.s)).toEqual([1, 2, 3, 4]);
    const guild = objectOf(bot.named('GUILD_CREATE')[0]?.d);
    expect([listOf(guild.channels).length, listOf(guild.roles).length]).toEqual([4, 3]);
    expect(discord.stats.gateway.identifies).toBe(1);
  });

  it('replays what was missed after a dropped socket, then says RESUMED', async () => {
    const discord = await start();
    const bot = await connect(discord);
    await bot.manager.connect();
    await discord.ready();
    discord.gateway.drop();
    await discord.until(() => discord.gateway.live().length === 0, 'the drop');
    discord.dispatchRaw({ id: '1', missed: true });
    await bot.until(() => bot.named('RESUMED').length === 1, 'the resume');
    expect(bot.named('INTERACTION_CREATE')).toHaveLength(1);
    expect(bot.events.map((event) => event.t).slice(-2)).toEqual(['INTERACTION_CREATE', 'RESUMED']);
    expect(discord.stats.gateway).toMatchObject({ identifies: 1, resumes: 1 });
  });

  it('has clients resume on op 7 and on op 9 true, and identify again on op 9 false', async () => {
    const discord = await start();
    const bot = await connect(discord);
    await bot.manager.connect();
    await discord.ready();
    discord.gateway.requestReconnect();
    await bot.until(() => bot.named('RESUMED').length === 1, 'the first resume');
    discord.gateway.invalidateSessions(true);
    await bot.until(() => bot.named('RESUMED').length === 2, 'the second resume');
    discord.gateway.invalidateSessions(false);
    await bot.until(() => bot.named('READY').length === 2, 'a new session');
    expect(discord.stats.gateway).toMatchObject({ identifies: 2, resumes: 2 });
  });

  it('finds dead connections on both sides', async () => {
    const discord = await start({ heartbeatIntervalMs: 50 });
    const bot = await connect(discord);
    await bot.manager.connect();
    await discord.until(() => discord.stats.gateway.heartbeats > 1, 'heartbeats');
    discord.gateway.acknowledgeHeartbeats(false);
    await bot.until(() => bot.closes.length > 0, 'the client to give up on its connection');
    discord.gateway.acknowledgeHeartbeats(true);
    await bot.until(() => bot.named('RESUMED').length > 0, 'the resume');

    const silent = new WebSocket(`ws://127.0.0.1:${discord.port}/?v=10&encoding=json`);
    const closed = Promise.withResolvers<number>();
    silent.onclose = ({ code }) => closed.resolve(code);
    expect(await closed.promise).toBe(4000);
  });

  it('asks for a heartbeat', async () => {
    const discord = await start();
    const bot = await connect(discord);
    await bot.manager.connect();
    await discord.ready();
    discord.gateway.requestHeartbeat();
    await discord.until(() => discord.stats.gateway.heartbeats === 1, 'the heartbeat');
  });

  const identify = (discord: LocalDiscord, more: Json = {}) => ({
    op: 2,
    d: { token: discord.token, intents: 1, properties: { os: 'linux', browser: 'a', device: 'a' }, ...more },
  });
  it.each<[string, (discord: LocalDiscord) => unknown[], number]>([
    ['a wrong token', (discord) => [identify(discord, { token: 'x' })], 4004],
    [
      'an intent that is not allowed',
      (discord) => [identify(discord, { intents: 1 | intents.messageContent })],
      4014,
    ],
    ['an intent that does not exist', (discord) => [identify(discord, { intents: 1 << 30 })], 4013],
    ['a shard out of range', (discord) => [identify(discord, { shard: [1, 1] })], 4010],
    ['two identifies', (discord) => [identify(discord), identify(discord)], 4005],
    ['a presence before identifying', () => [{ op: 3, d: {} }], 4003],
    ['an unknown opcode', () => [{ op: 99 }], 4001],
    ['something else than JSON', () => ['hello'], 4002],
    ['more than 4,096 bytes', () => [{ op: 1, d: 'a'.repeat(4096) }], 4002],
    ['121 sends in a minute', () => Array.from({ length: 121 }, () => ({ op: 1, d: null })), 4008],
  ])('closes on %s', async (_, payloads, code) => {
    const discord = await start();
    const socket = new WebSocket(`ws://127.0.0.1:${discord.port}/?v=10&encoding=json`);
    const closed = Promise.withResolvers<number>();
    socket.onclose = (event) => closed.resolve(event.code);
    socket.onopen = () => {
      for (const payload of payloads(discord)) {
        socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
      }
    };
    expect(await closed.promise).toBe(code);
  });

  it('insists on shards for too many guilds', async () => {
    const discord = await start({ guilds: { count: 3, channels: 1, roles: 0 }, maxGuildsPerShard: 2 });
    const socket = new WebSocket(`ws://127.0.0.1:${discord.port}/?v=10&encoding=json`);
    const closed = Promise.withResolvers<number>();
    socket.onclose = (event) => closed.resolve(event.code);
    socket.onopen = () => socket.send(JSON.stringify(identify(discord)));
    expect(await closed.promise).toBe(4011);
  });

  it('tells of kicks, outages, lost channels and messages, hiding content that the bot may not read', async () => {
    const discord = await start();
    const bot = await connect(discord, { bits: GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages });
    await bot.manager.connect();
    await bot.until(() => bot.named('GUILD_CREATE').length === 1, 'the guild');
    const { id } = discord.guild();
    discord.deleteChannel('general');
    discord.outage(id, true);
    discord.say('news', 'hello');
    discord.say('news', `<@${discord.applicationId}> hello`);
    discord.kick(id);
    await bot.until(() => bot.named('GUILD_DELETE').length === 2, 'the kick');
    expect(bot.events.slice(2).map((event) => event.t)).toEqual([
      'CHANNEL_DELETE',
      'GUILD_DELETE',
      'MESSAGE_CREATE',
      'MESSAGE_CREATE',
      'GUILD_DELETE',
    ]);
    expect(bot.named('GUILD_DELETE').map((event) => event.d)).toEqual([{ id, unavailable: true }, { id }]);
    expect(bot.named('MESSAGE_CREATE').map((event) => objectOf(event.d).content)).toEqual([
      '',
      `<@${discord.applicationId}> hello`,
    ]);
    expect(
      (await request(discord, 'POST', `/channels/${discord.channel('news').id}/messages`, { content: 'a' }))
        .body,
    ).toEqual({
      message: 'Missing Access',
      code: 50001,
    });
  });
});

describe('commands', () => {
  it('keeps ids, changes versions only with the text, and shows translations only when asked', async () => {
    const discord = await start();
    const path = `/applications/${discord.applicationId}/commands`;
    const put = async (body: unknown) =>
      listOf((await request(discord, 'PUT', path, body)).body.list).map(objectOf);
    const [first] = await put([ceasefire]);
    const [same] = await put([{ ...ceasefire, nsfw: false }]);
    const [changed] = await put([{ ...ceasefire, description: 'Looks up ceasefires' }]);
    expect(same).toEqual(first);
    expect(changed?.id).toBe(first?.id);
    expect(changed?.version).not.toBe(first?.version);
    expect(first).toMatchObject({
      application_id: discord.applicationId,
      type: 1,
      nsfw: false,
      dm_permission: true,
      contexts: null,
      integration_types: [0],
      default_member_permissions: null,
      name_localizations: null,
    });
    const plain = objectOf(listOf((await request(discord, 'GET', path)).body.list)[0]);
    expect('name_localizations' in plain).toBe(false);
    expect((await request(discord, 'GET', `${path}?with_localizations=true`)).body.list).toEqual([changed]);
    expect(discord.stats.commands).toMatchObject({ puts: 3, gets: 2 });
  });

  it('reads typed lines as a client does', () => {
    const reminders = {
      name: 'reminders',
      type: 1,
      options: [
        {
          name: 'subscribe',
          type: 1,
          options: [
            { name: 'about', type: 3 },
            { name: 'anniversaries', type: 5 },
          ],
        },
      ],
    };
    const commands = [{ ...ceasefire, type: 1 }, reminders];
    expect(readTypedCommand('/ceasefire aleppo 2016', commands)).toEqual({
      name: 'ceasefire',
      options: { query: 'aleppo 2016' },
    });
    expect(readTypedCommand('/reminders subscribe about:tell abyad anniversaries:yes', commands)).toEqual({
      name: 'reminders subscribe',
      options: { about: 'tell abyad', anniversaries: true },
    });
    expect(() => readTypedCommand('/nothing', commands)).toThrow('no command "nothing" is published');
  });
});

describe('interactions', () => {
  async function connected(options: LocalDiscordOptions = {}) {
    const discord = await start(options);
    const bot = await connect(discord);
    await bot.manager.connect();
    await discord.ready();
    return { discord, bot };
  }
  const callbackOf = (json: Json) => `/interactions/${json.id}/${json.token}/callback`;

  it('makes a round trip', async () => {
    const discord = await start();
    const bot = await connect(discord, {
      answer: reply({ type: 4, data: card('hello', { flags: V2 | 64 }) }),
    });
    await bot.manager.connect();
    await discord.ready();
    const answer = await discord.interact(discord.interactions.chatInput('ceasefire', { query: 'aleppo' }));
    expect(answer.message).toMatchObject({
      flags: V2 | 64,
      components: [{ type: 10, content: 'hello', id: 1 }],
    });
    const given = objectOf(bot.named('INTERACTION_CREATE')[0]?.d);
    expect(given).toMatchObject({
      type: 2,
      context: 0,
      locale: 'en-GB',
      guild_locale: 'en-US',
      authorizing_integration_owners: { 0: discord.guild().id },
      data: { name: 'ceasefire', options: [{ name: 'query', type: 3, value: 'aleppo' }] },
    });
  });

  it('takes one callback only, of the right sort, in time', async () => {
    let time = Date.now();
    const { discord } = await connected({ now: () => time });
    const { interactions } = discord;
    const json = interactions.chatInput('ceasefire', { query: 'aleppo' });
    const asked = discord.ask(json);
    for (const type of [6, 7, 8]) {
      const wrong = await request(discord, 'POST', callbackOf(json), { type, data: card('a') });
      expect(wrong.body).toMatchObject({
        code: 50035,
        errors: { type: { _errors: [{ code: 'BASE_TYPE_CHOICES' }] } },
      });
    }
    expect(
      (await request(discord, 'POST', callbackOf(json), { type: 5, data: { flags: V2 } })).body,
    ).toMatchObject({ code: 50035 });
    expect((await request(discord, 'POST', callbackOf(json), { type: 4, data: {} })).body.code).toBe(50006);
    const accepted = await request(discord, 'POST', `${callbackOf(json)}?with_response=true`, {
      type: 4,
      data: card('a'),
    });
    expect(accepted.body).toMatchObject({
      interaction: { id: json.id },
      resource: { type: 4, message: { flags: V2 } },
    });
    expect((await request(discord, 'POST', callbackOf(json), { type: 4, data: card('b') })).body.code).toBe(
      40060,
    );
    expect(asked.refused.map(({ answer }) => answer.status)).toEqual([400, 400, 400, 400, 400, 400]);

    const late = interactions.chatInput('ceasefire', { query: 'aleppo' });
    discord.ask(late);
    time += 3001;
    expect((await request(discord, 'POST', callbackOf(late), { type: 4, data: card('a') })).body).toEqual({
      message: 'Unknown interaction',
      code: 10062,
    });
    await expect(discord.ask(late).callback(1)).rejects.toThrow('did not come within 1 ms');
  });

  it('takes suggestions for autocomplete only, 25 at most', async () => {
    const { discord } = await connected();
    const json = discord.interactions.autocomplete('ceasefire', { query: 'al' }, 'query');
    const asked = discord.ask(json);
    const give = async (choices: unknown) =>
      (await request(discord, 'POST', callbackOf(json), { type: 8, data: { choices } })).body;
    const choice = { name: 'Aleppo', value: 'aleppo' };
    expect(await give(Array.from({ length: 26 }, () => choice))).toMatchObject({ code: 50035 });
    expect(await give([{ ...choice, name: '' }])).toMatchObject({ code: 50035 });
    expect(await give([{ ...choice, value: 'a'.repeat(101) }])).toMatchObject({ code: 50035 });
    expect(await give([{ ...choice, value: 5 }])).toMatchObject({ code: 50035 });
    expect((await request(discord, 'POST', callbackOf(json), { type: 4, data: card('a') })).body.code).toBe(
      50035,
    );
    expect(await give([choice])).toEqual({});
    expect((await asked.callback()).data).toEqual({ choices: [choice] });
  });

  it('edits, reads and deletes the response, and follows up', async () => {
    let time = Date.now();
    const { discord } = await connected({ now: () => time });
    const json = discord.interactions.chatInput('ceasefire', { query: 'aleppo' });
    const asked = discord.ask(json);
    const webhook = `/webhooks/${discord.applicationId}/${json.token}`;
    expect((await request(discord, 'PATCH', `${webhook}/messages/@original`, card('a'))).body.code).toBe(
      10015,
    );
    await request(discord, 'POST', callbackOf(json), { type: 5, data: { flags: 64 } });
    expect((await request(discord, 'GET', `${webhook}/messages/@original`)).body.flags).toBe(128 | 64);
    const edited = await request(discord, 'PATCH', `${webhook}/messages/@original`, card('done'));
    expect(edited.body).toMatchObject({ flags: V2 | 64, edited_timestamp: null });
    expect((await asked.finalMessage()).components).toMatchObject([{ content: 'done' }]);
    const more = await request(discord, 'POST', webhook, card('more'));
    expect((await asked.nextFollowUp()).message.id).toBe(more.body.id);
    expect(
      (await request(discord, 'PATCH', `${webhook}/messages/${more.body.id}`, card('even more'))).status,
    ).toBe(200);
    expect((await request(discord, 'DELETE', `${webhook}/messages/@original`)).status).toBe(204);
    expect((await request(discord, 'GET', `${webhook}/messages/@original`)).body.code).toBe(10008);
    time += 15 * 60_000 + 1;
    expect((await request(discord, 'POST', webhook, card('late'))).body.code).toBe(50027);
  });

  it('takes at most five follow-ups from an app that only the user installed', async () => {
    const { discord } = await connected({ rateLimits: false });
    const json = discord.interactions.chatInput('ceasefire', { query: 'a' }, { userInstalled: true });
    expect(Object.keys(objectOf(json.authorizing_integration_owners))).toEqual(['1']);
    discord.ask(json);
    await request(discord, 'POST', callbackOf(json), { type: 4, data: card('a') });
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      statuses.push(
        (await request(discord, 'POST', `/webhooks/${discord.applicationId}/${json.token}`, card('b')))
          .status,
      );
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 400]);
  });

  it('presses buttons, chooses in menus and sends forms, on what is really there', async () => {
    const { discord } = await connected();
    const { interactions } = discord;
    const first = interactions.chatInput('ceasefire', { query: 'aleppo' });
    const asked = discord.ask(first);
    await request(discord, 'POST', callbackOf(first), {
      type: 4,
      data: {
        flags: V2,
        components: [
          { type: 1, components: [{ type: 2, style: 1, label: 'More', custom_id: 'more' }] },
          { type: 1, components: [{ type: 3, custom_id: 'open', options: [{ label: 'A', value: 'a' }] }] },
        ],
      },
    });
    const message = await asked.finalMessage();
    expect(() => interactions.button(message, 'less')).toThrow('no component "less"');
    expect(() => interactions.select(message, 'open', ['b'])).toThrow('offers no "b"');

    const press = interactions.button(message, 'more');
    expect(press).toMatchObject({
      type: 3,
      data: { custom_id: 'more', component_type: 2 },
      message: { id: message.id },
    });
    discord.ask(press);
    expect(
      (
        await request(discord, 'POST', callbackOf(press), {
          type: 7,
          data: { components: [{ type: 10, content: 'open' }] },
        })
      ).status,
    ).toBe(204);
    expect(message.components).toMatchObject([{ content: 'open' }]);

    const opened = interactions.chatInput('ceasefire', { query: 'aleppo' });
    const modal = {
      custom_id: 'form',
      title: 'Correct',
      components: [
        { type: 18, label: 'What is wrong?', component: { type: 4, custom_id: 'what', style: 2 } },
      ],
    };
    discord.ask(opened);
    expect(
      (
        await request(discord, 'POST', callbackOf(opened), {
          type: 9,
          data: { ...modal, title: 'a'.repeat(46) },
        })
      ).body.code,
    ).toBe(50035);
    expect((await request(discord, 'POST', callbackOf(opened), { type: 9, data: modal })).status).toBe(204);
    const sent = interactions.modalSubmit(modal, { what: 'The date' });
    expect(sent).toMatchObject({
      type: 5,
      data: {
        custom_id: 'form',
        components: [{ type: 18, component: { custom_id: 'what', value: 'The date' } }],
      },
    });
    discord.ask(sent);
    expect((await request(discord, 'POST', callbackOf(sent), { type: 9, data: modal })).body.code).toBe(
      50035,
    );
    expect((await request(discord, 'POST', callbackOf(sent), { type: 7, data: card('a') })).body.code).toBe(
      50035,
    );
    expect((await request(discord, 'POST', callbackOf(sent), { type: 4, data: card('a') })).status).toBe(204);
  });

  it('resolves channels and roles, and knows direct messages and message commands', async () => {
    const discord = await start();
    const { interactions } = discord;
    await request(discord, 'PUT', `/applications/${discord.applicationId}/commands`, [
      {
        name: 'reminders',
        description: 'Reminders',
        options: [
          {
            type: 1,
            name: 'subscribe',
            description: 'Subscribes',
            options: [
              { type: 7, name: 'channel', description: 'Where' },
              { type: 8, name: 'mention', description: 'Whom' },
            ],
          },
        ],
      },
      { type: 3, name: 'Find agreements' },
    ]);
    const json = interactions.chatInput('reminders subscribe', {
      channel: 'read-only',
      mention: 'Mediators',
    });
    const { id } = discord.channel('read-only');
    const data = objectOf(json.data);
    expect(data.options).toMatchObject([
      { type: 1, name: 'subscribe', options: [{ type: 7, value: id }, { type: 8 }] },
    ]);
    const channel = objectOf(objectOf(objectOf(data.resolved).channels)[id]);
    expect(BigInt(String(channel.app_permissions)) & (1n << 11n)).toBe(0n);
    expect(BigInt(String(channel.app_permissions)) & (1n << 10n)).not.toBe(0n);
    expect(() => interactions.chatInput('reminders unsubscribe')).toThrow('no subcommand');

    const dm = interactions.messageCommand(
      'Find agreements',
      { content: 'Aleppo 2016' },
      { context: 'bot-dm' },
    );
    expect(dm).toMatchObject({
      context: 1,
      authorizing_integration_owners: { 0: '0' },
      channel: { type: 1 },
    });
    expect('member' in dm || 'guild_id' in dm).toBe(false);
  });
});

describe('channels', () => {
  const say = (discord: LocalDiscord, channel: string, body: Json) =>
    request(discord, 'POST', `/channels/${discord.channel(channel).id}/messages`, body);

  it.each<[string, (discord: LocalDiscord) => string, number, number]>([
    ['a hidden channel', () => 'hidden', 403, 50001],
    ['a channel it may not write in', () => 'read-only', 403, 50013],
    ['a forum', () => 'forum', 400, 40058],
    [
      'a deleted channel',
      (discord) => {
        discord.deleteChannel('general');
        return 'general';
      },
      404,
      10003,
    ],
    [
      'a locked thread',
      (discord) => {
        discord.setChannel('thread', { locked: true });
        return 'thread';
      },
      403,
      160005,
    ],
  ])('refuses a message in %s', async (_, prepare, status, code) => {
    const discord = await start();
    const answer = await say(discord, prepare(discord), { content: 'a' });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('takes messages in threads and announcement channels', async () => {
    const discord = await start();
    expect((await say(discord, 'thread', { content: 'a' })).status).toBe(200);
    expect((await say(discord, 'news', { content: 'a' })).status).toBe(200);
  });

  it('gives the earlier message for a nonce of the last minutes', async () => {
    let time = Date.now();
    const discord = await start({ now: () => time });
    const body = { content: 'a', nonce: '7', enforce_nonce: true };
    const first = await say(discord, 'general', body);
    const again = await say(discord, 'general', { ...body, content: 'b' });
    expect(again.body.id).toBe(first.body.id);
    const loose = await say(discord, 'general', { ...body, enforce_nonce: false });
    expect(loose.body.id).not.toBe(first.body.id);
    time += 5 * 60_000;
    expect((await say(discord, 'general', body)).body.id).not.toBe(first.body.id);
    expect(discord.messages(discord.channel('general').id)).toHaveLength(3);
  });

  it('pings only what is allowed and mentionable', async () => {
    const discord = await start();
    const [, mediators, silent] = discord.guild().roles;
    const content = `<@&${mediators?.id}> <@&${silent?.id}> <@5> @everyone`;
    const all = await say(discord, 'general', card(content));
    expect(all.body).toMatchObject({
      mention_roles: [mediators?.id],
      mentions: [{ id: '5' }],
      mention_everyone: false,
    });
    const none = await say(discord, 'general', card(content, { allowed_mentions: { parse: [] } }));
    expect(none.body).toMatchObject({ mention_roles: [], mentions: [], mention_everyone: false });
    const one = await say(
      discord,
      'general',
      card(content, { allowed_mentions: { parse: [], roles: [mediators?.id] } }),
    );
    expect(one.body).toMatchObject({ mention_roles: [mediators?.id], mentions: [] });
  });

  it('replies only to messages that are there, and shows what others wrote only where it may', async () => {
    const discord = await start();
    const { message } = discord.say('general', 'hello');
    const reply = (message_id: string, more: Json = {}) =>
      say(discord, 'general', { content: 'a', message_reference: { message_id, ...more } });
    expect((await reply(message.id)).body).toMatchObject({ type: 19 });
    expect((await reply('1')).body).toMatchObject({ code: 50035, errors: { message_reference: {} } });
    expect((await reply('1', { fail_if_not_exists: false })).status).toBe(200);
    const path = `/channels/${discord.channel('general').id}/messages/${message.id}`;
    expect((await request(discord, 'GET', path)).body.content).toBe('');
    expect((await request(discord, 'PATCH', path, { content: 'b' })).body.code).toBe(50005);
  });

  it('gives the history in pages, newest first', async () => {
    const discord = await start({ rateLimits: false });
    const path = `/channels/${discord.channel('general').id}/messages`;
    const ids: unknown[] = [];
    for (const content of ['a', 'b', 'c', 'd'])
      ids.push((await say(discord, 'general', { content })).body.id);
    const page = async (query: string) =>
      listOf((await request(discord, 'GET', `${path}?${query}`)).body.list).map(
        (one) => objectOf(one).content,
      );
    expect(await page('limit=2')).toEqual(['d', 'c']);
    expect(await page(`limit=2&after=${ids[0]}`)).toEqual(['c', 'b']);
    expect(await page(`before=${ids[1]}`)).toEqual(['a']);
  });

  it('edits its own messages', async () => {
    const discord = await start();
    const { body } = await say(discord, 'general', { content: 'a' });
    const path = `/channels/${discord.channel('general').id}/messages/${body.id}`;
    expect((await request(discord, 'PATCH', path, { content: 'b' })).body.content).toBe('b');
    expect((await request(discord, 'PATCH', path, { content: '' })).body.code).toBe(50006);
    expect(
      (await request(discord, 'GET', `/channels/${discord.channel('general').id}/messages`)).body.list,
    ).toMatchObject([{ content: 'b' }]);
  });
});

describe('requests', () => {
  it('refuses a wrong token, a missing user agent, bad JSON, unknown paths and methods', async () => {
    const discord = await start();
    const path = `/channels/${discord.channel('general').id}/messages`;
    const ask = async (method: string, where: string, body?: unknown, headers?: Record<string, string>) => {
      const answer = await request(discord, method, where, body, headers);
      return [answer.status, answer.body.code];
    };
    expect(await ask('GET', '/users/@me', undefined, { authorization: 'Bot x' })).toEqual([401, 0]);
    expect(await ask('GET', '/users/@me', undefined, { 'user-agent': 'curl' })).toEqual([403, 40333]);
    expect(await ask('POST', path, '{"content":')).toEqual([400, 50109]);
    expect(await ask('POST', path, 'content=a', { 'content-type': 'text/plain' })).toEqual([400, 50035]);
    expect(await ask('GET', '/nowhere')).toEqual([404, 0]);
    expect(await ask('PUT', path, { content: 'a' })).toEqual([405, 0]);
    expect(discord.stats.rest.invalid).toBe(2);
  });

  it('limits a channel to five messages in five seconds, and discord.js keeps to it', async () => {
    let time = Date.now();
    const discord = await start({ now: () => time });
    const path = `/channels/${discord.channel('general').id}/messages`;
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await request(discord, 'POST', path, { content: 'a' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const over = await request(discord, 'POST', path, { content: 'a' });
    expect(over.body).toEqual({ message: 'You are being rate limited.', retry_after: 5, global: false });
    expect(over.headers.get('x-ratelimit-scope')).toBe('user');
    expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(
      (await request(discord, 'POST', `/channels/${discord.channel('news').id}/messages`, { content: 'a' }))
        .status,
    ).toBe(200);
    time += 5000;
    expect(
      (await request(discord, 'POST', path, { content: 'a' })).headers.get('x-ratelimit-remaining'),
    ).toBe('4');
    expect(discord.stats.rest.rateLimited).toEqual({ user: 2, global: 0 });
  });

  it('limits all requests but those of interactions, and a library waits as told', async () => {
    const discord = await start({ rateLimits: { global: { limit: 3, windowMs: 300 }, routes: false } });
    const rest = new REST({ api: discord.apiUrl, version: '10' }).setToken(discord.token);
    await Promise.all(Array.from({ length: 5 }, () => rest.get('/users/@me')));
    expect(discord.stats.rest.rateLimited.global).toBeGreaterThan(0);
    expect(discord.requests.filter(({ status }) => status === 200)).toHaveLength(5);
    const [first, , , fourth] = discord.requests.filter(({ status }) => status === 200);
    expect((fourth?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(290);
    const statuses = await Promise.all(
      Array.from({ length: 10 }, () => request(discord, 'POST', '/interactions/1/a/callback', { type: 4 })),
    );
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([404]));
  });

  it('fails on demand: status, lost answer, cut connection, held answer', async () => {
    const discord = await start();
    const { id } = discord.channel('general');
    const path = `/channels/${id}/messages`;
    discord.fail({ method: 'POST', path: '/messages', status: 503, times: 2 });
    const send = () => request(discord, 'POST', path, { content: 'a' });
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([503, 503, 200]);

    discord.fail({ path: /messages$/, dropConnection: true, processed: true });
    await expect(send()).rejects.toThrow();
    expect(discord.messages(id)).toHaveLength(2);
    discord.fail({ path, dropConnection: 'mid-answer' });
    await expect(send()).rejects.toThrow();
    expect(discord.messages(id)).toHaveLength(2);

    const held = discord.fail({ path, hold: true });
    const slow = send();
    await held.hit;
    expect(discord.messages(id)).toHaveLength(2);
    held.release();
    expect((await slow).status).toBe(200);
    expect(discord.requests.map(({ status }) => status)).toEqual([503, 503, 200, 200, 500, 200]);
  });
});
