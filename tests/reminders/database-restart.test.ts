import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createSender } from '../../src/discord/sender.ts';
import { startReminders } from '../../src/reminders/loop.ts';
import { openStore } from '../../src/store/open.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { startLocalDiscord } from '../support/discord/start.ts';
import { datasetStartingAt, messageStates, subscribeBefore } from '../support/due.ts';
import { postgresBinaries, startPostgres } from '../support/postgres.ts';

test.skipIf(!postgresBinaries())(
  'a PostgreSQL that restarts while reminders go out costs none and doubles none',
  async () => {
    const due = 90;
    const postgres = await startPostgres();
    const databaseUrl = await postgres.createDatabase();
    const discord = await startLocalDiscord({ guilds: [{ channels: due, roles: 0 }] });
    const data = datasetStartingAt(Date.now());
    const channels = [...discord.guild().channels.values()];
    await subscribeBefore(databaseUrl, data.dataset(), data.start, channels);

    let broken = 0;
    const store = await openStore(databaseUrl, () => {
      broken += 1;
    });
    const reminders = await startReminders({
      store,
      sender: createSender({ apiUrl: discord.apiUrl, token: discord.token }),
      dataset: data.dataset(),
      texts: textsFor('en-GB'),
      log: pino({ level: 'silent' }),
    });
    const sent = (): readonly number[] => channels.map(({ id }) => discord.messages(id).length);
    const served = (): number => sent().filter((count) => count > 0).length;

    await discord.until(() => served() > due / 3, 'a third');
    await postgres.restart();
    await discord.until(() => served() === due, 'all', 60_000);
    // What was on its way during the restart is taken up again when its lease has ended.
    await expect
      .poll(() => messageStates(databaseUrl), { timeout: 60_000, interval: 500 })
      .toEqual({ sent: due });
    expect(Math.max(...sent())).toBe(1);
    expect(broken).toBeGreaterThan(0);

    await reminders.stop();
    await store.close();
    await discord.close();
    await postgres.stop();
    data.remove();
  },
  150_000,
);
