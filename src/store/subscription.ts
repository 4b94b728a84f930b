/**
 * A subscription: what a channel wants to be reminded of. Only ids and settings are kept, no names and no
 * messages. Instants are milliseconds since 1970 (UTC).
 */

/** What a subscription is about; `id` is the id of a place, a party or an agreement of the dataset. */
export type About =
  | { readonly kind: 'everything' }
  | { readonly kind: 'place' | 'party' | 'agreement'; readonly id: string };

export const leads = ['start', 'day before', 'week before'] as const;
/** When to speak of a start: as it begins, a day before, a week before. */
export type Lead = (typeof leads)[number];

/** The part of a subscription that decides what is due. */
export type Rule = {
  readonly about: About;
  readonly when: readonly Lead[];
  readonly anniversaries: boolean;
  /** Wall-clock such as `09:00`, for anniversaries and for starts of which only the day is known. */
  readonly time: string;
  /** The IANA zone of `time`. */
  readonly zone: string;
};

/** `paused` by somebody, or by us with a reason; `stopped` for good, as its channel is gone. */
export type SubscriptionState = 'active' | 'paused' | 'stopped';

/**
 * Why a subscription does not run: `no access` means that Discord refuses our messages in the channel,
 * `no channel` that the channel is gone, `removed` that we were removed from the server.
 */
export type StateReason = 'asked' | 'no access' | 'no channel' | 'removed';

/** How the last message of a subscription ended. */
export type Outcome = 'sent' | 'missed' | 'failed';

export type Subscription = Rule & {
  readonly id: string;
  readonly guild: string;
  readonly channel: string;
  /** The role that is mentioned, or null. */
  readonly mention: string | null;
  readonly state: SubscriptionState;
  readonly reason: StateReason | null;
  readonly createdAt: number;
  readonly lastOutcome: Outcome | null;
  readonly lastOutcomeAt: number | null;
};

/** `everything`, or `place:aleppo`: how it is stored. */
export const aboutText = (about: About): string =>
  about.kind === 'everything' ? about.kind : `${about.kind}:${about.id}`;

/** The reverse of `aboutText`; undefined for anything else. */
export const parseAbout = (text: string): About | undefined => {
  if (text === 'everything') return { kind: 'everything' };
  const [kind, id, ...rest] = text.split(':');
  if (id === undefined || id === '' || rest.length > 0) return undefined;
  return kind === 'place' || kind === 'party' || kind === 'agreement' ? { kind, id } : undefined;
};
