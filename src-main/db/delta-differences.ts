import type { Database } from 'better-sqlite3';
import { ruleRow } from './facts/rule-row.ts';
import { userRow } from './facts/user-row.ts';
import type { MirrorChange } from './mirror.ts';
import type { MirrorDelta } from './mirror-delta.ts';

/** What a delta changes in the mirror, with the facts that are as they were left out. */
export interface Differences {
  readonly change: Required<Pick<MirrorChange, 'users' | 'rules' | 'removedUserIds' | 'removedRuleIds'>>;
  readonly added: number;
  readonly changed: number;
  readonly removedUsers: number;
  readonly removedRules: number;
  /** Rules that are on their way out at the tenant, which still lists them, and that are not here (any more). */
  readonly leaving: number;
}

/** Ids of facts that an act of ours wrote since the delta began: what the delta read of them may be older. */
export interface Touched {
  readonly users: ReadonlySet<string>;
  readonly rules: ReadonlySet<number>;
  /** Rules that acts of ours removed, also before this delta. */
  readonly removedRules: ReadonlySet<number>;
  readonly serviceAccounts: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/** Facts by id, the last of each: pages that overlap bring some twice. */
function lastOfEach<Row extends { id: string | number }>(
  raws: readonly unknown[],
  rowOf: (raw: unknown) => Row | null,
): Map<string | number, { row: Row; raw: unknown }> {
  const found = new Map<string | number, { row: Row; raw: unknown }>();
  for (const raw of raws) {
    const row = rowOf(raw);
    if (row !== null) found.set(row.id, { row, raw });
  }
  return found;
}

const later = (stored: number | null, sent: number | null): boolean =>
  stored !== null && sent !== null && stored > sent;

/** Compares what a delta brought with what is stored. Facts outside the contract are left out, as a sweep does. */
export function deltaDifferences(database: Database, delta: MirrorDelta, touched: Touched): Differences {
  const storedUser = database.prepare<[string], { shown: string; updatedAt: number | null }>(`
    SELECT json_array(email, first_name, last_name, is_local, last_login, text, created_at, updated_at, json(names)) AS shown,
           updated_at AS updatedAt
    FROM users u JOIN group_sets g ON g.n = u.group_set JOIN texts t ON t.n = u.created_by WHERE u.id = ?`);
  const storedRule = database.prepare<[number], { shown: string; updatedAt: number | null }>(`
    SELECT json_array(s.type, s.key, m.role, m.name, c.type, c.id, c.name, p.text, a.text, r.created_at, r.updated_at) AS shown,
           r.updated_at AS updatedAt
    FROM rules r JOIN subjects s ON s.n = r.subject JOIN role_names m ON m.n = r.role JOIN scopes c ON c.n = r.scope
      JOIN texts p ON p.n = r.phase JOIN texts a ON a.n = r.created_by WHERE r.id = ?`);
  const canonical = database.prepare<[string], string>('SELECT json(?)').pluck();
  const same = (stored: string, sent: readonly unknown[]): boolean =>
    stored === canonical.get(JSON.stringify(sent));

  const users: unknown[] = [];
  const rules: unknown[] = [];
  const removedRuleIds: number[] = [];
  let added = 0;
  let changed = 0;
  let leaving = 0;
  // That they are not there was asked last: a page that still had them is older (I8).
  const gone = new Set(delta.removedUserIds);
  for (const { row, raw } of lastOfEach(delta.users, userRow).values()) {
    if (gone.has(row.id)) continue;
    const stored = touched.users.has(row.id) ? 'ours' : storedUser.get(row.id);
    const { email, firstName, lastName, isLocal, lastLogin, createdBy, createdAt, updatedAt, groups } = row;
    const local = isLocal === null ? null : Number(isLocal);
    const shown = [email, firstName, lastName, local, lastLogin, createdBy, createdAt, updatedAt, groups];
    if (stored === 'ours') continue;
    if (stored !== undefined && (later(stored.updatedAt, updatedAt) || same(stored.shown, shown))) continue;
    users.push(raw);
    if (stored === undefined) added += 1;
    else changed += 1;
  }
  for (const { row, raw } of lastOfEach(delta.rules, ruleRow).values()) {
    const stored = storedRule.get(row.id);
    if (stored === undefined && !row.deleted) {
      // What was deleted does not come back for as long as the tenant takes to remove it (I8). Old clusters say no phase;
      // what was removed here is known all the same, because no id is given twice.
      if (row.phase === 'Deleting' || touched.removedRules.has(row.id)) {
        leaving += 1;
        continue;
      }
    }
    if (touched.rules.has(row.id)) continue;
    if (row.deleted) {
      if (stored !== undefined) removedRuleIds.push(row.id);
      continue;
    }
    const { subjectType, subjectId, roleId, roleName, scopeType, scopeId, scopeName, phase } = row;
    const shown = [subjectType, subjectId, roleId, roleName, scopeType, scopeId, scopeName, phase];
    const times = [row.createdBy, row.createdAt, row.updatedAt];
    if (stored !== undefined) {
      if (later(stored.updatedAt, row.updatedAt) || same(stored.shown, [...shown, ...times])) continue;
      changed += 1;
    } else added += 1;
    rules.push(raw);
  }
  const knownUser = database.prepare<[string], number>('SELECT 1 FROM users WHERE id = ?').pluck();
  const removedUserIds = [...gone].filter((id) => !touched.users.has(id) && knownUser.get(id) !== undefined);
  return {
    change: { users, rules, removedUserIds, removedRuleIds },
    added,
    changed,
    removedUsers: removedUserIds.length,
    removedRules: removedRuleIds.length,
    leaving,
  };
}
