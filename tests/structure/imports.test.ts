import { builtinModules } from 'node:module';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modulesIn } from './modules.ts';

/**
 * Which part of the program may know which. Doors (`terminal`, `preview`) and `main` put everything together;
 * below them what is imported is further from Discord and nearer to the data.
 */

const everything = 'everything';

/** A layer, and the layers that its modules may import besides their own. `type x` allows the types of x alone. */
const allowed: Readonly<Record<string, readonly string[] | typeof everything>> = {
  // Doors and what starts them.
  main: everything,
  terminal: everything,
  preview: everything,
  discord: ['command', 'dispatch', 'message', 'type texts'],
  // Commands and how they are run.
  commands: [
    'answers',
    'cards',
    'command',
    'dataset',
    'filter-query',
    'message',
    'pictures',
    'query',
    'reminder-query',
    'reminders',
    'search',
    'type store',
    'texts',
  ],
  'load-commands': ['type command', 'type dispatch'],
  dispatch: ['command', 'message', 'type texts'],
  command: ['type message', 'type services', 'type texts'],
  // What a command is handed: an interface to each part, so that it names all of them and runs none.
  services: [
    'type cache',
    'type dataset',
    'type message',
    'type pictures',
    'type reminders',
    'type search',
    'type texts',
  ],
  query: ['cache', 'command', 'dataset', 'type message', 'search'],
  'filter-query': ['cards', 'command', 'dataset', 'query', 'search'],
  'reminder-query': ['command', 'query', 'search', 'store', 'type texts'],
  // What answers are made of.
  answers: ['cards', 'command', 'dataset', 'message', 'query', 'search', 'type texts'],
  cards: [
    'type answers',
    'command',
    'dataset',
    'message',
    'type pictures',
    'query',
    'type search',
    'type texts',
  ],
  reminders: ['cards', 'command', 'dataset', 'message', 'store', 'type texts'],
  pictures: ['cache', 'dataset', 'texts'],
  store: [],
  // What all of it rests on.
  search: ['dataset', 'type texts'],
  texts: ['dataset', 'type search'],
  message: [],
  dataset: [],
  'check-data': ['cards', 'config', 'dataset', 'texts'],
  log: ['type config'],
  cache: [],
  config: [],
};

/** Packages that only some layers may import. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'discord.js': ['discord'],
  '@discordjs/': ['discord'],
  undici: ['discord'],
  kysely: ['store'],
  pg: ['store'],
  'better-sqlite3': ['store'],
  '@resvg/': ['pictures'],
  'd3-': ['pictures'],
  'topojson-': ['pictures'],
  'ical-generator': ['reminders'],
  'fuse.js': ['search'],
  'chrono-node': ['search'],
  'supports-hyperlinks': ['terminal'],
};

const modules = modulesIn('src', 'commands');
const sources = modules.filter(({ path }) => path.startsWith('src/'));

/** `src/cards/list.ts` is of `cards`, `src/query.ts` of `query`, `commands/help.ts` of `commands`. */
const layerOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/');
  return first === 'commands' ? first : basename(second, '.ts');
};

test('modules were found, and their imports read', () => {
  expect(modules.length).toBeGreaterThan(100);
  const main = modules.find(({ path }) => path === 'src/main.ts');
  expect(main?.imports).toContainEqual({ of: 'src/config.ts', own: true, typeOnly: false });
  const command = modules.find(({ path }) => path === 'src/command.ts');
  expect(command?.imports).toContainEqual({ of: 'src/services.ts', own: true, typeOnly: true });
});

test('every layer is in the table, and the table names no other', () => {
  expect([...new Set(modules.map(({ path }) => layerOf(path)))].sort()).toEqual(Object.keys(allowed).sort());
});

describe('each module imports what its layer may', () => {
  test.each(modules.map((module) => [module.path, module] as const))('%s', (path, { imports }) => {
    const layer = layerOf(path);
    const may = allowed[layer] ?? [];
    if (may === everything) return;
    const wrong = imports.filter(({ of, own, typeOnly }) => {
      const other = layerOf(of);
      return own && other !== layer && !may.includes(other) && !(typeOnly && may.includes(`type ${other}`));
    });
    expect(wrong.map(({ of }) => of)).toEqual([]);
  });
});

test('no module needs itself to be loaded first', () => {
  const needs = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.flatMap(({ of, own, typeOnly }) => (own && !typeOnly ? [of] : [])),
    ]),
  );
  const circles: string[] = [];
  const finished = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) circles.push([...way.slice(at), path].join(' → '));
    if (at >= 0 || finished.has(path)) return;
    for (const next of needs.get(path) ?? []) visit(next, [...way, path]);
    finished.add(path);
  };
  for (const path of needs.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

test('packages stay with the layer that they serve', () => {
  const strays = modules.flatMap(({ path, imports }) =>
    imports.flatMap(({ of, own }) => {
      const rule = Object.keys(packages).find((name) =>
        /[/-]$/.test(name) ? of.startsWith(name) : of === name,
      );
      return own || rule === undefined || packages[rule]?.includes(layerOf(path)) ? [] : [`${path}: ${of}`];
    }),
  );
  expect(strays).toEqual([]);
});

test('date-fns is imported by function: its index costs every start a second', () => {
  const whole = modules.filter(({ imports }) => imports.some(({ of }) => of === 'date-fns'));
  expect(whole.map(({ path }) => path)).toEqual([]);
});

test('built-in modules are named as such, and own ones with their ending', () => {
  const wrong = modules.flatMap(({ path, imports }) =>
    imports
      .filter(({ of, own }) => builtinModules.includes(of) || (own && !/\.(?:ts|json)$/.test(of)))
      .map(({ of }) => `${path}: ${of}`),
  );
  expect(wrong).toEqual([]);
});

test('the preview’s page runs in a browser: nothing of Node’s, and of ours its own files and its texts', () => {
  const wrong = modulesIn('src/preview/page').flatMap(({ path, imports }) =>
    imports
      .filter(({ of, own, typeOnly }) =>
        own
          ? !typeOnly && !of.startsWith('src/preview/page/') && of !== 'src/texts/en/preview.ts'
          : !typeOnly && of !== 'discord-api-types/v10',
      )
      .map(({ of }) => `${path}: ${of}`),
  );
  expect(wrong).toEqual([]);
});

describe('house rules', () => {
  const found = (pattern: RegExp, exceptions: readonly string[] = [], among = modules): readonly string[] =>
    among
      .filter(({ path, text }) => !exceptions.includes(path) && pattern.test(text))
      .map(({ path }) => path);

  test('only src/config.ts reads the environment', () => {
    expect(found(/\bprocess\.env\b/, ['src/config.ts'])).toEqual([]);
  });

  test('no module passes on what another exports', () => {
    expect(found(/^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*from\s/m)).toEqual([]);
  });

  test('default exports are for commands', () => {
    expect(found(/^export default /m, [], sources)).toEqual([]);
    expect(
      modules.filter(({ path, text }) => path.startsWith('commands/') && !/^export default /m.test(text)),
    ).toEqual([]);
  });

  test('no state in a module: nothing there is assigned again', () => {
    expect(found(/^(?:export )?(?:let|var) /m)).toEqual([]);
  });

  test('every file of src says what it is for', () => {
    expect(sources.filter(({ text }) => !/^\/\*\*/m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('no type is silenced', () => {
    expect(found(/\bas any\b|@ts-(?:ignore|expect-error|nocheck)/)).toEqual([]);
  });
});
