import type { Database } from 'better-sqlite3';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import type { AccessModel } from './access-model.ts';

/** How many rows each view has, without building any. */
export function countRows(database: Database, model: AccessModel): Readonly<Record<ViewName, number>> {
  const { users, rules, organisation, marks } = model;
  const stored = (table: 'roles' | 'service_accounts'): number =>
    Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return {
    users: users.alive,
    'access-rules': rules.alive,
    roles: stored('roles') + marks.overlay.roles.made.length,
    groups: new Set([...users.groupsWithMembers(), ...rules.groupsNamed()]).size,
    'service-accounts': stored('service_accounts') + marks.overlay.serviceAccounts.made.length,
    projects: organisation.projects.size,
    departments: organisation.departments.size,
    clusters: organisation.clusters.size,
  };
}
