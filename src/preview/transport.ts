import { InteractionResponseType } from 'discord-api-types/v10';
import type { Transport } from '../discord/answer.ts';
import type { Files } from '../discord/respond.ts';
import { breaches, measure } from '../message/limits.ts';
import type { AttachmentStore } from './attachments.ts';
import type { AnswerLine, Measured, SentFile, SentMessage } from './page/wire.ts';

/** What Discord counts in a message. */
export const measured = ({ components = [] }: SentMessage): Measured => ({
  ...measure({ components }),
  breaches: breaches({ components }),
});

export const keepFiles = (files: Files, attachments: AttachmentStore): readonly SentFile[] =>
  files.map((file) => attachments.put(file));

/** Hands what would go to Discord to the page that asked. */
export const localTransport = (
  write: (line: AnswerLine) => void,
  attachments: AttachmentStore,
): Transport => ({
  callback: async (_, body, files) => {
    const message =
      body.type === InteractionResponseType.ChannelMessageWithSource ||
      body.type === InteractionResponseType.UpdateMessage
        ? body.data
        : undefined;
    write({
      kind: 'callback',
      body,
      files: keepFiles(files, attachments),
      ...(message?.components ? { measured: measured({ components: message.components }) } : {}),
    });
  },
  editOriginal: async (_, body, files) => {
    write({ kind: 'editOriginal', body, files: keepFiles(files, attachments), measured: measured(body) });
  },
  followUp: async (_, body, files) => {
    write({ kind: 'followUp', body, files: keepFiles(files, attachments), measured: measured(body) });
  },
});
