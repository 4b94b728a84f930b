import { type Answer, refusals } from './answers.ts';
import { Fields, FormErrors } from './form.ts';
import { isObject, type Json, listOf, numberOf, objectOf, textOf } from './json.ts';
import type { Message, Messages } from './messages.ts';
import { checkModal } from './validate-components.ts';
import { checkMessage, flags, type MessageKind, type UploadedFile } from './validate-message.ts';
import { defaultTimeoutMs, type Queue, queue, within } from './waiting.ts';
import type { Channel, World } from './world.ts';

/** Interaction types by Discord's names. */
export const interactionTypes = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;

/** Callback types by Discord's names. */
export const callbackTypes = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  autocomplete: 8,
  modal: 9,
} as const;

const allowedCallbacks: Record<number, readonly number[]> = {
  [interactionTypes.command]: [4, 5, 9],
  [interactionTypes.component]: [4, 5, 6, 7, 9],
  [interactionTypes.autocomplete]: [8],
  [interactionTypes.modalSubmit]: [4, 5, 6, 7],
};

/** A change to a response: an edit of it, or a follow-up message. */
export type Change = { message: Message; body: Json; files: readonly UploadedFile[] };

/** The first response to an interaction. */
export type Callback = {
  type: number;
  data: Json;
  files: readonly UploadedFile[];
  /** The message that it made or changed, if any. A deferred answer has it in its loading state. */
  message: Message | undefined;
  /** From sending the interaction to receiving the callback. */
  afterMs: number;
};

/** An interaction that was sent, and what comes back. */
export type Asked = {
  readonly interaction: Json;
  /** Rejects, listing refused answers, when no answer was accepted in time. */
  callback(timeoutMs?: number): Promise<Callback>;
  nextEdit(timeoutMs?: number): Promise<Change>;
  nextFollowUp(timeoutMs?: number): Promise<Change>;
  /** The message of the response once it is complete: after a deferred answer, that is after its first edit. */
  finalMessage(timeoutMs?: number): Promise<Message>;
  /** The `@original` message as it stands; undefined before the answer or when deleted. */
  original(): Message | undefined;
  /** Answers that were refused. */
  readonly refused: readonly { body: unknown; answer: Answer }[];
};

type Pending = Asked & {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly channel: Channel;
  readonly accepted: PromiseWithResolvers<Callback>;
  readonly edits: Queue<Change>;
  readonly followUps: Queue<Change>;
  readonly refused: { body: unknown; answer: Answer }[];
  readonly messages: Map<string, Message>;
  acknowledged: number | undefined;
  originalId: string | undefined;
  followUpCount: number;
};

export type ExchangeOptions = {
  deadlineMs: number;
  tokenMs: number;
  rejectUnknownKeys: boolean;
  /** Interactions remembered for later edits. */
  keep: number;
};

type Parts = {
  applicationId: string;
  world: World;
  messages: Messages;
  now: () => number;
  options: ExchangeOptions;
};

export type Exchange = ReturnType<typeof createExchange>;

/** Interactions that were sent, their callbacks, edits and follow-ups, with Discord's rules for each. */
export function createExchange({ applicationId, world, messages, now, options }: Parts) {
  const byId = new Map<string, Pending>();
  const byToken = new Map<string, Pending>();

  function open(json: Json): Asked {
    const id = textOf(json.id);
    const interactionOf = () => `an answer to interaction ${id} (type ${String(json.type)})`;
    const channel =
      world.channels.get(textOf(json.channel_id)) ??
      world.addChannel({ id: textOf(json.channel_id) || '0', name: 'elsewhere', type: 3 }, undefined);
    const accepted = Promise.withResolvers<Callback>();
    accepted.promise.catch(() => {});
    const pending: Pending = {
      interaction: json,
      id,
      token: textOf(json.token),
      type: numberOf(json.type),
      createdAt: now(),
      startedAt: performance.now(),
      channel,
      accepted,
      edits: queue(`an edit of the response to ${id}`),
      followUps: queue(`a follow-up to ${id}`),
      refused: [],
      messages: new Map(),
      acknowledged: undefined,
      originalId: undefined,
      followUpCount: 0,
      async callback(timeoutMs = options.deadlineMs + 1000) {
        try {
          return await within(accepted.promise, timeoutMs, interactionOf());
        } catch (error) {
          const refused = JSON.stringify(pending.refused.map(({ answer }) => answer.body));
          throw pending.refused.length > 0 ? new Error(`${interactionOf()} was refused: ${refused}`) : error;
        }
      },
      nextEdit: (timeoutMs) => pending.edits.next(timeoutMs),
      nextFollowUp: (timeoutMs) => pending.followUps.next(timeoutMs),
      async finalMessage(timeoutMs = defaultTimeoutMs) {
        const callback = await pending.callback();
        const deferred =
          callback.type === callbackTypes.deferredMessage || callback.type === callbackTypes.deferredUpdate;
        const message = deferred ? (await pending.nextEdit(timeoutMs)).message : callback.message;
        if (!message) throw new Error(`the answer of type ${callback.type} to ${id} has no message`);
        return message;
      },
      original: () =>
        pending.originalId === undefined ? undefined : pending.messages.get(pending.originalId),
    };
    const source = json.message;
    if (isObject(source) && typeof source.id === 'string') pending.messages.set(source.id, source as Message);
    byId.set(id, pending);
    byToken.set(pending.token, pending);
    if (byId.size > options.keep) {
      const oldest = byId.values().next().value;
      if (oldest) {
        byId.delete(oldest.id);
        byToken.delete(oldest.token);
      }
    }
    return pending;
  }

  /** The fields that a response carries besides its content. */
  function responseExtra(pending: Pending): Json {
    const { interaction } = pending;
    const user = objectOf(interaction.user ?? objectOf(interaction.member).user);
    return {
      application_id: applicationId,
      webhook_id: applicationId,
      type: pending.type === interactionTypes.command ? 20 : 0,
      interaction_metadata: {
        id: pending.id,
        type: pending.type,
        user,
        authorizing_integration_owners: interaction.authorizing_integration_owners,
      },
      position: 0,
    };
  }

  function check(
    kind: MessageKind,
    body: unknown,
    files: readonly UploadedFile[],
    existing: Message | undefined,
    inData: boolean,
  ) {
    return checkMessage(body, {
      kind,
      files,
      existing,
      rejectUnknownKeys: options.rejectUnknownKeys,
      path: inData ? ['data'] : [],
    });
  }

  /** `POST /interactions/{id}/{token}/callback` */
  function callback(
    id: string,
    token: string,
    body: unknown,
    files: readonly UploadedFile[],
    withResponse: boolean,
  ): Answer {
    const pending = byId.get(id);
    if (!pending || pending.token !== token) return refusals.unknownInteraction;
    const answer = respond(pending, body, files, withResponse);
    if (answer.status >= 400) pending.refused.push({ body, answer });
    return answer;
  }

  function respond(
    pending: Pending,
    body: unknown,
    files: readonly UploadedFile[],
    withResponse: boolean,
  ): Answer {
    if (pending.acknowledged !== undefined) return refusals.alreadyAcknowledged;
    if (now() - pending.createdAt > options.deadlineMs) return refusals.unknownInteraction;
    const form = new FormErrors(options.rejectUnknownKeys);
    const fields = Fields.of(body, [], form);
    const type = fields?.number('type', { required: true, choices: allowedCallbacks[pending.type] ?? [] });
    fields?.ignore('data');
    fields?.end();
    if (form.count > 0 || type === undefined) return form.answer();
    const data = objectOf(fields?.object.data);
    const made = carryOut(pending, type, fields?.object.data, data, files, form);
    if (made.refusal) return made.refusal;
    if (form.count > 0) return form.answer();
    const { message } = made;
    pending.acknowledged = type;
    if (message) {
      pending.messages.set(message.id, message);
      pending.originalId = message.id;
    }
    pending.accepted.resolve({ type, data, files, message, afterMs: performance.now() - pending.startedAt });
    if (!withResponse) return { status: 204 };
    return {
      status: 200,
      body: {
        interaction: {
          id: pending.id,
          type: pending.type,
          ...(message
            ? {
                response_message_id: message.id,
                response_message_loading: (message.flags & flags.loading) !== 0,
                response_message_ephemeral: (message.flags & flags.ephemeral) !== 0,
              }
            : {}),
        },
        ...(message ? { resource: { type, message } } : {}),
      },
    };
  }

  function carryOut(
    pending: Pending,
    type: number,
    raw: unknown,
    data: Json,
    files: readonly UploadedFile[],
    form: FormErrors,
  ): { message?: Message; refusal?: Answer } {
    switch (type) {
      case callbackTypes.message: {
        const checked = check('callback', raw, files, undefined, true);
        if (checked.refusal) return checked;
        return { message: messages.create(checked.draft, pending.channel, responseExtra(pending)) };
      }
      case callbackTypes.deferredMessage: {
        const fields = new Fields(data, ['data'], form);
        const given = fields.number('flags') ?? 0;
        if ((given & ~flags.ephemeral) !== 0) {
          fields.error(
            'flags',
            'BASE_TYPE_CHOICES',
            'Only the EPHEMERAL flag can be set on a deferred response.',
          );
        }
        fields.end();
        if (form.count > 0) return {};
        return { message: messages.loading(pending.channel, given !== 0, responseExtra(pending)) };
      }
      case callbackTypes.deferredUpdate:
      case callbackTypes.update: {
        const source = pending.interaction.message;
        if (!isObject(source)) {
          form.add(['type'], 'BASE_TYPE_CHOICES', 'Value must be one of {4, 5}.');
          return {};
        }
        const message = source as Message;
        if (type === callbackTypes.deferredUpdate) {
          if (raw !== undefined && raw !== null) new Fields(data, ['data'], form).end();
          return { message };
        }
        const checked = check('update', raw, files, message, true);
        if (checked.refusal) return checked;
        messages.edit(message, checked.draft, data, pending.channel);
        return { message };
      }
      case callbackTypes.autocomplete:
        checkSuggestions(new Fields(data, ['data'], form), pending.interaction);
        return {};
      default:
        checkModal(new Fields(data, ['data'], form));
        return {};
    }
  }

  type Found = { pending: Pending; refusal?: undefined } | { refusal: Answer };

  function find(application: string, token: string): Found {
    const pending = application === applicationId ? byToken.get(token) : undefined;
    if (!pending || pending.acknowledged === undefined) return { refusal: refusals.unknownWebhook };
    if (now() - pending.createdAt > options.tokenMs) return { refusal: refusals.invalidWebhookToken };
    return { pending };
  }

  const messageOf = (pending: Pending, id: string): Message | undefined =>
    id === '@original' ? pending.original() : pending.messages.get(id);

  function edit(pending: Pending, message: Message, body: unknown, files: readonly UploadedFile[]): Answer {
    const checked = check('webhook-edit', body, files, message, false);
    if (checked.refusal) {
      pending.refused.push({ body, answer: checked.refusal });
      return checked.refusal;
    }
    messages.edit(message, checked.draft, objectOf(body), pending.channel);
    pending.edits.push({ message, body: objectOf(body), files });
    return { status: 200, body: message };
  }

  return {
    open,
    callback,

    /** `GET /webhooks/{app}/{token}/messages/{id}` */
    get(application: string, token: string, id: string): Answer {
      const found = find(application, token);
      if (found.refusal) return found.refusal;
      const message = messageOf(found.pending, id);
      return message ? { status: 200, body: message } : refusals.unknownMessage;
    },

    /** `PATCH /webhooks/{app}/{token}/messages/{id}` */
    patch(
      application: string,
      token: string,
      id: string,
      body: unknown,
      files: readonly UploadedFile[],
    ): Answer {
      const found = find(application, token);
      if (found.refusal) return found.refusal;
      const message = messageOf(found.pending, id);
      return message ? edit(found.pending, message, body, files) : refusals.unknownMessage;
    },

    /** `DELETE /webhooks/{app}/{token}/messages/{id}` */
    remove(application: string, token: string, id: string): Answer {
      const found = find(application, token);
      if (found.refusal) return found.refusal;
      const message = messageOf(found.pending, id);
      if (!message) return refusals.unknownMessage;
      found.pending.messages.delete(message.id);
      return { status: 204 };
    },

    /** `POST /webhooks/{app}/{token}` */
    followUp(application: string, token: string, body: unknown, files: readonly UploadedFile[]): Answer {
      const found = find(application, token);
      if (found.refusal) return found.refusal;
      const { pending } = found;
      const original = pending.original();
      const stillLoading = original !== undefined && (original.flags & flags.loading) !== 0;
      if (stillLoading && pending.acknowledged === callbackTypes.deferredMessage) {
        return edit(pending, original, body, files);
      }
      const owners = Object.keys(objectOf(pending.interaction.authorizing_integration_owners));
      if (owners.length === 1 && owners[0] === '1' && pending.followUpCount >= 5)
        return refusals.tooManyFollowUps;
      const checked = check('follow-up', body, files, undefined, false);
      if (checked.refusal) {
        pending.refused.push({ body, answer: checked.refusal });
        return checked.refusal;
      }
      pending.followUpCount += 1;
      const message = messages.create(checked.draft, pending.channel, responseExtra(pending));
      pending.messages.set(message.id, message);
      pending.followUps.push({ message, body: objectOf(body), files });
      return { status: 200, body: message };
    },
  };
}

function focusedType(options: unknown): number {
  for (const option of listOf(options)) {
    if (!isObject(option)) continue;
    if (option.focused === true) return numberOf(option.type);
    const inner = focusedType(option.options);
    if (inner > 0) return inner;
  }
  return 0;
}

function checkSuggestions(fields: Fields, interaction: Json): void {
  const type = focusedType(objectOf(interaction.data).options);
  const choices = fields.list('choices', { max: 25, required: true }) ?? [];
  fields.end();
  for (const [index, value] of choices.entries()) {
    const choice = Fields.of(value, [...fields.path, 'choices', index], fields.form);
    if (!choice) continue;
    choice.text('name', { min: 1, max: 100, required: true });
    choice.fields('name_localizations');
    if (type === 4 || type === 10) choice.number('value', { required: true, integer: type === 4 });
    else choice.text('value', { min: 1, max: 100, required: true });
    choice.end();
  }
}
