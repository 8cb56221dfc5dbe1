import type { Database } from 'better-sqlite3';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { createOrganisationWriter } from './build/organisation-writers.ts';
import { userColumns } from './build/user-writer.ts';
import { ruleColumns } from './build/rule-writer.ts';
import { singlePagesFrom } from './build/page-input.ts';
import { type RuleRow, ruleRow } from './facts/rule-row.ts';
import { type UserRow, fullName, userRow } from './facts/user-row.ts';
import { foldText } from './fold-text.ts';
import { hashPage } from './facts/page-body.ts';
import type { MirrorChange } from './mirror.ts';

/** A user to be shown, with the number of its row in `users`; 0 for one that is not at the tenant yet. */
export interface WrittenUser extends UserRow {
  readonly n: number;
}

/** What a change came to in the file. */
export interface WrittenChange {
  readonly users: readonly WrittenUser[];
  readonly rules: readonly RuleRow[];
  readonly removedUserIds: readonly string[];
  readonly removedRuleIds: readonly number[];
}

/** Finds or makes the number under which a repeating thing is stored. */
function numberOf(
  database: Database,
  table: string,
  values: Readonly<Record<string, string | number>>,
): number {
  const names = Object.keys(values);
  const found: unknown = database
    .prepare(`SELECT n FROM ${table} WHERE ${names.map((name) => `${name} = @${name}`).join(' AND ')}`)
    .pluck()
    .get(values);
  if (typeof found === 'number') return found;
  const inserted = database
    .prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    )
    .run(values);
  return Number(inserted.lastInsertRowid);
}

/** Keeps a fact as sent, on a page of its own; answers the page. */
function keepFact(database: Database, kind: FactKind, raw: unknown): number {
  const body = Buffer.from(JSON.stringify([raw]));
  const highest = Number(database.prepare('SELECT coalesce(max(id), 0) FROM pages').pluck().get());
  const id = Math.max(highest + 1, singlePagesFrom);
  database
    .prepare('INSERT INTO pages VALUES (?, ?, NULL, NULL, ?, 1, 0, 0, ?)')
    .run(id, kind, hashPage(body), body);
  return id;
}

function insert(
  database: Database,
  table: string,
  columns: readonly string[],
  values: readonly unknown[],
): number {
  const marks = columns.map(() => '?').join(', ');
  return Number(
    database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(...values)
      .lastInsertRowid,
  );
}

function removeUser(database: Database, id: string): boolean {
  const n: unknown = database.prepare('SELECT n FROM users WHERE id = ?').pluck().get(id);
  if (typeof n !== 'number') return false;
  database.prepare('DELETE FROM user_search WHERE rowid = ?').run(n);
  database.prepare('DELETE FROM users WHERE n = ?').run(n);
  return true;
}

function putUser(database: Database, raw: unknown): WrittenUser | null {
  const user = userRow(raw);
  if (user === null) return null;
  removeUser(database, user.id);
  const n = insert(database, 'users', userColumns, [
    user.id,
    user.email,
    user.firstName,
    user.lastName,
    user.isLocal === null ? null : Number(user.isLocal),
    user.lastLogin,
    numberOf(database, 'texts', { text: user.createdBy }),
    user.createdAt,
    user.updatedAt,
    numberOf(database, 'group_sets', { names: JSON.stringify(user.groups) }),
    keepFact(database, 'users', raw),
    0,
  ]);
  database
    .prepare('INSERT INTO user_search (rowid, email, name) VALUES (?, ?, ?)')
    .run(n, foldText(user.email), foldText(fullName(user.firstName, user.lastName)));
  return { ...user, n };
}

function putRule(database: Database, raw: unknown): RuleRow | null {
  const rule = ruleRow(raw);
  if (rule === null) return null;
  database.prepare('DELETE FROM rules WHERE id = ?').run(rule.id);
  if (rule.deleted) return rule;
  insert(database, 'rules', ruleColumns, [
    rule.id,
    numberOf(database, 'subjects', { type: rule.subjectType, key: rule.subjectId }),
    numberOf(database, 'role_names', { role: rule.roleId, name: rule.roleName }),
    numberOf(database, 'scopes', { type: rule.scopeType, id: rule.scopeId, name: rule.scopeName }),
    numberOf(database, 'texts', { text: rule.phase }),
    numberOf(database, 'texts', { text: rule.createdBy }),
    rule.createdAt,
    rule.updatedAt,
    keepFact(database, 'access-rules', raw),
    0,
  ]);
  return rule;
}

/** Whether a change says anything about the tenant's facts, or only about what is laid over them. */
export function holdsFacts(change: MirrorChange): boolean {
  const { overlay: _, ...facts } = change;
  return Object.values(facts).some((list) => list.length > 0);
}

/**
 * Writes the facts that changed at the tenant, in one transaction with the revision and the search. `rulesOf` are the
 * ids of the rules of removed subjects. Facts outside the contract are left out: the next pull brings them or counts them.
 */
export function writeChange(
  database: Database,
  change: MirrorChange,
  rulesOf: readonly number[],
  revision: number,
): WrittenChange {
  return database
    .transaction((): WrittenChange => {
      const removedUserIds = (change.removedUserIds ?? []).filter((id) => removeUser(database, id));
      const removedRuleIds = [...(change.removedRuleIds ?? []), ...rulesOf];
      for (const id of removedRuleIds) database.prepare('DELETE FROM rules WHERE id = ?').run(id);
      const users = (change.users ?? []).map((raw) => putUser(database, raw)).filter((user) => user !== null);
      const rules = (change.rules ?? []).map((raw) => putRule(database, raw)).filter((rule) => rule !== null);
      for (const id of change.removedServiceAccountIds ?? [])
        database.prepare('DELETE FROM service_accounts WHERE id = ?').run(id);
      const accounts = createOrganisationWriter(database, 'service-accounts');
      for (const raw of change.serviceAccounts ?? [])
        accounts.write(raw, keepFact(database, 'service-accounts', raw), 0);
      database.prepare('UPDATE state SET revision = ?, touched = 1').run(revision);
      return { users, rules, removedUserIds, removedRuleIds };
    })
    .immediate();
}
