import type { Database } from 'better-sqlite3';
import { tableOfKind } from './build/organisation-writers.ts';
import { type Cursors, type DeltaStart, type ListedKind, cursorNames } from './mirror-delta.ts';

function moments(database: Database): Map<string, number> {
  const rows = database
    .prepare<[], { name: string; moment: number }>('SELECT name, moment FROM cursors')
    .all();
  return new Map(rows.map(({ name, moment }) => [name, moment]));
}

/** Writes some cursors; the others stay. */
export function writeCursors(database: Database, named: Readonly<Record<string, number>>): void {
  const put = database.prepare('INSERT OR REPLACE INTO cursors VALUES (?, ?)');
  for (const [name, moment] of Object.entries(named)) put.run(name, moment);
}

/** What a delta can go on from; null before a complete sweep. */
export function readDeltaStart(database: Database): DeltaStart | null {
  const known = moments(database);
  const at = (name: string): number => known.get(name) ?? 0;
  if (![...cursorNames, 'listedAt', 'sweptAt'].every((name) => known.has(name))) return null;
  const cursors: Cursors = {
    updatedUsers: at('updatedUsers'),
    createdUsers: at('createdUsers'),
    signedInUsers: at('signedInUsers'),
    rules: at('rules'),
    events: at('events'),
  };
  const origin: unknown = database.prepare('SELECT origin FROM state').pluck().get();
  return {
    origin: typeof origin === 'string' ? origin : null,
    cursors,
    listedAt: at('listedAt'),
    sweptAt: at('sweptAt'),
    ...countFacts(database),
    lists: countLists(database),
  };
}

/** Users and rules of the tenant. */
export function countFacts(database: Database): { users: number; rules: number } {
  const count = (table: 'users' | 'rules'): number =>
    Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return { users: count('users'), rules: count('rules') };
}

/** Facts of a small kind. */
export function countKind(database: Database, kind: ListedKind): number {
  return Number(database.prepare(`SELECT count(*) FROM ${tableOfKind[kind]}`).pluck().get());
}

function countLists(database: Database): DeltaStart['lists'] {
  return {
    clusters: countKind(database, 'clusters'),
    departments: countKind(database, 'departments'),
    projects: countKind(database, 'projects'),
    roles: countKind(database, 'roles'),
    'permission-sets': countKind(database, 'permission-sets'),
    'identity-providers': countKind(database, 'identity-providers'),
    'service-accounts': countKind(database, 'service-accounts'),
  };
}

/**
 * After a complete sweep that took so many milliseconds (with what it took over from an earlier one): deltas go on from
 * where it began. The tenant's clock is only known from its stamps: none is later than the end of the sweep, so the
 * latest less the sweep's length is not later than its beginning.
 */
export function startCursors(database: Database, latest: number, took: number, now: number): void {
  const moment = Math.max(0, Math.floor(latest - took));
  const cursors = Object.fromEntries(cursorNames.map((name) => [name, moment]));
  database.transaction(() => writeCursors(database, { ...cursors, listedAt: now, sweptAt: now })).immediate();
}
