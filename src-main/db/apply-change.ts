import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { createOrganisationWriter } from './build/organisation-writers.ts';
import { userColumns } from './build/user-writer.ts';
import { ruleColumns } from './build/rule-writer.ts';
import { singlePagesFrom } from './build/page-input.ts';
import { type RuleRow, ruleRow } from './facts/rule-row.ts';
import { type UserRow, fullName, userRow } from './facts/user-row.ts';
import { foldText } from './fold-text.ts';
import { hashPage } from './facts/page-body.ts';
import type { FactFile } from './fact-file.ts';
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

/** Finds or makes the number under which a thing is stored that repeats, of which there are few. */
function numberOf(
  { prepared }: FactFile,
  table: string,
  columns: readonly string[],
  ...values: (string | number)[]
): number {
  const found: unknown = prepared(`SELECT n FROM ${table} WHERE ${columns.join(' = ? AND ')} = ?`)
    .pluck()
    .get(...values);
  if (typeof found === 'number') return found;
  return insert({ prepared }, table, columns, values);
}

const textNumber = (file: FactFile, text: string): number => numberOf(file, 'texts', ['text'], text);

/** Keeps a fact as sent, on a page of its own; answers the page. */
function keepFact({ prepared }: FactFile, kind: FactKind, raw: unknown): number {
  const body = Buffer.from(JSON.stringify([raw]));
  const highest = Number(prepared('SELECT coalesce(max(id), 0) FROM pages').pluck().get());
  const id = Math.max(highest + 1, singlePagesFrom);
  prepared('INSERT INTO pages VALUES (?, ?, NULL, NULL, ?, 1, 0, 0, ?)').run(id, kind, hashPage(body), body);
  return id;
}

function insert(
  { prepared }: Pick<FactFile, 'prepared'>,
  table: string,
  columns: readonly string[],
  values: readonly (string | number | null)[],
): number {
  const marks = columns.map(() => '?').join(', ');
  return Number(
    prepared(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(...values).lastInsertRowid,
  );
}

function removeUser({ prepared }: FactFile, id: string): boolean {
  const n: unknown = prepared('SELECT n FROM users WHERE id = ?').pluck().get(id);
  if (typeof n !== 'number') return false;
  prepared('DELETE FROM user_search WHERE rowid = ?').run(n);
  prepared('DELETE FROM users WHERE n = ?').run(n);
  return true;
}

function putUser(file: FactFile, raw: unknown): WrittenUser | null {
  const user = userRow(raw);
  if (user === null) return null;
  removeUser(file, user.id);
  const n = insert(file, 'users', userColumns, [
    user.id,
    user.email,
    user.firstName,
    user.lastName,
    user.isLocal === null ? null : Number(user.isLocal),
    user.lastLogin,
    textNumber(file, user.createdBy),
    user.createdAt,
    user.updatedAt,
    numberOf(file, 'group_sets', ['names'], JSON.stringify(user.groups)),
    keepFact(file, 'users', raw),
    0,
  ]);
  file
    .prepared('INSERT INTO user_search (rowid, email, name) VALUES (?, ?, ?)')
    .run(n, foldText(user.email), foldText(fullName(user.firstName, user.lastName)));
  return { ...user, n };
}

function removeRule({ prepared }: FactFile, id: number): void {
  prepared('DELETE FROM rules WHERE id = ?').run(id);
}

function putRule(file: FactFile, raw: unknown): RuleRow | null {
  const rule = ruleRow(raw);
  if (rule === null) return null;
  removeRule(file, rule.id);
  if (rule.deleted) return rule;
  insert(file, 'rules', ruleColumns, [
    rule.id,
    file.subjectNumber(rule.subjectType, rule.subjectId),
    numberOf(file, 'role_names', ['role', 'name'], rule.roleId, rule.roleName),
    numberOf(file, 'scopes', ['type', 'id', 'name'], rule.scopeType, rule.scopeId, rule.scopeName),
    textNumber(file, rule.phase),
    textNumber(file, rule.createdBy),
    rule.createdAt,
    rule.updatedAt,
    keepFact(file, 'access-rules', raw),
    0,
  ]);
  return rule;
}

function removeRole({ prepared }: FactFile, id: number): void {
  prepared('DELETE FROM role_permissions WHERE role = ?').run(id);
  prepared('DELETE FROM roles WHERE id = ?').run(id);
}

function putRoles(file: FactFile, roles: readonly unknown[]): void {
  if (roles.length === 0) return;
  const writer = createOrganisationWriter(file.database, 'roles');
  for (const raw of roles) writer.write(raw, keepFact(file, 'roles', raw), 0);
  writer.flush();
}

function putServiceAccounts(file: FactFile, accounts: readonly unknown[]): void {
  if (accounts.length === 0) return;
  const writer = createOrganisationWriter(file.database, 'service-accounts');
  for (const raw of accounts) writer.write(raw, keepFact(file, 'service-accounts', raw), 0);
}

/** Whether a change says anything about the tenant's facts, or only about what is laid over them. */
export function holdsFacts(change: MirrorChange): boolean {
  const { overlay: _, ...facts } = change;
  return Object.values(facts).some((list) => list.length > 0);
}

/**
 * Writes the facts that changed at the tenant, in one transaction with the revision and the search. `rulesOf` are the
 * ids of the rules of removed subjects. Facts outside the contract are left out: the next pull brings them or counts them.
 * Once it is committed, or not, {@link FactFile.settleSubjects} is to be told.
 */
export function writeChange(
  file: FactFile,
  change: MirrorChange,
  rulesOf: readonly number[],
  revision: number,
): WrittenChange {
  return file.database
    .transaction((): WrittenChange => {
      const removedUserIds = (change.removedUserIds ?? []).filter((id) => removeUser(file, id));
      const removedRuleIds = [...(change.removedRuleIds ?? []), ...rulesOf];
      for (const id of removedRuleIds) removeRule(file, id);
      const users = (change.users ?? []).map((raw) => putUser(file, raw)).filter((user) => user !== null);
      const rules = (change.rules ?? []).map((raw) => putRule(file, raw)).filter((rule) => rule !== null);
      for (const id of change.removedServiceAccountIds ?? [])
        file.prepared('DELETE FROM service_accounts WHERE id = ?').run(id);
      putServiceAccounts(file, change.serviceAccounts ?? []);
      for (const id of change.removedRoleIds ?? []) removeRole(file, id);
      putRoles(file, change.roles ?? []);
      file.prepared('UPDATE state SET revision = ?, touched = 1').run(revision);
      return { users, rules, removedUserIds, removedRuleIds };
    })
    .immediate();
}
