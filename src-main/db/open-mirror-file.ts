import type { Database } from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { setAside } from './damaged.ts';
import { finish } from './finish-work.ts';
import { mirrorApplicationId, mirrorMigrations } from './mirror-schema.ts';
import { openDatabase } from './open.ts';
import type { AccessModel } from './views/access-model.ts';
import { openModel } from './views/open-model.ts';

/** What a mirror's file says it is. */
export const mirrorKind = { applicationId: mirrorApplicationId, migrations: mirrorMigrations };

/** A mirror's file and what it holds. */
export interface OpenedMirror {
  readonly database: Database;
  readonly model: AccessModel;
}

function openAll(path: string): OpenedMirror {
  const database = openDatabase(path, mirrorKind);
  try {
    return { database, model: finish(openModel(database, path)) };
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/**
 * Opens (or makes) a mirror. A damaged one, or one of another schema, is set aside under `damaged/<time>/` and an empty one
 * takes its place: the next pull fills it. Other troubles are thrown as `storage` RolebookErrors.
 */
export function openMirrorFile(path: string, now: string): OpenedMirror {
  try {
    return openAll(path);
  } catch (thrown) {
    if (!(thrown instanceof RolebookError) || thrown.body.reason !== 'database-damaged') throw thrown;
    setAside(path, now);
    return openAll(path);
  }
}
