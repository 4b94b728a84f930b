import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

// Errors of discord.js carry the request's address (with an interaction's token) and its body (with what
// people read): only what a cause is known by goes into the log.
const errorForLog = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    type: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    ...('status' in error ? { status: error.status } : {}),
    stack: error.stack,
  };
};

/** The log: JSON lines. No token and no content of messages goes into it. */
export const createLog = (
  { logLevel }: Pick<Config, 'logLevel'>,
  destination?: DestinationStream,
): Logger => {
  const options = {
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorForLog },
  };
  return destination ? pino(options, destination) : pino(options);
};
