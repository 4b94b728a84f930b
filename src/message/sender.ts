import type { MessageBody } from './build.ts';

/** What sends messages, as the reminders see it; `discord/sender.ts` is one. Outcomes are values, never thrown. */

export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /**
   * Not now: a rate limit, a fault of Discord's or of the network. `sure` where it certainly was not sent;
   * otherwise it may have got through.
   */
  | {
      readonly kind: 'later';
      readonly reason: string;
      /** What Discord told us to wait, in milliseconds. */
      readonly waitMs: number | undefined;
      /** Whether all messages have to wait, or this channel alone. */
      readonly everywhere: boolean;
      readonly sure: boolean;
    }
  | { readonly kind: 'no channel' }
  | { readonly kind: 'no access'; readonly reason: string }
  /** Discord does not accept our token: nothing can be sent. */
  | { readonly kind: 'unauthorized' }
  /** Discord refuses this very message. */
  | { readonly kind: 'refused'; readonly reason: string };

export type FindOutcome =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'not found' }
  | { readonly kind: 'unknown'; readonly reason: string };

export type Sender = {
  /**
   * Sends a message to a channel. Of two with the same nonce Discord makes one, for some minutes
   * (`enforce_nonce`).
   */
  readonly send: (
    channel: string,
    body: MessageBody,
    options: { readonly nonce: string },
  ) => Promise<SendOutcome>;
  /** Looks in the channel for a message sent earlier with this nonce, at or after an instant. */
  readonly find: (
    channel: string,
    options: { readonly nonce: string; readonly since: number },
  ) => Promise<FindOutcome>;
};
