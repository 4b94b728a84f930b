import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OptionValue, Where } from '../support/discord/interactions.ts';
import { isObject, listOf, textOf } from '../support/discord/json.ts';
import type { Message } from '../support/discord/messages.ts';
import { type LocalDiscord, startLocalDiscord } from '../support/discord/start.ts';
import { walkComponents } from '../support/discord/validate-components.ts';
import { channelTypes, permissions } from '../support/discord/world.ts';
import { datasetStartingAt, messageStates, subscribeBefore } from '../support/due.ts';
import { type Program, startProgram } from '../support/program.ts';

/** `/reminders` and what comes of it: the real program as a child process, against the local Discord. */

const manager: Where = { memberPermissions: permissions.manageGuild };
const EPHEMERAL = 64;

const textIn = ({ components }: { readonly components: unknown }): string =>
  [...walkComponents(components)].map((component) => textOf(component.content)).join('\n');

const up = /"msg":"commands (?:published|are up to date)"/;

const launch = (discord: LocalDiscord, dataDir: string, databaseUrl: string): Program =>
  startProgram({
    script: 'src/main.ts',
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      ANSWER_MENTIONS: 'off',
      LOG_LEVEL: 'debug',
    },
  });

describe('the command', () => {
  let discord: LocalDiscord;
  let bot: Program;
  const data = datasetStartingAt(Date.parse('2016-02-26T22:00Z'));

  beforeAll(async () => {
    discord = await startLocalDiscord();
    bot = launch(discord, data.dir, `sqlite:${data.dir}/hudna.sqlite`);
    await bot.line(up);
  });
  afterAll(async () => {
    await bot.kill();
    await discord.close();
    data.remove();
  });

  const run = async (
    subcommand: string,
    values: Record<string, OptionValue> = {},
    where: Where = manager,
  ): Promise<Message> => {
    const asked = discord.ask(discord.interactions.chatInput(`reminders ${subcommand}`, values, where));
    return asked.finalMessage();
  };
  const say = async (...args: Parameters<typeof run>): Promise<string> => textIn(await run(...args));

  const press = async (message: Message, label: RegExp, where: Where = manager): Promise<Message> => {
    const found = [...walkComponents(message.components)].find((one) => label.test(textOf(one.label)));
    if (!found) throw new Error(`there is no button ${label}`);
    return discord.ask(discord.interactions.button(message, textOf(found.custom_id), where)).finalMessage();
  };

  const suggestions = async (subcommand: string, values: Record<string, OptionValue>, focused: string) => {
    const json = discord.interactions.autocomplete(`reminders ${subcommand}`, values, focused, manager);
    const { data } = await discord.ask(json).callback();
    return listOf(data.choices)
      .filter(isObject)
      .map(({ name, value }) => ({ name: textOf(name), value: textOf(value) }));
  };

  // Each test begins with a server about which nothing is stored.
  beforeEach(async () => {
    await press(await run('forget'), /Delete everything/);
  });

  test('subscribes privately, and says what comes next in the reader’s own time', async () => {
    const message = await run('subscribe', {
      about: 'place:aleppo',
      time: '18:30',
      timezone: 'Europe/Berlin',
    });
    expect(message.flags & EPHEMERAL).toBe(EPHEMERAL);
    const text = textIn(message);
    expect(text).toContain('Reminders are on');
    expect(text).toContain(`**Place: Aleppo** in <#${discord.channel('general').id}>`);
    expect(text).toContain('At the start · anniversaries at 18:30 (Europe/Berlin)');
    expect(text.match(/^- <t:\d+:F> \(<t:\d+:R>\): /gm)).toHaveLength(3);
    expect(await say('list')).toContain('1 subscription in this server');
  });

  test('understands words as well as suggestions', async () => {
    expect(await say('subscribe', { about: 'russia' })).toContain('Party: Russia');
    expect(await say('subscribe', { about: 'daraa' })).toContain('Place: Daraa');
    expect(await say('subscribe', { about: 'Everything' })).toContain('**Everything**');
    expect(await say('subscribe', { about: 'best kebab in berlin' })).toContain(
      'Nothing in the dataset matches',
    );
    expect(await say('list')).toContain('3 subscriptions');
  });

  test('suggests subjects, time zones and subscriptions', async () => {
    const subjects = await suggestions('subscribe', { about: '' }, 'about');
    expect(subjects[0]).toEqual({ name: 'Everything', value: 'everything' });
    expect(new Set(subjects.map(({ value }) => value.split(':')[0]))).toEqual(
      new Set(['everything', 'place', 'party', 'agreement']),
    );
    const zones = await suggestions('subscribe', { about: 'everything', timezone: 'new yo' }, 'timezone');
    expect(zones.map(({ value }) => value)).toEqual(['America/New_York']);
    expect(zones[0]?.name).toMatch(/^America\/New_York \(now \d\d:\d\d\)$/);
    await run('subscribe', { about: 'place:aleppo' });
    await run('subscribe', { about: 'place:daraa', channel: 'news' });
    const subscriptions = await suggestions('pause', { subscription: '' }, 'subscription');
    expect(subscriptions.map(({ name }) => name)).toEqual([
      'Place: Aleppo · this channel',
      `Place: Daraa · another channel, …${discord.channel('news').id.slice(-4)}`,
    ]);
  });

  test('takes threads and announcement channels, and names the permission that is missing', async () => {
    expect(await say('subscribe', { about: 'everything', channel: 'thread' })).toContain('Reminders are on');
    expect(await say('subscribe', { about: 'everything', channel: 'news' })).toContain('Reminders are on');
    expect(await say('subscribe', { about: 'everything', channel: 'read-only' })).toContain(
      'it lacks the permission Send Messages there. Nothing was subscribed.',
    );
    expect(await say('subscribe', { about: 'everything', channel: 'hidden' })).toContain(
      'it lacks the permissions View Channel and Send Messages there',
    );
    expect(await say('subscribe', { about: 'everything' }, { ...manager, channel: 'read-only' })).toContain(
      'Send Messages',
    );
    expect(await say('list')).toContain('2 subscriptions');
    const channel = discord.commands().find(({ name }) => name === 'reminders');
    expect(JSON.stringify(channel)).toContain(
      JSON.stringify([
        channelTypes.text,
        channelTypes.announcement,
        channelTypes.announcementThread,
        channelTypes.publicThread,
        channelTypes.privateThread,
      ]),
    );
  });

  test('explains what cannot be read', async () => {
    expect(await say('subscribe', { about: 'everything', time: 'noonish' })).toContain(
      '“noonish” is not a time',
    );
    expect(await say('subscribe', { about: 'everything', timezone: 'Mars/Base' })).toContain(
      '“Mars/Base” is not a time zone',
    );
    expect(await say('subscribe', { about: 'everything', when: 'none', anniversaries: false })).toContain(
      'would never remind',
    );
    expect(await say('pause')).toContain('This server has no reminders.');
    expect(await say('pause', { subscription: 'unknown' })).toContain('no such subscription');
  });

  test('previews the next messages as they will appear, and turns to the one after', async () => {
    await run('subscribe', { about: 'agreement:coh-2016-02', mention: 'Mediators' });
    const preview = await run('preview');
    expect(textIn(preview)).toContain('Preview 1 of 5');
    expect(textIn(preview)).toMatch(/\d+ years since 27 February 2016/);
    expect(textIn(preview)).toMatch(/^<@&\d+>/);
    expect(preview.mention_roles).toEqual([]);
    const years = (text: string): number => Number(/(\d+) years since/.exec(text)?.[1]);
    const first = years(textIn(preview));
    const after = textIn(await press(preview, /after/));
    expect(after).toContain('Preview 2 of 5');
    expect(years(after)).toBe(first + 1);
  });

  test('pauses, resumes, posts a test, and ends', async () => {
    await run('subscribe', { about: 'agreement:coh-2016-02', channel: 'news' });
    expect(await say('pause')).toContain('Paused: **Agreement: ');
    expect(await say('list')).toContain('State: paused');
    expect(await say('resume')).toContain('Running again');
    expect(await say('list')).toContain('State: active');
    expect(await say('test')).toContain('A test was posted in <#');
    const { message } = await discord.nextMessage(discord.channel('news').id);
    expect(textIn(message)).toContain('A test of the reminders');
    discord.setChannel('news', { canSend: false });
    expect(await say('test')).toContain('50013 Missing Permissions');
    discord.setChannel('news', { canSend: true });
    expect(await say('unsubscribe')).toContain('Ended, and its record deleted');
    expect(await say('list')).toContain('has no reminders');
  });

  test('gives the dates as a calendar file', async () => {
    await run('subscribe', { about: 'place:aleppo' });
    const asked = discord.ask(discord.interactions.chatInput('reminders calendar', {}, manager));
    const { files } = await asked.callback();
    const [file] = files.length > 0 ? files : (await asked.nextEdit()).files;
    const text = new TextDecoder().decode(file?.data);
    expect(file?.name).toBe('hudna-reminders.ics');
    expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(20);
    expect(text).toMatch(/SUMMARY:\d+ years since /);
    const uids = text.match(/^UID:.*$/gm) ?? [];
    expect(new Set(uids).size).toBe(uids.length);
    // Folded by octets, Arabic names included.
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  test('forgets all about the server, after a confirmation', async () => {
    await run('subscribe', { about: 'everything' });
    const question = await run('forget');
    expect(textIn(question)).toContain('1 subscription and the record');
    expect(textIn(await press(question, /Keep/))).toContain('Nothing was deleted');
    expect(await say('list')).toContain('1 subscription');
    expect(textIn(await press(await run('forget'), /Delete everything/))).toContain(
      'Deleted: 1 subscription',
    );
    expect(await say('list')).toContain('has no reminders');
  });

  test('the button on a card leads into the same path', async () => {
    const card = await discord
      .ask(discord.interactions.chatInput('ceasefire', { query: 'coh-2016-02' }, manager))
      .finalMessage();
    const first = await press(card, /Remind/);
    expect(first.flags & EPHEMERAL).toBe(EPHEMERAL);
    expect(textIn(first)).toContain('Reminders are on');
    expect(textIn(await press(card, /Remind/))).toContain('has these reminders already');
    expect(await say('list')).toContain('1 subscription in');
    expect(textIn(await press(first, /Unsubscribe/))).toContain('Ended');
    expect(await say('list')).toContain('has no reminders');
    expect(textIn(await press(card, /Remind/, {}))).toContain('Manage Server');
  });

  test('is for those who may manage the server, in servers that Hudna is a member of', async () => {
    const definition = discord.commands().find(({ name }) => name === 'reminders');
    expect(definition).toMatchObject({
      default_member_permissions: String(permissions.manageGuild),
      contexts: [0],
    });
    for (const subcommand of ['list', 'forget', 'calendar']) {
      expect(await say(subcommand, {}, {})).toContain('You need the permission Manage Server');
    }
    const dm = discord.interactions.chatInput('reminders list', {}, { context: 'bot-dm' });
    expect(textIn(await discord.ask(dm).finalMessage())).toContain('works in servers only');
    expect(await say('list', {}, { ...manager, userInstalled: true })).toContain('has to be a member');
  });
});

describe('delivery', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** A Discord with channels that are all due, and how to start the bot on them. */
  const due = async (channels: readonly string[], start = Date.now()) => {
    const discord = await startLocalDiscord({ guilds: [{ channels: channels.map((name) => ({ name })) }] });
    ends.push(() => discord.close());
    const data = datasetStartingAt(start);
    ends.push(data.remove);
    const databaseUrl = `sqlite:${data.dir}/hudna.sqlite`;
    await subscribeBefore(
      databaseUrl,
      data.dataset(),
      data.start,
      channels.map((name) => discord.channel(name)),
    );
    const run = async (): Promise<Program> => {
      const bot = launch(discord, data.dir, databaseUrl);
      ends.push(() => bot.kill());
      await bot.line(up);
      return bot;
    };
    const list = async (): Promise<string> => {
      const json = discord.interactions.chatInput('reminders list', {}, manager);
      return textIn(await discord.ask(json).finalMessage());
    };
    return { discord, data, databaseUrl, run, list };
  };

  test('gets through faults of Discord and of the network, each message once', async () => {
    const names = ['plain', 'limited', 'failing', 'slow', 'dropped', 'lost-answer', 'mid-answer'];
    const { discord, databaseUrl, run } = await due(names);
    const fail = (name: string, fault: Parameters<LocalDiscord['fail']>[0]) =>
      discord.fail({ method: 'POST', path: `/channels/${discord.channel(name).id}/messages`, ...fault });
    const limit = (global: boolean) => ({
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 1.2, global },
      headers: {
        'Retry-After': '2',
        'X-RateLimit-Scope': global ? 'global' : 'user',
        ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
      },
    });
    fail('limited', limit(false));
    fail('limited', limit(true));
    fail('failing', { status: 500, times: 2 });
    fail('slow', { delayMs: 3000 });
    fail('dropped', { dropConnection: true });
    fail('lost-answer', { dropConnection: true, processed: true });
    fail('mid-answer', { dropConnection: 'mid-answer', processed: true });
    await run();
    for (const name of names) await discord.nextMessage(discord.channel(name).id, 30_000);
    // The outcome is written a moment after Discord has it, or after a repetition.
    await vi.waitFor(async () => expect(await messageStates(databaseUrl)).toEqual({ sent: names.length }), {
      timeout: 60_000,
      interval: 250,
    });
    for (const name of names) expect(discord.messages(discord.channel(name).id), name).toHaveLength(1);
  }, 90_000);

  test('stops where the channel is gone, tries again where permission is lost, and shows both', async () => {
    const { discord, run, list } = await due(['open', 'gone', 'closed']);
    discord.deleteChannel('gone');
    discord.setChannel('closed', { canSend: false });
    const bot = await run();
    await discord.nextMessage(discord.channel('open').id);
    await bot.line(/the channel of a reminder is gone/);
    await bot.line(/no access to the channel of a reminder/);
    // Outcomes are written together, a moment after Discord has answered.
    await vi.waitFor(async () => {
      const text = await list();
      expect(text).toContain('State: stopped, as the channel is gone · last could not be sent');
      expect(text).toContain('State: active · nothing comes up · last sent');
      expect(text).toContain('nothing sent yet');
    }, 10_000);
  });

  test('rests for a server that removes the bot, even while it was away, and goes on when it is back', async () => {
    const { discord, run, list } = await due(['general'], Date.now() + 3_600_000);
    const guild = discord.guild().id;
    // Joining is taken up beside the commands.
    const isActive = () => vi.waitFor(async () => expect(await list()).toContain('State: active'), 10_000);
    const bot = await run();
    await isActive();
    discord.kick(guild);
    await discord.until(() => !discord.guild().member, 'the removal');
    discord.invite(guild);
    await isActive();
    bot.signal('SIGTERM');
    expect(await bot.exit()).toMatchObject({ code: 0 });
    discord.kick(guild);
    const second = await run();
    second.signal('SIGTERM');
    await second.exit();
    discord.invite(guild);
    await run();
    await isActive();
  }, 60_000);

  test('tells at once that a start has moved, when the dataset changes while it runs', async () => {
    const { discord, data, run } = await due(['general'], Date.now() + 3_600_000);
    const bot = await run();
    data.setStart(Date.now() + 7_200_000);
    const { message } = await discord.nextMessage(discord.channel('general').id, 20_000);
    expect(textIn(message)).toContain('The start has changed');
    data.write('agreements/coh-2016-02.json', '{ "id": ');
    await bot.line(/the changed dataset has errors/);
    expect(bot.running()).toBe(true);
    const answer = await discord
      .ask(discord.interactions.chatInput('ceasefire', { query: 'coh-2016-02' }))
      .finalMessage();
    expect(textIn(answer)).toContain('cessation of hostilities');
    const lines = bot.lines.length;
    bot.signal('SIGHUP');
    await bot.line(/the changed dataset has errors/, { from: lines });
  }, 60_000);

  test('says so and sends nothing more when the token is refused', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `channel-${index}`);
    const { discord, databaseUrl, run } = await due(names);
    discord.fail({
      method: 'POST',
      path: '/messages',
      status: 401,
      body: { message: '401: Unauthorized', code: 0 },
      times: 100,
    });
    const bot = await run();
    await bot.line(/does not accept the bot token/);
    const sends = discord.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/messages'),
    );
    // Those that were on their way when the first answer came.
    expect(sends.length).toBeLessThan(30);
    const { planned = 0, claimed = 0, ...ended } = await messageStates(databaseUrl);
    expect([planned + claimed, ended]).toEqual([60, {}]);
  });
});
