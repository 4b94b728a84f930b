import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** The project's folder: where `data/`, `commands/` and `var/` lie, wherever the program is started from. */
export const projectDir = join(import.meta.dirname, '..');

const onOff = z.enum(['on', 'off'], { message: 'write on or off' }).transform((value) => value === 'on');

// An empty setting in .env means the same as none.
const emptyAsAbsent = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

const setting = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsAbsent, schema);

const settingsSchema = z.object({
  DISCORD_TOKEN: setting(
    z
      .string()
      .regex(
        /^\S+$/,
        'copy the bot token from the page Bot of the developer portal, without "Bot " and without spaces',
      )
      .optional(),
  ),
  DISCORD_API_URL: setting(
    z
      .url({ protocol: /^https?$/, message: 'write an address such as https://discord.com/api' })
      .default('https://discord.com/api'),
  ),
  DATA_DIR: setting(z.string().default(join(projectDir, 'data'))),
  DATABASE_URL: setting(
    z
      .string()
      .regex(
        /^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/,
        'write sqlite:PATH or postgres://user:password@host/database',
      )
      .default(`sqlite:${join(projectDir, 'var', 'hudna.sqlite')}`),
  ),
  ANSWER_MENTIONS: setting(onOff.default(true)),
  HOST: setting(z.string().default('127.0.0.1')),
  PORT: setting(
    z
      .string()
      .regex(/^\d{1,5}$/, 'write a port number such as 3000')
      .transform(Number)
      .refine((port) => port <= 65535, { message: 'a port is at most 65535' })
      .default(3000),
  ),
  LOG_LEVEL: setting(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        message: 'write one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  ),
});

export type Config = {
  /** Absent: the local preview is served instead of a bot. */
  readonly token: string | undefined;
  /** Base of Discord's REST API, without a version. */
  readonly apiUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly answerMentions: boolean;
  readonly host: string;
  readonly port: number;
  readonly logLevel: z.infer<typeof settingsSchema>['LOG_LEVEL'];
};

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Settings from an environment: all of them, or every problem at once. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): ConfigResult => {
  const parsed = settingsSchema.safeParse(environment);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`),
    };
  }
  const settings = parsed.data;
  return {
    ok: true,
    config: {
      token: settings.DISCORD_TOKEN,
      // People paste the base with its version; discord.js adds the version itself.
      apiUrl: settings.DISCORD_API_URL.replace(/\/+$/, '').replace(/\/v\d+$/, ''),
      dataDir: settings.DATA_DIR,
      databaseUrl: settings.DATABASE_URL,
      answerMentions: settings.ANSWER_MENTIONS,
      host: settings.HOST,
      port: settings.PORT,
      logLevel: settings.LOG_LEVEL,
    },
  };
};

/** The process's environment, joined by the file `.env` where there is one; the environment wins. */
export const environment = (
  file = join(projectDir, '.env'),
): Readonly<Record<string, string | undefined>> => ({
  ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}),
  ...process.env,
});
