import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { environment, projectDir, readConfig } from '../src/config.ts';

const token = 'x'.repeat(60);

const configOf = (settings: Readonly<Record<string, string | undefined>>) => {
  const result = readConfig(settings);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
};

const problemsOf = (settings: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const result = readConfig(settings);
  return result.ok ? [] : result.problems;
};

describe('settings', () => {
  test('none are needed', () => {
    expect(configOf({})).toEqual({
      token: undefined,
      apiUrl: 'https://discord.com/api',
      dataDir: join(projectDir, 'data'),
      databaseUrl: `sqlite:${join(projectDir, 'var', 'hudna.sqlite')}`,
      answerMentions: true,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
    });
  });

  test('all are read', () => {
    expect(
      configOf({
        DISCORD_TOKEN: token,
        DISCORD_API_URL: 'http://127.0.0.1:4000/api/',
        DATA_DIR: '/data',
        DATABASE_URL: 'postgres://hudna:secret@db/hudna',
        ANSWER_MENTIONS: 'off',
        HOST: '0.0.0.0',
        PORT: '8080',
        LOG_LEVEL: 'debug',
        PATH: '/bin',
      }),
    ).toEqual({
      token,
      apiUrl: 'http://127.0.0.1:4000/api',
      dataDir: '/data',
      databaseUrl: 'postgres://hudna:secret@db/hudna',
      answerMentions: false,
      host: '0.0.0.0',
      port: 8080,
      logLevel: 'debug',
    });
  });

  test('an empty one is none, as in a copied .env.example', () => {
    expect(configOf({ DISCORD_TOKEN: '', PORT: '  ', LOG_LEVEL: '' })).toEqual(configOf({}));
  });

  test('every wrong one is named at once, with what to write', () => {
    const problems = problemsOf({
      DISCORD_TOKEN: `Bot ${token}`,
      DISCORD_API_URL: 'discord.com/api',
      DATABASE_URL: 'mysql://db',
      ANSWER_MENTIONS: 'yes',
      PORT: '70000',
      LOG_LEVEL: 'loud',
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'DISCORD_TOKEN',
      'DISCORD_API_URL',
      'DATABASE_URL',
      'ANSWER_MENTIONS',
      'PORT',
      'LOG_LEVEL',
    ]);
    expect(problems.join('\n')).toContain('without "Bot "');
    expect(problems.join('\n')).toContain('write on or off');
    expect(problems.join('\n')).toContain('a port is at most 65535');
  });

  test('a wrong token is not repeated in the complaint', () => {
    expect(problemsOf({ DISCORD_TOKEN: 'secret with spaces in it' }).join()).not.toContain('secret');
  });
});

describe('the file .env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hudna-env-'));
  const file = join(folder, '.env');
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(file, { force: true });
  });

  test('fills in what the environment leaves out; the environment wins', () => {
    writeFileSync(file, '# a comment\nHOST="0.0.0.0"\nPORT=1111\n');
    vi.stubEnv('PORT', '2222');
    expect(environment(file)).toMatchObject({ HOST: '0.0.0.0', PORT: '2222' });
  });

  test('may be missing', () => {
    vi.stubEnv('PORT', '2222');
    expect(environment(file)).toMatchObject({ PORT: '2222' });
  });
});
