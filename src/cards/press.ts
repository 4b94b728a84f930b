import type { Press, Reply } from '../command.ts';
import type { Attachment, MessageBody } from '../message/build.ts';

/**
 * The answer to a press: in place for whoever asked, privately for others, so that nobody's answer changes
 * under their eyes and no channel fills up.
 */
export const answerPress = (
  { mayEdit }: Press,
  body: MessageBody,
  files: readonly Attachment[] = [],
): Reply => (mayEdit ? { kind: 'update', body, files } : { kind: 'message', private: true, body, files });
