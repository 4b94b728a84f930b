import { interact, PreviewError } from './api.ts';
import type { LogView } from './log-view.ts';
import type { BotEntry, Origin } from './render-article.ts';
import type { Modal } from './render-modal.ts';
import { texts } from './texts.ts';
import type { AnswerLine, Measured, SentFile, SentMessage } from './wire.ts';

/** One interaction and what comes of it: a new message, a changed one, a form, or a failure. */

export type Asked = {
  readonly interaction: object;
  readonly origin: Origin;
  /** The entry that waits for the answer: made when a command is sent. */
  readonly waiting?: BotEntry;
  /** The entry whose button, menu or form it is. */
  readonly on?: { readonly id: string; readonly customId: string };
};

export type ConversationTools = {
  readonly log: LogView;
  readonly announce: (text: string) => void;
  readonly newId: () => string;
  readonly openModal: (modal: Modal, on: BotEntry | undefined) => void;
};

const EPHEMERAL = 64;
const NEW_MESSAGE = 4;
const THINKING = 5;
const THINKING_OF_UPDATE = 6;
const UPDATE = 7;
const MODAL = 9;

const isPrivate = (flags: number | undefined): boolean => ((flags ?? 0) & EPHEMERAL) !== 0;

const nameOf = (origin: Origin): string => {
  switch (origin.kind) {
    case 'command':
      return origin.line;
    case 'press':
      return origin.what;
    case 'post':
      return origin.channel;
  }
};

/** Posts an interaction and shows what is answered. Never rejects: a failure is shown where the answer would be. */
export const converse = async (asked: Asked, tools: ConversationTools): Promise<void> => {
  const { interaction, origin, on } = asked;
  const { log, announce, newId, openModal } = tools;
  let entry = asked.waiting;
  let answered = false;
  let updates = false;

  const blank = (): BotEntry => ({ kind: 'bot', id: newId(), at: Date.now(), origin, private: false });

  const show = (body: SentMessage, files: readonly SentFile[], measured: Measured): void => {
    const base = entry ?? blank();
    entry = {
      ...base,
      interaction,
      private: base.private || isPrivate(body.flags),
      // A deferred answer keeps the privacy of its deferral, whatever its own flags say.
      message: {
        body: base.private ? { ...body, flags: (body.flags ?? 0) | EPHEMERAL } : body,
        files,
        measured,
      },
    };
    log.set(entry);
    announce(texts.message.arrived(nameOf(origin)));
  };

  /** The entry that is asked on, as it is now. */
  const askedOn = (): BotEntry | undefined => {
    const current = on && log.get(on.id);
    return current?.kind === 'bot' ? current : undefined;
  };

  const change = (body: SentMessage, files: readonly SentFile[], measured: Measured): void => {
    const current = askedOn();
    if (!current) return;
    const flags = (body.flags ?? 0) | (current.private ? EPHEMERAL : 0);
    log.set({
      ...current,
      interaction,
      awaited: undefined,
      message: { body: { ...body, flags }, files, measured },
    });
    announce(texts.message.changed);
  };

  const hear = (line: AnswerLine): void => {
    answered = true;
    if (line.kind !== 'callback') {
      if (line.kind === 'followUp') entry = undefined;
      const draw = line.kind === 'editOriginal' && updates ? change : show;
      draw(line.body, line.files, line.measured);
      return;
    }
    const { body, files, measured } = line;
    switch (body.type) {
      case NEW_MESSAGE:
        if (measured) show(body.data, files, measured);
        return;
      case THINKING:
        entry = { ...(entry ?? blank()), private: isPrivate(body.data?.flags) };
        log.set(entry);
        announce(texts.message.thinking);
        return;
      case THINKING_OF_UPDATE:
        updates = true;
        return;
      case UPDATE:
        if (measured && body.data) change(body.data, files, measured);
        return;
      case MODAL:
        if (entry) log.remove(entry.id);
        openModal(body.data, askedOn());
        return;
    }
  };

  const fail = (text: string): void => {
    entry = { ...(entry ?? blank()), failure: text };
    log.set(entry);
    announce(text);
  };

  if (entry) log.set(entry);
  const pressed = askedOn();
  if (pressed) log.set({ ...pressed, awaited: on?.customId });
  try {
    await interact(interaction, hear);
    if (!answered) fail(texts.message.failed);
  } catch (error) {
    fail(error instanceof PreviewError ? error.message : texts.message.failed);
  }
  const current = askedOn();
  if (current?.awaited !== undefined) log.set({ ...current, awaited: undefined });
};
