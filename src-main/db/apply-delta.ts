import type { Database } from 'better-sqlite3';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { type WrittenChange, holdsFacts, writeChange } from './apply-change.ts';
import { countFacts, countKind, writeCursors } from './cursor-table.ts';
import { type Touched, deltaDifferences } from './delta-differences.ts';
import type { FactFile } from './fact-file.ts';
import type { FactPlace, FactReader } from './facts/fact-reader.ts';
import type { DeltaEnd, MirrorDelta } from './mirror-delta.ts';
import { missingFrom, replaceList } from './replace-list.ts';

/** What a delta came to in the file. */
export interface WrittenDelta {
  readonly end: DeltaEnd;
  /** The facts that changed, for the model; null when none did. */
  readonly written: WrittenChange | null;
  /** Whether any of the small kinds changed. */
  readonly lists: boolean;
}

/**
 * Writes what has changed at the tenant, in one transaction with the cursors; nothing at all when more would vanish than
 * may. What is as it was is not written again, and then not even the revision rises.
 */
export function applyDelta(
  parts: { readonly file: FactFile; readonly facts: FactReader; readonly revision: number },
  delta: MirrorDelta,
  touched: Touched,
): WrittenDelta {
  const { file, facts, revision } = parts;
  const { database } = file;
  const found = deltaDifferences(database, delta, touched);
  const { change, added, changed, removedUsers, removedRules, leaving } = found;
  const held = heldOf(database, delta, { removedUsers, removedRules });
  if (held !== null) return { end: held, written: null, lists: false };
  return database
    .transaction((): WrittenDelta => {
      const lists = delta.lists.map(({ kind, rows }) => {
        const ours =
          kind === 'service-accounts'
            ? {
                ids: touched.serviceAccounts,
                kept: placesOf(database, 'service_accounts', touched.serviceAccounts),
              }
            : kind === 'roles'
              ? { ids: touched.roles, kept: placesOf(database, 'roles', [...touched.roles].map(Number)) }
              : { ids: new Set<string>(), kept: [] };
        return replaceList(database, facts, kind, ours.ids.size === 0 ? rows : withOurs(facts, rows, ours));
      });
      const listsChanged = lists.some((list) => list.added + list.changed + list.removed > 0);
      const written = holdsFacts(change) || listsChanged ? writeChange(file, change, [], revision) : null;
      const { listedAt } = delta;
      writeCursors(database, { ...delta.cursors, ...(listedAt === undefined ? {} : { listedAt }) });
      const sum = (count: 'added' | 'changed' | 'removed'): number =>
        lists.reduce((total, list) => total + list[count], 0);
      const now = countFacts(database);
      const end: DeltaEnd = {
        outcome: 'applied',
        added: added + sum('added'),
        changed: changed + sum('changed'),
        removed: removedUsers + removedRules + sum('removed'),
        renamed: lists.some(({ renamed }) => renamed),
        users: now.users,
        rules: now.rules + leaving,
      };
      return { end, written, lists: listsChanged };
    })
    .immediate();
}

/** The first kind of which more would vanish than may. */
function heldOf(
  database: Database,
  { lists, mostRemoved }: MirrorDelta,
  { removedUsers, removedRules }: { readonly removedUsers: number; readonly removedRules: number },
): Extract<DeltaEnd, { outcome: 'held' }> | null {
  const before = countFacts(database);
  const kinds: readonly (readonly [FactKind, number, number, number])[] = [
    ['users', removedUsers, before.users, mostRemoved.users],
    ['access-rules', removedRules, before.rules, mostRemoved.rules],
    ...lists.map(({ kind, rows }) => {
      const of = countKind(database, kind);
      return [kind, missingFrom(database, kind, rows), of, mostRemoved.lists[kind]] as const;
    }),
  ];
  const [kind, wouldRemove, of] = kinds.find(([, removed, , most]) => removed > most) ?? [];
  return kind === undefined || wouldRemove === undefined || of === undefined
    ? null
    : { outcome: 'held', kind, wouldRemove, of };
}

/** Where facts lie that acts of ours wrote; those that are gone are left out. */
function placesOf(
  database: Database,
  table: 'service_accounts' | 'roles',
  ids: Iterable<string | number>,
): readonly FactPlace[] {
  const place = database.prepare<[string | number], FactPlace>(
    `SELECT page, slot FROM ${table} WHERE id = ?`,
  );
  return [...ids].flatMap((id) => place.get(id) ?? []);
}

/**
 * The list of service accounts, or of roles, as it was read, but those that an act of ours wrote meanwhile as that left
 * them: what was deleted does not come back by an older list (I8), and what was made is not lost.
 */
function withOurs(
  facts: FactReader,
  rows: readonly unknown[],
  ours: { readonly ids: ReadonlySet<string>; readonly kept: readonly FactPlace[] },
): readonly unknown[] {
  const idOf = (raw: unknown): string =>
    String(typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'id') : '');
  return [...rows.filter((raw) => !ours.ids.has(idOf(raw))), ...ours.kept.map((at) => facts.at(at))];
}
