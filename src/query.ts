import { type Cache, createCache } from './cache.ts';
import { type Context, type Option, UserError } from './command.ts';
import type { Agreement } from './dataset/schema.ts';
import { DAMASCUS } from './dataset/time.ts';
import type { MessageBody } from './message/build.ts';
import { type Found, find } from './search/find.ts';
import { suggest } from './search/suggest.ts';

/** What every command with a query shares: the option, the search, the agreement behind an id. */

/** A custom id of 100 characters carries a query beside an action and a page number. */
export const QUERY_LENGTH = 70;

// Swedish days are ISO days. `dayIn` gives the same for any zone, at ten times the cost: every answer asks for it.
const dayInDamascus = new Intl.DateTimeFormat('sv-SE', { timeZone: DAMASCUS });

/** The day in Damascus. */
export const today = ({ now }: Context): string => dayInDamascus.format(now);

export const search = (query: string, context: Context): Found =>
  find(context.index, query, { today: today(context) });

// About 10 kB each.
const KEPT_ANSWERS = 500;

/** An empty store of answers, for one dataset. */
export const createAnswers = (): Cache<MessageBody> => createCache(KEPT_ANSWERS, () => 1);

/**
 * The answer of a command to a query, made once for each day and language: the same question comes again and
 * again. Only for answers that depend on nothing else of the context.
 */
export const answerOnce = (
  command: string,
  query: string,
  context: Context,
  make: () => MessageBody,
): MessageBody => {
  const { answers, texts } = context;
  const key = JSON.stringify([command, query, texts.language, today(context)]);
  const known = answers.get(key);
  if (known) return known;
  const made = make();
  answers.set(key, made);
  return made;
};

/** A query as a custom id carries it. */
export const carried = (query: string): string => query.replaceAll('|', ' ').slice(0, QUERY_LENGTH);

/** The option `query`, with suggestions while it is typed. */
export const queryOption = (description: string) =>
  ({
    type: 'string',
    description,
    required: true,
    maxLength: QUERY_LENGTH,
    suggest: (typed: string, context: Context) => suggest(context.index, typed, { today: today(context) }),
  }) as const satisfies Option;

/** An agreement by its id; a `UserError` where the dataset has it no more. */
export const agreementOf = (id: string | undefined, { dataset, texts }: Context): Agreement => {
  const agreement = dataset.agreement.get(id ?? '');
  if (!agreement) throw new UserError(texts.replies.unknownAgreement(id ?? ''));
  return agreement;
};
