import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectDir } from '../../src/config.ts';

/** The project's own modules and what they import, read from their text. */

export type Import = {
  /** A path from the project's root, or the name of a package. */
  readonly of: string;
  readonly own: boolean;
  /** Gone once the types are stripped. */
  readonly typeOnly: boolean;
};

export type Module = {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
};

const importLines =
  /^(?:import|export)\s+(?<type>type\s)?(?<names>[^;'"]*?)\s*from\s+'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'|\bimport\('(?<dynamic>[^']+)'\)/gm;

const onlyTypes = (names: string): boolean => {
  const named = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const parts = named
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return parts !== undefined && parts.length > 0 && parts.every((part) => part.startsWith('type '));
};

const importsOf = (path: string, text: string): readonly Import[] =>
  [...text.matchAll(importLines)].map(({ groups = {} }) => {
    const from = groups.from ?? groups.bare ?? groups.dynamic ?? '';
    const own = from.startsWith('.');
    return {
      of: own ? relative(projectDir, join(projectDir, dirname(path), from)) : from,
      own,
      typeOnly: groups.type !== undefined || onlyTypes(groups.names ?? ''),
    };
  });

export const modulesIn = (...folders: readonly string[]): readonly Module[] =>
  folders.flatMap((folder) =>
    readdirSync(join(projectDir, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => {
        const path = relative(projectDir, join(entry.parentPath, entry.name));
        const text = readFileSync(join(projectDir, path), 'utf8');
        return { path, text, imports: importsOf(path, text) };
      }),
  );
