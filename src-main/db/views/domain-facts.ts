import type { Database } from 'better-sqlite3';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
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

/** Users by id, in the order asked for; unknown ids are left out. */
export function usersById(database: Database, ids: readonly string[]): User[] {
  const find = database.prepare<[string], StoredUser>(`
    SELECT u.id, email, first_name AS firstName, last_name AS lastName, is_local AS isLocal, names AS "groups",
           text AS createdBy, created_at AS createdAt, updated_at AS updatedAt, last_login AS lastLogin
    FROM users u JOIN group_sets g ON g.n = u.group_set JOIN texts t ON t.n = u.created_by WHERE u.id = ?`);
  return ids
    .map((id) => find.get(id))
    .filter((user) => user !== undefined)
    .map((user) => ({
      ...user,
      isLocal: user.isLocal === null ? null : user.isLocal === 1,
      groups: textsIn(user.groups),
      createdAt: instantText(user.createdAt),
      updatedAt: instantText(user.updatedAt),
      lastLogin: instantText(user.lastLogin),
    }));
}

/** All roles with their permissions, by name. */
export function allRoles(database: Database, facts: FactReader): Role[] {
  return database
    .prepare<[], FactPlace>('SELECT page, slot FROM roles ORDER BY lower(name), id')
    .all()
    .map((place) => roleFromWire(facts.at(place)));
}

/** Service accounts by id, in the order asked for, unknown ids left out; all by name for null. */
export function serviceAccountsById(
  database: Database,
  facts: FactReader,
  ids: readonly string[] | null,
): ServiceAccount[] {
  const places =
    ids === null
      ? database
          .prepare<[], FactPlace>('SELECT page, slot FROM service_accounts ORDER BY lower(name), id')
          .all()
      : ids.flatMap((id) =>
          database
            .prepare<[string], FactPlace>('SELECT page, slot FROM service_accounts WHERE id = ?')
            .all(id),
        );
  return places.map((place) => serviceAccountFromWire(facts.at(place)));
}
