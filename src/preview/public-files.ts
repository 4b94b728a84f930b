import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { projectDir } from '../config.ts';
import { preview } from '../texts/en/preview.ts';

/** The files that a browser may have: the page's folder, its texts and the fonts, under their paths in the project. */

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
  '.ttf': 'font/ttf',
};

const inFolder = (folder: string): readonly string[] =>
  readdirSync(join(projectDir, folder)).map((name) => `${folder}/${name}`);

const servedPaths = (): readonly string[] => [
  ...inFolder('src/preview/page'),
  'src/texts/en/preview.ts',
  ...inFolder('assets/fonts'),
];

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Puts the texts in where the page's HTML names them: `{{welcome}}`. */
const withTexts = (html: string): string => {
  const texts = new Map(Object.entries(preview.page));
  return html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(texts.get(name) ?? name));
};

const readPublic = (file: string): string | Uint8Array => {
  switch (extname(file)) {
    case '.ts':
      return stripTypeScriptTypes(readFileSync(file, 'utf8'));
    case '.html':
      return withTexts(readFileSync(file, 'utf8'));
    default:
      return readFileSync(file);
  }
};

export type PublicFile = { readonly type: string; readonly read: () => string | Uint8Array };

/** Public files by path, such as `/src/preview/page/app.ts`. TypeScript is served as JavaScript: its types are stripped. */
export const publicFiles = (): ReadonlyMap<string, PublicFile> =>
  new Map(
    servedPaths().flatMap((path): [string, PublicFile][] => {
      const type = types[extname(path)];
      if (type === undefined) return [];
      return [[`/${path}`, { type, read: () => readPublic(join(projectDir, path)) }]];
    }),
  );

/** The path of the page itself among the public files. */
export const pagePath = '/src/preview/page/index.html';
