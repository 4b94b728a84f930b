import type { Kysely, Transaction } from 'kysely';
import type { Outcome, StateReason, SubscriptionState } from './subscription.ts';

/**
 * The tables, the same on SQLite and PostgreSQL. Ids are text; instants are milliseconds since 1970 (UTC).
 * `migrations.ts` makes them.
 */

type SubscriptionsTable = {
  id: string;
  guild: string;
  channel: string;
  /** `everything`, `place:aleppo`, `party:russia` or `agreement:coh-2016-02`. */
  about: string;
  /** `start`, `day before`, `week before`, joined by commas; may be empty. */
  leads: string;
  anniversaries: number;
  time: string;
  zone: string;
  mention: string | null;
  state: SubscriptionState;
  reason: StateReason | null;
  created_at: number;
  /**
   * The first instant at which something is due that is not written as a message yet. null where nothing is,
   * and while it does not run. The one index on it is all that looking for due work costs.
   */
  next_due_at: number | null;
  /** The fingerprint of the starts that `next_due_at` was reckoned with; null while it does not run. */
  reckoned_with: string | null;
  last_outcome: Outcome | null;
  last_outcome_at: number | null;
};

/**
 * `planned`: written before its time. `claimed`: a process is at it, or waits to try again, until
 * `claimable_at`. The others are final: `dropped` when nobody wanted it any more as it came due.
 */
export type MessageState = 'planned' | 'claimed' | 'sent' | 'missed' | 'failed' | 'dropped';

/** What one message holds: all that is due at one instant in one channel. Its id is Discord's `nonce` as well. */
export type MessagesTable = {
  id: string;
  guild: string;
  channel: string;
  due_at: number;
  /** 0, or more where something was added at an instant whose message had begun to be sent. */
  part: number;
  state: MessageState;
  /** When a process may take it: its time, the end of a lease, or the time to try again. null when final. */
  claimable_at: number | null;
  attempts: number;
  /** When it was first tried in a way that may have got through though no answer was recorded. */
  unsure_since: number | null;
  /** Discord's id of the message that was sent. */
  message_id: string | null;
  /** Why it was missed or failed. */
  reason: string | null;
  finished_at: number | null;
};

/** Each occurrence of each subscription, once. */
type DeliveriesTable = { subscription: string; occurrence: string; message: string };

/** Servers that removed us: what is stored for them is kept for a while. */
type GuildsTable = { id: string; removed_at: number };

/** The starts that lay ahead when the dataset was last read, to notice new and moved ones. */
type StartsTable = { agreement: string; local: string };

type ChangesTable = {
  agreement: string;
  at: number;
  /** Empty where there was none. */
  before: string;
  after: string;
  fingerprint: string;
};

/** When the next message may be sent, shared by all processes on one database. */
type PaceTable = { name: string; next_at: number };

export type Tables = {
  subscriptions: SubscriptionsTable;
  messages: MessagesTable;
  deliveries: DeliveriesTable;
  guilds: GuildsTable;
  starts: StartsTable;
  changes: ChangesTable;
  pace: PaceTable;
};

export type Database = Kysely<Tables> | Transaction<Tables>;

/** The two kinds of database: PostgreSQL can skip rows that another process holds. */
export type Store = {
  readonly db: Kysely<Tables>;
  readonly kind: 'sqlite' | 'postgres';
  readonly close: () => Promise<void>;
};
