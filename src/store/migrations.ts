import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/**
 * Numbered steps from an empty database to today's tables, each applied once, in order, at start. A step that
 * was ever released is never changed: add another.
 */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-reminders': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('subscriptions')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('about', 'text', (column) => column.notNull())
        .addColumn('leads', 'text', (column) => column.notNull())
        .addColumn('anniversaries', 'integer', (column) => column.notNull())
        .addColumn('time', 'text', (column) => column.notNull())
        .addColumn('zone', 'text', (column) => column.notNull())
        .addColumn('mention', 'text')
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('next_due_at', 'bigint')
        .addColumn('reckoned_with', 'text')
        .addColumn('last_outcome', 'text')
        .addColumn('last_outcome_at', 'bigint')
        .execute();
      await db.schema.createIndex('subscriptions_due').on('subscriptions').column('next_due_at').execute();
      await db.schema
        .createIndex('subscriptions_reckoned')
        .on('subscriptions')
        .column('reckoned_with')
        .execute();
      await db.schema.createIndex('subscriptions_guild').on('subscriptions').column('guild').execute();
      await db.schema.createIndex('subscriptions_channel').on('subscriptions').column('channel').execute();

      await db.schema
        .createTable('messages')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('part', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('claimable_at', 'bigint')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('unsure_since', 'bigint')
        .addColumn('message_id', 'text')
        .addColumn('reason', 'text')
        .addColumn('finished_at', 'bigint')
        .addUniqueConstraint('messages_once', ['channel', 'due_at', 'part'])
        .execute();
      await db.schema.createIndex('messages_claimable').on('messages').column('claimable_at').execute();
      await db.schema.createIndex('messages_finished').on('messages').column('finished_at').execute();
      await db.schema.createIndex('messages_guild').on('messages').column('guild').execute();

      await db.schema
        .createTable('deliveries')
        .addColumn('subscription', 'text', (column) =>
          column.notNull().references('subscriptions.id').onDelete('cascade'),
        )
        .addColumn('occurrence', 'text', (column) => column.notNull())
        .addColumn('message', 'text', (column) =>
          column.notNull().references('messages.id').onDelete('cascade'),
        )
        .addPrimaryKeyConstraint('deliveries_once', ['subscription', 'occurrence'])
        .execute();
      await db.schema.createIndex('deliveries_message').on('deliveries').column('message').execute();

      await db.schema
        .createTable('guilds')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('removed_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('starts')
        .addColumn('agreement', 'text', (column) => column.primaryKey())
        .addColumn('local', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('changes')
        .addColumn('agreement', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('before', 'text', (column) => column.notNull())
        .addColumn('after', 'text', (column) => column.notNull())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('changes_once', ['agreement', 'at'])
        .execute();
      await db.schema
        .createTable('pace')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('next_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
};

/** Brings a database up to date. Several processes may do so at once; the first one works, the others wait. */
export const migrate = async <T>(db: Kysely<T>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
};
