import type { Database } from 'better-sqlite3';
import type { OverlayUser } from '../../../src-shared/changes/overlay.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import {
  type ServiceAccount,
  serviceAccountFromWire,
} from '../../../src-shared/wire/service-account-wire.ts';
import { cellAt } from '../columns/column.ts';
import type { FactPlace, FactReader } from '../facts/fact-reader.ts';
import { textsIn } from '../facts/texts-in.ts';
import { instantText } from '../facts/instant.ts';
import type { AccessModel } from './access-model.ts';
import type { RulesTable } from './rules-table.ts';

/** The text in a column of the rules, or null. */
function textOf(rules: RulesTable, column: string, row: number): string | null {
  const found = rules.columns.get(column);
  const cell = found === undefined ? null : cellAt(found, row);
  return typeof cell === 'string' ? cell : null;
}

/** A rule of the model in the domain's words. Times are whole milliseconds here; the fact as sent is in the drawer. */
export function accessRuleAt(model: AccessModel, row: number): AccessRule {
  const { rules } = model;
  const scope = rules.scopeOf(row);
  return {
    id: rules.ids.at(row),
    subjectType: rules.subjectType(rules.subjects.at(row)),
    subjectId: rules.subjectKeys.get(rules.subjects.at(row)),
    roleId: rules.roleIds.at(row),
    roleName: rules.roleNames.pool.get(rules.roleCodes.at(row)),
    scopeType: scope.type,
    scopeId: scope.id,
    scopeName: scope.name,
    clusterId: model.organisation.clusterOf(scope.type, scope.id),
    createdBy: textOf(rules, 'createdBy', row) ?? '',
    createdAt: textOf(rules, 'createdAt', row),
    updatedAt: textOf(rules, 'updatedAt', row),
    deletedAt: null,
    phase: textOf(rules, 'phase', row),
  };
}

/** The rules of these rows that will be there. */
export function rulesAt(model: AccessModel, rows: readonly number[]): AccessRule[] {
  return rows.filter((row) => !model.rules.pending.isRemoved(row)).map((row) => accessRuleAt(model, row));
}

/** Rules by number that will be there, in the order asked for. */
export function rulesById(model: AccessModel, ids: readonly number[]): AccessRule[] {
  return rulesAt(
    model,
    ids.map((id) => model.rules.rowOfId(id)).filter((row) => row >= 0),
  );
}

/** Rules of one role that will be there. */
export function rulesOfRole(model: AccessModel, roleId: number): AccessRule[] {
  const { rules } = model;
  const rows: number[] = [];
  for (let row = 0; row < rules.length; row += 1)
    if (rules.roleIds.at(row) === roleId && rules.isAlive(row)) rows.push(row);
  return rulesAt(model, rows);
}

interface StoredUser {
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly isLocal: number | null;
  readonly groups: string;
  readonly createdBy: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly lastLogin: number | null;
}

/** A user that is not at the tenant yet. */
function madeUser({ id, email, firstName, lastName, createdBy, createdAt }: OverlayUser): User {
  const unknown = { groups: [], updatedAt: null, lastLogin: null };
  return { id, email, firstName, lastName, isLocal: true, createdBy, createdAt, ...unknown };
}

/**
 * Users by id as they will be, in the order asked for: those made here too, those to be removed no more. Unknown ids are
 * left out.
 */
export function usersById(database: Database, model: AccessModel, ids: readonly string[]): User[] {
  const find = database.prepare<[string], StoredUser>(`
    SELECT u.id, email, first_name AS firstName, last_name AS lastName, is_local AS isLocal, names AS "groups",
           text AS createdBy, created_at AS createdAt, updated_at AS updatedAt, last_login AS lastLogin
    FROM users u JOIN group_sets g ON g.n = u.group_set JOIN texts t ON t.n = u.created_by WHERE u.id = ?`);
  return ids.flatMap((id) => {
    if (model.marks.users.get(id) === 'removed') return [];
    const made = model.marks.madeUsers.get(id);
    if (made !== undefined) return [madeUser(made)];
    const user = find.get(id);
    if (user === undefined) return [];
    return [
      {
        ...user,
        isLocal: user.isLocal === null ? null : user.isLocal === 1,
        groups: textsIn(user.groups),
        createdAt: instantText(user.createdAt),
        updatedAt: instantText(user.updatedAt),
        lastLogin: instantText(user.lastLogin),
      },
    ];
  });
}

/** Service accounts as they will be: by id in the order asked for, unknown ones left out; all, by name, for null. */
export function serviceAccountsById(
  database: Database,
  facts: FactReader,
  model: AccessModel,
  ids: readonly string[] | null,
): ServiceAccount[] {
  const { made, marks } = model.marks.overlay.serviceAccounts;
  const places = database.prepare<[string], FactPlace>(
    'SELECT page, slot FROM service_accounts WHERE id = ?',
  );
  const stored = database.prepare<[], string>('SELECT id FROM service_accounts').pluck();
  const found = (ids ?? [...stored.all(), ...made.map(({ id }) => id)]).flatMap((id): ServiceAccount[] => {
    const ours = made.find((account) => account.id === id);
    if (ours !== undefined) {
      const { mark, name, enabled, createdBy, createdAt } = ours;
      const unknown = { updatedAt: null, lastLogin: null };
      return mark === 'removed'
        ? []
        : [{ id, name, clientId: id, enabled, createdBy, createdAt, ...unknown }];
    }
    const place = places.get(id);
    const laid = marks.get(id);
    if (place === undefined || laid?.mark === 'removed') return [];
    const account = serviceAccountFromWire(facts.at(place));
    return [{ ...account, enabled: laid?.enabled ?? account.enabled }];
  });
  if (ids !== null) return found;
  return found.toSorted((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));
}
