import type { Database } from 'better-sqlite3';

/** One step of a schema, forward only. Versions are numbered in tens. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** Runs inside the step's own transaction. */
  up(database: Database): void;
}
