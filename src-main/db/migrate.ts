import type { Database } from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Migration } from './migration.ts';

/** The schema's version as the file says. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Whether the version is one that no edition has ever written: then the file's head is damaged. Steps are numbered in
 * tens, also those of editions to come.
 */
export function isVersionImpossible(
  database: Database,
  migrations: readonly Migration[],
  version: number,
): boolean {
  const known = migrations.some((migration) => migration.version === version);
  if (version === 0) return database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0;
  return !known && (version % 10 !== 0 || version < (migrations.at(-1)?.version ?? 0));
}

/** Refuses a file that a newer edition has written: we could only harm it, so there is no button to delete it. */
export function refuseFuture(migrations: readonly Migration[], version: number): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (version <= newest) return;
  throw new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'database-from-the-future',
    message: 'A newer edition of Rolebook has written this data.',
    hint: 'Install that edition again. Nothing was changed.',
  });
}

/** The steps that a file of this version has not seen yet, in order. */
export function pendingMigrations(migrations: readonly Migration[], version: number): readonly Migration[] {
  return migrations.filter((migration) => migration.version > version);
}

/**
 * Takes the file to the newest version, one transaction a step including the version number (reliability §2.2).
 * Answers how many steps ran; a second call answers 0.
 */
export function migrate(database: Database, migrations: readonly Migration[]): number {
  const pending = pendingMigrations(migrations, schemaVersion(database));
  for (const migration of pending) {
    database
      .transaction(() => {
        migration.up(database);
        database.pragma(`user_version = ${migration.version}`);
      })
      .exclusive();
  }
  return pending.length;
}
