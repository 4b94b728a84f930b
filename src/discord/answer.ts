import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Asker, Context, Reply } from '../command.ts';
import { answersPrivately, type Commands, dispatch, type Request, suggest } from '../dispatch.ts';
import type { MessageBody } from '../message/build.ts';
import { notice } from '../message/notice.ts';
import type { Texts } from '../texts/texts.ts';
import { type Address, parseInteraction } from './parse.ts';
import {
  callbackFor,
  deferral,
  deferredUpdate,
  editData,
  type Files,
  messageData,
  suggestionsCallback,
} from './respond.ts';

/** How answers leave: Discord's webhook endpoints, or a local door's own. */
export type Transport = {
  readonly callback: (address: Address, body: APIInteractionResponse, files: Files) => Promise<void>;
  readonly editOriginal: (address: Address, body: ReturnType<typeof editData>, files: Files) => Promise<void>;
  readonly followUp: (address: Address, body: ReturnType<typeof messageData>, files: Files) => Promise<void>;
};

export type AnswerOptions = {
  readonly commands: () => Commands;
  readonly contextFor: (asker: Asker) => Context | Promise<Context>;
  readonly log: Logger;
};

/**
 * Discord takes a first response within 3 s. An answer that is not there by then is deferred; half of the
 * time is left for the network.
 */
const DEFER_AFTER_MS = 1500;

const after = (ms: number): { readonly promise: Promise<'slow'>; readonly cancel: () => void } => {
  const { promise, resolve } = Promise.withResolvers<'slow'>();
  const timer = setTimeout(() => resolve('slow'), ms);
  return { promise, cancel: () => clearTimeout(timer) };
};

const subjectOf = (request: Request): string =>
  request.kind === 'press'
    ? (request.customId.split('|')[0] ?? '')
    : `${request.name}${request.kind === 'command' && request.subcommand ? ` ${request.subcommand}` : ''}`;

const finishDeferred = async (
  reply: Reply,
  how: 'message' | 'update',
  address: Address,
  transport: Transport,
  texts: Texts,
): Promise<void> => {
  if (reply.kind === 'modal') {
    // A form opens as the first response or not at all.
    const late = notice(texts.replies.formTooLate);
    await (how === 'update'
      ? transport.followUp(address, messageData(late, [], MessageFlags.Ephemeral), [])
      : transport.editOriginal(address, editData(late), []));
    return;
  }
  if (how === 'update' && reply.kind === 'message') {
    const flags = reply.private ? MessageFlags.Ephemeral : 0;
    await transport.followUp(address, messageData(reply.body, reply.files, flags), reply.files ?? []);
    return;
  }
  await transport.editOriginal(address, editData(reply.body, reply.files), reply.files ?? []);
};

/** A body that is given again (`answerOnce`) makes the same response, so that a transport can keep its bytes. */
const rememberingResponses = (): typeof callbackFor => {
  const made = new WeakMap<MessageBody, ReturnType<typeof callbackFor>>();
  return (reply) => {
    if (reply.kind !== 'message' || reply.private || reply.files) return callbackFor(reply);
    const response = made.get(reply.body) ?? callbackFor(reply);
    made.set(reply.body, response);
    return response;
  };
};

/**
 * Makes the function that answers one raw interaction over a transport. It never rejects: what cannot be
 * read is logged, and answered where it can be. Logs name the command and the time it took, no content.
 */
export const createAnswerer = ({ commands, contextFor, log }: AnswerOptions) => {
  const responseTo = rememberingResponses();
  return async (raw: unknown, transport: Transport): Promise<void> => {
    const started = performance.now();
    const parsed = parseInteraction(raw);
    try {
      switch (parsed.kind) {
        case 'ping':
          await transport.callback(parsed.address, { type: InteractionResponseType.Pong }, []);
          return;
        case 'unknown': {
          log.warn({ reason: parsed.reason }, 'unreadable interaction dropped');
          return;
        }
        case 'suggest': {
          const choices = await suggest(parsed.request, commands(), await contextFor(parsed.request.asker));
          await transport.callback(parsed.address, suggestionsCallback(choices), []);
          return;
        }
        case 'request': {
          const { request, address } = parsed;
          const context = await contextFor(request.asker);
          const answer = dispatch(request, commands(), context);
          const wait = after(DEFER_AFTER_MS);
          const first = await Promise.race([answer, wait.promise]);
          wait.cancel();
          const how = parsed.onMessage && request.kind === 'press' && request.mayEdit ? 'update' : 'message';
          if (first === 'slow') {
            const body = how === 'update' ? deferredUpdate : deferral(answersPrivately(request, commands()));
            await transport.callback(address, body, []);
          }
          const { reply, failure } = await answer;
          if (first === 'slow') await finishDeferred(reply, how, address, transport, context.texts);
          else {
            const { body, files } = responseTo(reply);
            await transport.callback(address, body, files);
          }
          const entry = { subject: subjectOf(request), ms: Math.round(performance.now() - started) };
          if (failure?.kind === 'defect') log.error({ ...entry, err: failure.error }, 'answer failed');
          else log.debug(entry, failure ? 'refused' : 'answered');
          return;
        }
      }
    } catch (error) {
      log.error({ kind: parsed.kind, err: error }, 'an answer could not be delivered');
    }
  };
};

export type Answer = ReturnType<typeof createAnswerer>;
