import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Attachment } from '../message/build.ts';
import type { SentFile } from './page/wire.ts';

/** The files of the messages shown, in memory; the oldest make room for new ones. */
export type AttachmentStore = {
  readonly put: (file: Attachment) => SentFile;
  readonly get: (id: string) => Attachment | undefined;
};

export const createAttachmentStore = (maxBytes: number): AttachmentStore => {
  const files = new Map<string, Attachment>();
  let bytes = 0;
  return {
    put: (file) => {
      const id = randomUUID();
      files.set(id, file);
      bytes += file.data.byteLength;
      for (const [oldest, { data }] of files) {
        if (bytes <= maxBytes) break;
        files.delete(oldest);
        bytes -= data.byteLength;
      }
      return {
        name: file.name,
        url: `/attachments/${id}/${encodeURIComponent(file.name)}`,
        size: file.data.byteLength,
      };
    },
    get: (id) => files.get(id),
  };
};

const pictures: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** Headers for a file: the pictures that Discord shows are shown, everything else is only saved. */
export const attachmentHeaders = (name: string): Readonly<Record<string, string>> => {
  const type = pictures[extname(name).toLowerCase()];
  return {
    'content-type': type ?? 'application/octet-stream',
    'content-disposition': `${type ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  };
};
