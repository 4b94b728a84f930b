import type { Store } from './tables.ts';

/** A start that was added, changed or withdrawn; '' stands for none. */
export type StartChange = {
  readonly agreement: string;
  readonly at: number;
  readonly before: string;
  readonly after: string;
  /** The fingerprint of the starts with which it was noticed. */
  readonly fingerprint: string;
};

/** How long a change may still be told to those who were not reached: 30 days, in milliseconds. */
const KEEP_CHANGES = 30 * 24 * 60 * 60 * 1000;

/** The starts of a dataset, by agreement: the published wall-clock or day. */
export type Starts = {
  /** Those that lie ahead. */
  readonly ahead: ReadonlyMap<string, string>;
  readonly past: ReadonlyMap<string, string>;
  /** Differs when anything that decides what is due differs. */
  readonly fingerprint: string;
};

const changesBetween = (
  noted: ReadonlyMap<string, string>,
  { ahead, past, fingerprint }: Starts,
  at: number,
): StartChange[] => [
  ...[...ahead]
    .map(([agreement, after]) => ({ agreement, at, before: noted.get(agreement) ?? '', after, fingerprint }))
    .filter(({ before, after }) => before !== after),
  // One that lay ahead and is past now has not changed if it is the same.
  ...[...noted]
    .filter(([agreement]) => !ahead.has(agreement))
    .map(([agreement, before]) => ({ agreement, at, before, after: past.get(agreement) ?? '', fingerprint }))
    .filter(({ before, after }) => before !== after),
];

/**
 * Compares the starts that lie ahead with those noted when the dataset was last read, writes down what is new
 * or changed, and gives all changes of the last 30 days. The first time, all is only noted.
 */
export const noteStarts = async (
  { db }: Store,
  starts: Starts,
  now: number,
): Promise<readonly StartChange[]> =>
  db.transaction().execute(async (trx) => {
    // Holds other processes off until this one is done: they then find nothing new.
    await trx
      .insertInto('pace')
      .values({ name: 'starts', next_at: now })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ next_at: now }))
      .execute();
    const rows = await trx.selectFrom('starts').selectAll().execute();
    const noted = new Map(rows.map(({ agreement, local }) => [agreement, local]));
    // A row that is no agreement's tells that starts were noted before.
    const first = !noted.delete('');
    const changes = first ? [] : changesBetween(noted, starts, now);
    if (changes.length > 0) await trx.insertInto('changes').values(changes).execute();
    await trx
      .deleteFrom('changes')
      .where('at', '<=', now - KEEP_CHANGES)
      .execute();
    await trx.deleteFrom('starts').execute();
    const ahead = [...starts.ahead].map(([agreement, local]) => ({ agreement, local }));
    await trx
      .insertInto('starts')
      .values([{ agreement: '', local: '' }, ...ahead])
      .execute();
    return trx.selectFrom('changes').selectAll().orderBy('at').orderBy('agreement').execute();
  });
