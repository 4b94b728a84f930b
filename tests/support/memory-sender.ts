import type { MessageBody } from '../../src/message/build.ts';
import type { FindOutcome, Sender, SendOutcome } from '../../src/message/sender.ts';

export type Sent = {
  readonly channel: string;
  readonly nonce: string;
  readonly at: number;
  readonly body: MessageBody;
  /** All its texts, one after another. */
  readonly text: string;
};

type Answer = SendOutcome | (() => SendOutcome);

export type MemorySender = Sender & {
  /** What arrived, in order, repetitions included: here no nonce protects from them. */
  readonly sent: readonly Sent[];
  /** Answers to coming sends, in order; after them all get through. */
  readonly answers: Answer[];
  readonly finds: FindOutcome[];
  /** How often something was looked for. */
  readonly looked: () => number;
  readonly attempts: () => number;
};

const textsOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 10 && 'content' in value ? [String(value.content)] : [];
  return [...own, ...Object.values(value).flatMap(textsOf)];
};

/** A sender that keeps what it is given. */
export const memorySender = (now: () => number): MemorySender => {
  const sent: Sent[] = [];
  const answers: Answer[] = [];
  const finds: FindOutcome[] = [];
  let looked = 0;
  let attempts = 0;
  return {
    sent,
    answers,
    finds,
    looked: () => looked,
    attempts: () => attempts,
    send: async (channel, body, { nonce }) => {
      attempts += 1;
      const answer = answers.shift();
      const outcome = typeof answer === 'function' ? answer() : answer;
      if (outcome && outcome.kind !== 'sent') return outcome;
      sent.push({ channel, nonce, at: now(), body, text: textsOf(body.components).join('\n') });
      return outcome ?? { kind: 'sent', messageId: String(1000 + sent.length) };
    },
    find: async () => {
      looked += 1;
      return finds.shift() ?? { kind: 'not found' };
    },
  };
};
