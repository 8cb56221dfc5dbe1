import type { Database } from 'better-sqlite3';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { clusterFromWire } from '../../../src-shared/wire/cluster-wire.ts';
import { departmentFromWire } from '../../../src-shared/wire/department-wire.ts';
import { identityProviderFromWire } from '../../../src-shared/wire/identity-provider-wire.ts';
import { permissionSetFromWire } from '../../../src-shared/wire/permission-set-wire.ts';
import { projectFromWire } from '../../../src-shared/wire/project-wire.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { instantOf } from '../facts/instant.ts';
import { BatchInsert, type SqlValue } from './batch-insert.ts';
import type { FactWriter, Written } from './fact-writer.ts';

/** The kinds of which a tenant has hundreds, not hundreds of thousands. */
export type OrganisationKind = Exclude<FactKind, 'users' | 'access-rules'>;

/** Where each kind's rows are. */
export const tableOfKind: Readonly<Record<FactKind, string>> = {
  clusters: 'clusters',
  departments: 'departments',
  projects: 'projects',
  roles: 'roles',
  'permission-sets': 'permission_sets',
  'identity-providers': 'identity_providers',
  'service-accounts': 'service_accounts',
  users: 'users',
  'access-rules': 'rules',
};

type ToRow = (raw: unknown) => readonly SqlValue[];

const toRow: Readonly<Record<Exclude<OrganisationKind, 'roles'>, ToRow>> = {
  clusters(raw) {
    const { id, tenantId, name, state, version, createdAt } = clusterFromWire(raw);
    return [id, tenantId, name, state, version, instantOf(createdAt)];
  },
  departments(raw) {
    const { id, name, clusterId, createdAt } = departmentFromWire(raw);
    return [id, name, clusterId, instantOf(createdAt)];
  },
  projects(raw) {
    const { id, name, clusterId, departmentId, phase, createdAt } = projectFromWire(raw);
    return [id, name, clusterId, departmentId, phase, instantOf(createdAt)];
  },
  'permission-sets'(raw) {
    const { id, name, description } = permissionSetFromWire(raw);
    return [id, name, description];
  },
  'identity-providers'(raw) {
    const { alias, type, redirectUri, source } = identityProviderFromWire(raw);
    return [alias, type, redirectUri, source];
  },
  'service-accounts'(raw) {
    const { id, name, clientId, enabled, createdBy, createdAt, lastLogin } = serviceAccountFromWire(raw);
    return [id, name, clientId, Number(enabled), createdBy, instantOf(createdAt), instantOf(lastLogin)];
  },
};

/** Runs a parse; `rejected` instead of an `outside-contract` error. */
function accepted(parse: () => void): Written {
  try {
    parse();
    return 'stored';
  } catch (thrown) {
    if (thrown instanceof RolebookError && thrown.body.reason === 'outside-contract') return 'rejected';
    throw thrown;
  }
}

function createRoleWriter(database: Database): FactWriter {
  const role = database.prepare(
    'INSERT OR REPLACE INTO roles VALUES (@id, @name, @description, @custom, @enabled, @createdBy, @createdAt, @updatedAt, @page, @slot)',
  );
  const forget = database.prepare('DELETE FROM role_permissions WHERE role = ?');
  const permissions = new BatchInsert(database, 'role_permissions', ['role', 'resource_type', 'action']);
  /** Roles of which permissions may be on their way into the table. */
  const waiting = new Set<number>();
  const flush = (): void => {
    permissions.flush();
    waiting.clear();
  };
  return {
    write: (raw, page, slot) =>
      accepted(() => {
        const { id, name, description, custom, enabled, createdBy, createdAt, updatedAt, ...read } =
          roleFromWire(raw);
        // Some of an earlier one with the same id may still be waiting.
        if (waiting.has(id)) flush();
        forget.run(id);
        role.run({
          id,
          name,
          description,
          custom: Number(custom),
          enabled: Number(enabled),
          createdBy,
          createdAt: instantOf(createdAt),
          updatedAt: instantOf(updatedAt),
          page,
          slot,
        });
        for (const { resourceType, actions } of read.permissions)
          for (const action of actions) {
            permissions.put(id);
            permissions.put(resourceType);
            permissions.put(action);
          }
        waiting.add(id);
      }),
    flush,
  };
}

/** Writes one of the small kinds, row by row, checked by the wire schema itself; all is there after a flush. */
export function createOrganisationWriter(database: Database, kind: OrganisationKind): FactWriter {
  if (kind === 'roles') return createRoleWriter(database);
  const columns = database.prepare(`SELECT * FROM ${tableOfKind[kind]}`).columns().length;
  const marks = Array.from({ length: columns }, () => '?').join(', ');
  const insert = database.prepare(`INSERT OR REPLACE INTO ${tableOfKind[kind]} VALUES (${marks})`);
  return {
    write: (raw, page, slot) => accepted(() => void insert.run(...toRow[kind](raw), page, slot)),
    flush() {},
  };
}
