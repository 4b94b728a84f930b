import { plain } from '../cards/markdown.ts';
import type { Attachment, MessageBody } from '../message/build.ts';
import type { Sender, SendOutcome } from '../message/sender.ts';
import { newId } from '../store/ids.ts';
import { aboutText, type Rule, type Subscription } from '../store/subscription.ts';
import {
  addSubscription,
  findSubscription,
  forgetGuild,
  guildRemoved,
  isRemovedGuild,
  keepGuild,
  type NewSubscription,
  pauseSubscription,
  removedGuilds,
  removeSubscription,
  resumeSubscription,
  subscribedGuilds,
  subscriptionsOf,
  subscriptionsToRestore,
} from '../store/subscriptions.ts';
import type { Store } from '../store/tables.ts';
import type { Texts } from '../texts/texts.ts';
import { calendarFile } from './ics.ts';
import type { Reminders } from './loop.ts';
import { occasion, reminderMessage } from './message.ts';
import { nextMoments, type Occurrence, occurrencesIn } from './occurrences.ts';
import { reckon } from './schedule.ts';

/** What a server may have of subscriptions: enough for any use, and a bound. */
export const MAX_SUBSCRIPTIONS = 50;

/** An instant at which a message comes, and what it holds. */
export type Moment = { readonly at: number; readonly occurrences: readonly Occurrence[] };

/** Which shard of how many, as Discord numbers them. */
export type Shard = readonly [number: number, count: number];

/** What commands and doors do with reminders. Instants are milliseconds since 1970. */
export type ReminderService = {
  /** Adds a subscription; undefined where the server has as many as it may have. */
  readonly add: (wish: NewSubscription) => Promise<Subscription | undefined>;
  /** The subscription of a channel about the same thing, if there is one. */
  readonly same: (
    wish: Pick<NewSubscription, 'guild' | 'channel' | 'about'>,
  ) => Promise<Subscription | undefined>;
  readonly list: (guild: string) => Promise<readonly Subscription[]>;
  readonly find: (guild: string, id: string) => Promise<Subscription | undefined>;
  readonly pause: (subscription: Subscription) => Promise<void>;
  readonly resume: (subscription: Subscription) => Promise<void>;
  readonly remove: (subscription: Subscription) => Promise<void>;
  /** Deletes all that is stored about a server. Gives how many subscriptions it had. */
  readonly forget: (guild: string) => Promise<number>;
  /** What comes next by a rule, soonest first. */
  readonly next: (rule: Rule, count: number) => readonly Moment[];
  /** All that comes by a rule until an instant. */
  readonly until: (rule: Rule, to: number) => readonly Occurrence[];
  /** The message of a moment, exactly as it will appear. */
  readonly message: (moment: Moment, mention: string | null, texts: Texts) => MessageBody;
  /** Occurrences as an iCalendar file. */
  readonly calendar: (occurrences: readonly Occurrence[], texts: Texts) => Attachment;
  /** Why an agreement is spoken of at a moment, with its name. */
  readonly describe: (occurrence: Occurrence, texts: Texts) => string;
  /** Sends a message to a channel now. */
  readonly send: (channel: string, body: MessageBody) => Promise<SendOutcome>;
  /** We were removed from a server: its subscriptions rest, and are deleted after 30 days. */
  readonly guildLeft: (guild: string) => Promise<void>;
  /** We are in a server: what rests since we were removed from it runs again. */
  readonly guildJoined: (guild: string) => Promise<void>;
  /** All servers that we are in, as a shard is told at its start: finds out what happened while it was away. */
  readonly guildsPresent: (guilds: ReadonlySet<string>, shard: Shard) => Promise<void>;
};

/** The shard that a server belongs to (https://docs.discord.com/developers/events/gateway#sharding). */
const shardOf = (guild: string, count: number): number => Number((BigInt(guild) >> 22n) % BigInt(count));

/** The reminders as commands and doors use them. */
export const createReminderService = ({
  store,
  reminders,
  sender,
  now,
}: {
  readonly store: Store;
  readonly reminders: Reminders;
  readonly sender: Sender;
  readonly now: () => number;
}): ReminderService => {
  const reckonNow = (rule: Rule) => reckon(reminders.schedule(), rule, now());

  const resume = async (subscription: Subscription): Promise<void> => {
    await resumeSubscription(store.db, subscription.id, reckonNow(subscription));
    reminders.wake();
  };

  // Joining and leaving are taken in the order in which Discord told them.
  let guildWork: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = guildWork.then(work);
    guildWork = done.catch(() => {});
    return done;
  };

  const joined = async (guild: string): Promise<void> => {
    if (!(await isRemovedGuild(store.db, guild))) return;
    for (const subscription of await subscriptionsToRestore(store.db, guild)) await resume(subscription);
    await keepGuild(store.db, guild);
  };

  const left = (guild: string): Promise<void> => guildRemoved(store, guild, now());

  return {
    add: async (wish) => {
      const own = await subscriptionsOf(store.db, wish.guild);
      if (own.length >= MAX_SUBSCRIPTIONS) return undefined;
      const added = await addSubscription(store.db, wish, reckonNow(wish), now());
      reminders.wake();
      return added;
    },
    same: async ({ guild, channel, about }) =>
      (await subscriptionsOf(store.db, guild)).find(
        (one) => one.channel === channel && aboutText(one.about) === aboutText(about),
      ),
    list: (guild) => subscriptionsOf(store.db, guild),
    find: (guild, id) => findSubscription(store.db, guild, id),
    pause: ({ id }) => pauseSubscription(store.db, id),
    resume,
    remove: ({ id }) => removeSubscription(store.db, id),
    forget: (guild) => forgetGuild(store, guild),
    next: (rule, count) =>
      nextMoments(reminders.schedule().calendar, rule, now(), count).flatMap((occurrences) => {
        const [first] = occurrences;
        return first ? [{ at: first.at, occurrences }] : [];
      }),
    until: (rule, to) => occurrencesIn(reminders.schedule().calendar, rule, { from: now(), to }),
    message: ({ at, occurrences }, mention, texts) =>
      reminderMessage(
        { occurrences, dueAt: at, late: false, roles: mention === null ? [] : [mention] },
        reminders.schedule(),
        texts,
      ),
    calendar: (occurrences, texts) => calendarFile(occurrences, reminders.schedule(), texts, new Date(now())),
    describe: (occurrence, texts) => {
      const schedule = reminders.schedule();
      const agreement = schedule.dataset.agreement.get(occurrence.agreement);
      return agreement
        ? `${plain(agreement.name)} · ${occasion(occurrence, agreement, schedule, texts)}`
        : occurrence.agreement;
    },
    send: (channel, body) => sender.send(channel, body, { nonce: newId(now()) }),
    guildLeft: (guild) => inTurn(() => left(guild)),
    guildJoined: (guild) => inTurn(() => joined(guild)),
    guildsPresent: (guilds, [number, count]) =>
      inTurn(async () => {
        for (const guild of await removedGuilds(store.db)) if (guilds.has(guild)) await joined(guild);
        for (const guild of await subscribedGuilds(store.db)) {
          if (shardOf(guild, count) === number && !guilds.has(guild)) await left(guild);
        }
      }),
  };
};
