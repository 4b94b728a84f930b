import { ChannelType } from 'discord-api-types/v10';
import { pageOf, pager } from '../src/cards/list.ts';
import { plain } from '../src/cards/markdown.ts';
import { answerPress } from '../src/cards/press.ts';
import {
  type ChannelValue,
  type Context,
  customId,
  defineGroup,
  defineSubcommand,
  type Press,
  type Reply,
  UserError,
} from '../src/command.ts';
import {
  button,
  container,
  fileComponent,
  type MessageBody,
  row,
  textDisplay,
} from '../src/message/build.ts';
import { notice } from '../src/message/notice.ts';
import {
  aboutName,
  readAbout,
  readTime,
  readWhen,
  readZone,
  suggestAbout,
  suggestZones,
  whenChoices,
} from '../src/reminder-query.ts';
import { MAX_SUBSCRIPTIONS, type Moment, type ReminderService } from '../src/reminders/service.ts';
import type { Rule, Subscription } from '../src/store/subscription.ts';
import { en } from '../src/texts/en/en.ts';

const MANAGE_GUILD = 1n << 5n;
const VIEW_CHANNEL = 1n << 10n;
const SEND_MESSAGES = 1n << 11n;
const MENTION_EVERYONE = 1n << 17n;
const SEND_IN_THREADS = 1n << 38n;
const ADMINISTRATOR = 1n << 3n;

const threadTypes: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** What is shown of the coming messages after subscribing. */
const SHOWN_NEXT = 3;
/** Messages that a preview can turn to. */
const PREVIEWED = 5;
const LISTED = 8;
const CALENDAR_YEARS = 2;

const privately = (body: MessageBody): Reply => ({ kind: 'message', private: true, body });

type House = { readonly service: ReminderService; readonly guild: string };

const houseOf = ({ asker, reminders, texts }: Context): House => {
  const { problems } = texts.reminders;
  if (!reminders || asker.guildId === undefined) throw new UserError(problems.unavailable);
  if (!asker.botInGuild) throw new UserError(problems.notMember);
  return { service: reminders, guild: asker.guildId };
};

const ruleText = (
  { when, anniversaries, time, zone, mention }: Rule & { readonly mention: string | null },
  context: Context,
): string => {
  const { reminders } = context.texts;
  return [
    reminders.when(when),
    anniversaries ? reminders.anniversariesAt(time, zone) : reminders.daysAt(time, zone),
    ...(mention === null ? [] : [reminders.mentions(mention)]),
  ].join(' · ');
};

const nameOf = ({ about, channel }: Pick<Subscription, 'about' | 'channel'>, context: Context): string =>
  `**${plain(aboutName(about, context))}** in ${context.texts.reminders.channel(channel)}`;

const momentLines = (
  moments: readonly Moment[],
  { service }: House,
  { texts }: Context,
): readonly string[] => {
  const { reminders } = texts;
  return moments.flatMap(({ at, occurrences }) => {
    const [first] = occurrences;
    if (!first) return [];
    const more = occurrences.length - 1;
    const what = `${service.describe(first, texts)}${more > 0 ? ` ${reminders.notListed(more)}` : ''}`;
    return [reminders.moment(at, what)];
  });
};

/** The channel that messages go to, once we know that we may post there. */
const postable = (
  channel: ChannelValue,
  { texts }: Context,
): { readonly channel: string; readonly permissions: bigint | undefined } => {
  const names = texts.reminders.permissions;
  const held = channel.appPermissions;
  if (held === undefined || (held & ADMINISTRATOR) !== 0n) return { channel: channel.id, permissions: held };
  const isThread = threadTypes.includes(channel.type);
  const missing = [
    ...((held & VIEW_CHANNEL) === 0n ? [names.view] : []),
    ...(!isThread && (held & SEND_MESSAGES) === 0n ? [names.send] : []),
    ...(isThread && (held & SEND_IN_THREADS) === 0n ? [names.sendInThreads] : []),
  ];
  if (missing.length > 0) throw new UserError(texts.reminders.problems.missing(missing, channel.id));
  return { channel: channel.id, permissions: held };
};

const here = ({ asker, texts }: Context): ChannelValue => {
  if (asker.channelId === undefined) throw new UserError(texts.reminders.problems.unavailable);
  return {
    id: asker.channelId,
    type: asker.channelType ?? ChannelType.GuildText,
    appPermissions: asker.appPermissions,
  };
};

const subscribedBody = (
  heading: string,
  subscription: Subscription,
  hints: readonly string[],
  house: House,
  context: Context,
): MessageBody => {
  const { reminders } = context.texts;
  const moments = house.service.next(subscription, SHOWN_NEXT);
  return {
    components: [
      container([
        textDisplay(
          [
            heading,
            nameOf(subscription, context),
            ruleText(subscription, context),
            ...(moments.length > 0
              ? [reminders.next, ...momentLines(moments, house, context)]
              : [reminders.nothingNext]),
            ...hints.map((hint) => `-# ${hint}`),
          ].join('\n'),
        ),
        row([
          ...(moments.length > 0
            ? [button(reminders.showPreview, customId('reminders', 'preview', subscription.id, '1'))]
            : []),
          button(reminders.unsubscribe, customId('reminders', 'end', subscription.id)),
        ]),
      ]),
    ],
  };
};

type Wish = Rule & { readonly mention: string | null; readonly channel: ChannelValue };

const subscribe = async (wish: Wish, context: Context): Promise<Reply> => {
  const house = houseOf(context);
  const { reminders } = context.texts;
  if (wish.when.length === 0 && !wish.anniversaries) throw new UserError(reminders.problems.nothingWanted);
  const { channel, permissions } = postable(wish.channel, context);
  const hints = [
    ...(permissions === undefined ? [reminders.unseenPermissions] : []),
    ...(wish.mention !== null && ((permissions ?? 0n) & (MENTION_EVERYONE | ADMINISTRATOR)) === 0n
      ? [reminders.roleHint]
      : []),
  ];
  const added = await house.service.add({ ...wish, guild: house.guild, channel });
  if (!added) throw new UserError(reminders.problems.tooMany(MAX_SUBSCRIPTIONS));
  return privately(subscribedBody(reminders.subscribed, added, hints, house, context));
};

const defaults = { when: ['start'], anniversaries: true, time: '09:00', zone: 'Asia/Damascus' } as const;

/** "Remind this channel", on the card of an agreement. */
const aboutAgreement = async ({ args: [id = ''] }: Press, context: Context): Promise<Reply> => {
  const house = houseOf(context);
  const about = readAbout(`agreement:${id}`, context);
  const channel = here(context);
  const existing = await house.service.same({ guild: house.guild, channel: channel.id, about });
  if (existing)
    return privately(subscribedBody(context.texts.reminders.alreadyThere, existing, [], house, context));
  return subscribe({ ...defaults, about, channel, mention: null }, context);
};

const subscriptionOption = (description: string) =>
  ({
    type: 'string',
    description,
    maxLength: 100,
    suggest: async (typed: string, context: Context) => {
      const { asker, reminders, texts } = context;
      if (!reminders || asker.guildId === undefined) return [];
      const wanted = typed.trim().toLowerCase();
      return (await reminders.list(asker.guildId))
        .map((subscription) => {
          const where =
            subscription.channel === asker.channelId
              ? texts.reminders.here
              : texts.reminders.elsewhere(subscription.channel);
          return { name: `${aboutName(subscription.about, context)} · ${where}`, value: subscription.id };
        })
        .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
    },
  }) as const;

/** The subscription that was picked, or the only one. */
const chosen = async (id: string | undefined, context: Context): Promise<Subscription> => {
  const { service, guild } = houseOf(context);
  const { problems, none } = context.texts.reminders;
  if (id !== undefined) {
    const found = await service.find(guild, id);
    if (!found) throw new UserError(problems.unknownSubscription);
    return found;
  }
  const all = await service.list(guild);
  const [only] = all;
  if (!only) throw new UserError(none);
  if (all.length > 1) throw new UserError(problems.which(all.length));
  return only;
};

const stateText = ({ state, reason }: Subscription, { texts }: Context): string => {
  const { states } = texts.reminders;
  return state === 'active' ? states.active : states[reason ?? 'asked'];
};

const listEntry = (subscription: Subscription, house: House, context: Context): string => {
  const { reminders } = context.texts;
  const [next] = subscription.state === 'active' ? house.service.next(subscription, 1) : [];
  const last =
    subscription.lastOutcome === null || subscription.lastOutcomeAt === null
      ? reminders.neverYet
      : reminders.lastOutcomes[subscription.lastOutcome](subscription.lastOutcomeAt);
  return [
    nameOf(subscription, context),
    ruleText(subscription, context),
    `-# ${[
      reminders.state(stateText(subscription, context)),
      ...(subscription.state === 'active'
        ? [next ? reminders.nextAt(next.at) : reminders.nothingPlanned]
        : []),
      last,
    ].join(' · ')}`,
  ].join('\n');
};

const listBody = async (wanted: number, context: Context): Promise<MessageBody> => {
  const house = houseOf(context);
  const { texts } = context;
  const all = await house.service.list(house.guild);
  if (all.length === 0) return notice(texts.reminders.none);
  const { items, page, pages } = pageOf(all, wanted, LISTED);
  return {
    components: [
      container([
        textDisplay(texts.reminders.list(all.length)),
        textDisplay(items.map((subscription) => listEntry(subscription, house, context)).join('\n')),
        ...pager({ page, pages }, (to) => customId('reminders', 'list', String(to)), texts),
      ]),
    ],
  };
};

const previewBody = (subscription: Subscription, wanted: number, context: Context): MessageBody => {
  const { service } = houseOf(context);
  const { texts } = context;
  const moments = service.next(subscription, PREVIEWED);
  const number = Math.min(Math.max(1, Math.trunc(wanted) || 1), moments.length);
  const moment = moments[number - 1];
  if (!moment) throw new UserError(texts.reminders.problems.nothingToShow);
  const message = service.message(moment, subscription.mention, texts);
  const turn = (to: number) => customId('reminders', 'preview', subscription.id, String(to));
  return {
    // Shown, but nobody is to be mentioned by a preview.
    components: [
      ...message.components,
      textDisplay(texts.reminders.preview(number, moments.length, moment.at)),
      row([
        button(texts.reminders.previewBack, turn(number - 1), { disabled: number <= 1 }),
        button(texts.reminders.previewNext, turn(number + 1), { disabled: number >= moments.length }),
      ]),
    ],
  };
};

const sendTest = async (subscription: Subscription, context: Context): Promise<string> => {
  const { service } = houseOf(context);
  const { texts } = context;
  const [moment] = service.next(subscription, 1);
  if (!moment) throw new UserError(texts.reminders.problems.nothingToShow);
  const message = service.message(moment, null, texts);
  const outcome = await service.send(subscription.channel, {
    components: [textDisplay(`-# ${texts.reminders.testHeading}`), ...message.components],
  });
  const failed = texts.reminders.testFailed;
  switch (outcome.kind) {
    case 'sent':
      return texts.reminders.tested(subscription.channel);
    case 'no channel':
      throw new UserError(failed['no channel']);
    case 'no access':
      throw new UserError(failed['no access'](outcome.reason));
    case 'unauthorized':
      throw new UserError(failed.other(outcome.kind));
    default:
      throw new UserError(failed.other(outcome.reason));
  }
};

const calendarReply = async (id: string | undefined, context: Context): Promise<Reply> => {
  const { service, guild } = houseOf(context);
  const { now, texts } = context;
  const all = id === undefined ? await service.list(guild) : [await chosen(id, context)];
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + CALENDAR_YEARS);
  const occurrences = new Map(
    all
      .flatMap((subscription) => service.until(subscription, end.getTime()))
      .map((occurrence) => [`${occurrence.key}@${occurrence.at}`, occurrence]),
  );
  if (all.length === 0) throw new UserError(texts.reminders.none);
  if (occurrences.size === 0) throw new UserError(texts.reminders.calendarEmpty);
  const file = service.calendar([...occurrences.values()], texts);
  return {
    kind: 'message',
    private: true,
    body: {
      components: [
        textDisplay(texts.reminders.calendar(occurrences.size)),
        fileComponent(`attachment://${file.name}`),
      ],
    },
    files: [file],
  };
};

const end = async (subscription: Subscription, context: Context): Promise<MessageBody> => {
  await houseOf(context).service.remove(subscription);
  return notice(context.texts.reminders.ended(nameOf(subscription, context)));
};

export default defineGroup({
  name: 'reminders',
  description: 'Start dates and anniversaries of agreements, in a channel of this server',
  serverOnly: true,
  memberPermissions: MANAGE_GUILD,
  private: true,
  subcommands: {
    subscribe: defineSubcommand({
      description: 'Remind a channel of starts and anniversaries',
      options: {
        about: {
          type: 'string',
          description: 'Everything, a place, a party or one agreement',
          required: true,
          maxLength: 100,
          suggest: suggestAbout,
        },
        when: {
          type: 'string',
          description: 'When to speak of a start (usual: at the start)',
          choices: whenChoices(en),
        },
        anniversaries: { type: 'boolean', description: 'Each year on the day of the start (usual: yes)' },
        time: {
          type: 'string',
          description: 'Time of anniversaries, such as 09:00 (usual: 09:00)',
          maxLength: 10,
        },
        timezone: {
          type: 'string',
          description: 'Time zone of that time (usual: Asia/Damascus)',
          maxLength: 60,
          suggest: suggestZones,
        },
        channel: {
          type: 'channel',
          description: 'Where to post (usual: here)',
          channelTypes: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...threadTypes],
        },
        mention: { type: 'role', description: 'A role to mention (usual: none)' },
      },
      run: ({ about, when, anniversaries, time, timezone, channel, mention }, context) =>
        subscribe(
          {
            about: readAbout(about, context),
            when: when === undefined ? defaults.when : readWhen(when, context.texts),
            anniversaries: anniversaries ?? defaults.anniversaries,
            time: time === undefined ? defaults.time : readTime(time, context.texts),
            zone: timezone === undefined ? defaults.zone : readZone(timezone, context.texts),
            channel: channel ?? here(context),
            mention: mention ?? null,
          },
          context,
        ),
    }),
    list: defineSubcommand({
      description: 'The reminders of this server, with their state',
      options: {},
      run: async (_, context) => privately(await listBody(1, context)),
    }),
    preview: defineSubcommand({
      description: 'The next messages, exactly as they will appear',
      options: { subscription: subscriptionOption('Which one; not needed where there is only one') },
      run: async ({ subscription }, context) =>
        privately(previewBody(await chosen(subscription, context), 1, context)),
    }),
    pause: defineSubcommand({
      description: 'Let a subscription rest',
      options: { subscription: subscriptionOption('Which one; not needed where there is only one') },
      run: async ({ subscription }, context) => {
        const found = await chosen(subscription, context);
        const { problems, paused } = context.texts.reminders;
        if (found.state === 'stopped') throw new UserError(problems.noChannel);
        await houseOf(context).service.pause(found);
        return privately(notice(paused(nameOf(found, context))));
      },
    }),
    resume: defineSubcommand({
      description: 'Let a subscription run again',
      options: { subscription: subscriptionOption('Which one; not needed where there is only one') },
      run: async ({ subscription }, context) => {
        const found = await chosen(subscription, context);
        const { problems, resumed } = context.texts.reminders;
        if (found.state === 'stopped') throw new UserError(problems.noChannel);
        await houseOf(context).service.resume(found);
        return privately(notice(resumed(nameOf(found, context))));
      },
    }),
    unsubscribe: defineSubcommand({
      description: 'End a subscription',
      options: { subscription: subscriptionOption('Which one; not needed where there is only one') },
      run: async ({ subscription }, context) =>
        privately(await end(await chosen(subscription, context), context)),
    }),
    test: defineSubcommand({
      description: 'Post the next reminder now, as a test',
      options: { subscription: subscriptionOption('Which one; not needed where there is only one') },
      run: async ({ subscription }, context) =>
        privately(notice(await sendTest(await chosen(subscription, context), context))),
    }),
    calendar: defineSubcommand({
      description: 'The same dates as a calendar file (.ics)',
      options: { subscription: subscriptionOption('Which one (usual: all of this server)') },
      run: ({ subscription }, context) => calendarReply(subscription, context),
    }),
    forget: defineSubcommand({
      description: 'Delete all that is stored about this server',
      options: {},
      run: async (_, context) => {
        const { service, guild } = houseOf(context);
        const { reminders } = context.texts;
        const { length } = await service.list(guild);
        return privately({
          components: [
            container([
              textDisplay(reminders.forget(length)),
              row([
                button(reminders.forgetYes, customId('reminders', 'forget', 'yes'), { style: 'danger' }),
                button(reminders.forgetNo, customId('reminders', 'forget', 'no')),
              ]),
            ]),
          ],
        });
      },
    }),
  },
  actions: {
    about: aboutAgreement,
    list: async (press, context) => answerPress(press, await listBody(Number(press.args[0]), context)),
    preview: async (press, context) =>
      answerPress(press, previewBody(await chosen(press.args[0], context), Number(press.args[1]), context)),
    end: async (press, context) =>
      answerPress(press, await end(await chosen(press.args[0], context), context)),
    forget: async (press, context) => {
      const { service, guild } = houseOf(context);
      const { reminders } = context.texts;
      return answerPress(
        press,
        notice(press.args[0] === 'yes' ? reminders.forgotten(await service.forget(guild)) : reminders.kept),
      );
    },
  },
});
