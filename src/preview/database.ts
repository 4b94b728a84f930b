import { join, parse } from 'node:path';
import { projectDir } from '../config.ts';

/**
 * The database of the preview: a file of its own beside the bot's. The preview knows no channel of Discord, so it
 * would stop the subscriptions of a bot whose database it were given.
 */
export const previewDatabaseUrl = (databaseUrl: string): string => {
  const path = databaseUrl.startsWith('sqlite:')
    ? databaseUrl.slice('sqlite:'.length)
    : join(projectDir, 'var', 'hudna.sqlite');
  const { dir, name, ext } = parse(path);
  return `sqlite:${join(dir, `${name}-preview${ext}`)}`;
};
