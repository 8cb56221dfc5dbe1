import type { Database } from 'better-sqlite3';
import { createOrganisationWriter, tableOfKind } from './build/organisation-writers.ts';
import { singlePagesFrom } from './build/page-input.ts';
import { keyOfKind } from './build/previous-mirror.ts';
import type { FactPlace, FactReader } from './facts/fact-reader.ts';
import { hashPage } from './facts/page-body.ts';
import type { ListedKind } from './mirror-delta.ts';

/** What a list that came whole changed. */
export interface Replaced {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Something that was there has another name. */
  readonly renamed: boolean;
}

interface Kept {
  readonly name: string;
  readonly fact: string;
}

function stored(database: Database, facts: FactReader, kind: ListedKind): Map<string | number, Kept> {
  const key = keyOfKind(kind);
  const name = kind === 'identity-providers' ? 'alias' : 'name';
  const rows = database
    .prepare<[], FactPlace & { key: string | number; name: string }>(
      `SELECT ${key} AS key, ${name} AS name, page, slot FROM ${tableOfKind[kind]}`,
    )
    .all();
  return new Map(rows.map((row) => [row.key, { name: row.name, fact: JSON.stringify(facts.at(row)) }]));
}

function isSame(
  kind: ListedKind,
  rows: readonly unknown[],
  before: ReadonlyMap<string | number, Kept>,
): boolean {
  const keyed = new Set<string | number>();
  for (const raw of rows) {
    const id = keyOf(kind, raw);
    if (typeof id !== 'string' && typeof id !== 'number') return false;
    if (before.get(id)?.fact !== JSON.stringify(raw)) return false;
    keyed.add(id);
  }
  return keyed.size === before.size;
}

const keyIn = (kind: ListedKind): string => (kind === 'clusters' ? 'uuid' : keyOfKind(kind));

function keyOf(kind: ListedKind, raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null ? Reflect.get(raw, keyIn(kind)) : undefined;
}

/** How many of a kind are stored that a list does not have. */
export function missingFrom(database: Database, kind: ListedKind, rows: readonly unknown[]): number {
  const listed = new Set(rows.map((raw) => keyOf(kind, raw)));
  const keys = database
    .prepare(`SELECT ${keyOfKind(kind)} FROM ${tableOfKind[kind]}`)
    .pluck()
    .all();
  return keys.filter((key) => !listed.has(key)).length;
}

/** Kinds whose names rules repeat. */
const named: ReadonlySet<ListedKind> = new Set(['roles', 'clusters', 'departments', 'projects']);

/**
 * Puts a kind that was listed whole in the place of what is stored of it; does nothing when it is the same. Must run
 * inside a transaction. `facts` must not be used afterwards when anything changed.
 */
export function replaceList(
  database: Database,
  facts: FactReader,
  kind: ListedKind,
  rows: readonly unknown[],
): Replaced {
  const before = stored(database, facts, kind);
  if (isSame(kind, rows, before)) return { added: 0, changed: 0, removed: 0, renamed: false };
  const body = Buffer.from(JSON.stringify(rows));
  const highest = Number(database.prepare('SELECT coalesce(max(id), 0) FROM pages').pluck().get());
  const page = Math.max(highest + 1, singlePagesFrom);
  database.exec(`DELETE FROM ${tableOfKind[kind]}`);
  database
    .prepare('INSERT INTO pages VALUES (?, ?, NULL, NULL, ?, ?, 0, 0, ?)')
    .run(page, kind, hashPage(body), rows.length, body);
  const writer = createOrganisationWriter(database, kind);
  for (const [slot, raw] of rows.entries()) writer.write(raw, page, slot);
  writer.flush();
  database.prepare('DELETE FROM pages WHERE kind = ? AND id <> ?').run(kind, page);
  const now = database
    .prepare<[], { key: string | number; name: string; slot: number }>(
      `SELECT ${keyOfKind(kind)} AS key, ${kind === 'identity-providers' ? 'alias' : 'name'} AS name, slot FROM ${tableOfKind[kind]}`,
    )
    .all();
  let added = 0;
  let changed = 0;
  let renamed = false;
  for (const { key, name, slot } of now) {
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) added += 1;
    else if (old.fact !== JSON.stringify(rows[slot])) {
      changed += 1;
      renamed ||= named.has(kind) && old.name !== name;
    }
  }
  return { added, changed, removed: before.size, renamed };
}
