import Sqlite from 'better-sqlite3';
import { ledgerMigrations } from '../../src-main/db/ledger.ts';
import { migrate } from '../../src-main/db/migrate.ts';

/** Run as a program: migrates a ledger and is killed when the step of this version has done its work but is not committed. */
const [path = '', version = ''] = process.argv.slice(2);
const database = new Sqlite(path);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
migrate(
  database,
  ledgerMigrations.map((step) => ({
    ...step,
    up(inside) {
      step.up(inside);
      if (String(step.version) !== version) return;
      // So that some of it is on the disk already.
      inside.pragma('cache_spill = 1');
      process.kill(process.pid, 'SIGKILL');
    },
  })),
);
