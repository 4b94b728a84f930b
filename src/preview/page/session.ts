import { fetchSuggestions } from './api.ts';
import { type ConversationTools, converse } from './conversation.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  type Envelope,
  messageCommandInteraction,
  modalInteraction,
  type PressedMessage,
  pressInteraction,
  type Typed,
} from './interactions.ts';
import type { LogView } from './log-view.ts';
import type { ModalView } from './modal-view.ts';
import type { BotEntry, Origin, TypedEntry } from './render-article.ts';
import type { MarkdownContext } from './render-inline.ts';
import { findInteractive } from './render-message.ts';
import { texts } from './texts.ts';
import type { Choice, CommandDefinition } from './wire.ts';
import type { ViewAs } from './world.ts';

/** Everything that the viewer can ask of the bot, each as the interaction that Discord would send. */
export type Session = {
  /** Ids that grow as Discord's do, new for each message and interaction. */
  readonly newId: () => string;
  /** Sends a command; its answer becomes the entry `id`. */
  readonly command: (typed: Typed, line: string, id: string) => void;
  readonly suggest: (typed: Typed, focused: string, signal: AbortSignal) => Promise<readonly Choice[]>;
  /** Presses a button or chooses in a menu; `what` tells the channel so. */
  readonly press: (entry: BotEntry, customId: string, values: readonly string[], what: string) => void;
  readonly messageCommand: (command: CommandDefinition, message: TypedEntry) => void;
};

export type SessionOptions = {
  readonly locale: string;
  readonly viewAs: () => ViewAs;
  readonly log: LogView;
  readonly modalView: ModalView;
  readonly announce: (text: string) => void;
  readonly markdown: () => MarkdownContext;
};

const messageOf = (
  entry: BotEntry | undefined,
): (PressedMessage & { readonly answersYou: boolean }) | undefined =>
  entry?.message && { id: entry.id, body: entry.message.body, answersYou: entry.origin.kind !== 'post' };

export const createSession = ({
  locale,
  viewAs,
  log,
  modalView,
  announce,
  markdown,
}: SessionOptions): Session => {
  let lastId = BigInt(Date.now()) << 22n;

  const newId = (): string => {
    lastId += 1n;
    return String(lastId);
  };

  const envelope = (): Envelope => ({ id: newId(), locale, viewAs: viewAs() });

  const openModal: ConversationTools['openModal'] = (modal, on) =>
    modalView.open(modal, markdown(), (components) => {
      void converse(
        {
          interaction: modalInteraction(envelope(), modal.custom_id, components, messageOf(on)),
          origin: { kind: 'press', what: texts.message.sentForm(modal.title) },
          ...(on ? { on: { id: on.id, customId: modal.custom_id } } : {}),
        },
        tools,
      );
    });

  const tools: ConversationTools = { log, announce, newId, openModal };

  const waiting = (origin: Origin, id: string): BotEntry => ({
    kind: 'bot',
    id,
    at: Date.now(),
    origin,
    private: false,
  });

  return {
    newId,
    command: (typed, line, id) => {
      const origin = { kind: 'command', line } as const;
      const interaction = commandInteraction(envelope(), typed);
      void converse({ interaction, origin, waiting: waiting(origin, id) }, tools);
    },
    suggest: (typed, focused, signal) =>
      fetchSuggestions(autocompleteInteraction(envelope(), typed, focused), signal),
    press: (entry, customId, values, what) => {
      const message = messageOf(entry);
      const component = findInteractive(message?.body.components ?? [], customId);
      if (!message || !component) return;
      const interaction = pressInteraction(envelope(), message, {
        customId,
        componentType: component.type,
        values,
      });
      void converse({ interaction, origin: { kind: 'press', what }, on: { id: entry.id, customId } }, tools);
    },
    messageCommand: (command, message) => {
      const origin = { kind: 'press', what: texts.message.usedOnMessage(command.name) } as const;
      const interaction = messageCommandInteraction(envelope(), command, message);
      void converse({ interaction, origin, waiting: waiting(origin, newId()) }, tools);
    },
  };
};
