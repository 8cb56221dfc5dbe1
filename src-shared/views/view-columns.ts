import type { ViewName } from './view-query.ts';

/** How a column is drawn, filtered and exported. */
export type ColumnKind = 'text' | 'email' | 'time' | 'number' | 'list' | 'choice' | 'id';

/** One column of a view. */
export interface ViewColumn {
  readonly id: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Whether the view can be ordered by it. */
  readonly sortable: boolean;
  /** Shown before the user chose anything. */
  readonly shown: boolean;
  /** Has facet values to choose from. */
  readonly facet: boolean;
  /** Preferred width in pixels. */
  readonly width: number;
}

const column = (
  id: string,
  label: string,
  kind: ColumnKind,
  width: number,
  options: { sortable?: boolean; shown?: boolean; facet?: boolean } = {},
): ViewColumn => ({
  id,
  label,
  kind,
  width,
  sortable: options.sortable ?? true,
  shown: options.shown ?? true,
  facet: options.facet ?? false,
});

/** What an open change makes of the row: a mark of changes/overlay.ts, or nothing. Tables draw it as the mark of the row. */
const pending = column('pending', 'Change', 'choice', 110, { facet: true, shown: false });

/**
 * Every table's columns in their default order (domain §2.3, plus roles and scopes of users). The first column
 * is the row's name. The window, the command line and the mirror's queries all read this one list.
 */
export const viewColumns: Readonly<Record<ViewName, readonly ViewColumn[]>> = {
  users: [
    column('email', 'User', 'email', 280),
    column('type', 'Type', 'choice', 140, { facet: true }),
    column('roles', 'Roles', 'list', 240, { facet: true, sortable: false }),
    column('scopes', 'Scopes', 'list', 240, { facet: true, sortable: false }),
    column('lastLogin', 'Last login', 'time', 140),
    column('name', 'Name', 'text', 160),
    column('groups', 'Groups', 'list', 180, { facet: true, sortable: false, shown: false }),
    column('ruleCount', 'Access rules', 'number', 110),
    column('createdBy', 'Created by', 'text', 200, { facet: true, shown: false }),
    column('createdAt', 'Created', 'time', 140),
    column('updatedAt', 'Last updated', 'time', 140, { shown: false }),
    pending,
  ],
  'access-rules': [
    column('subjectId', 'Subject', 'text', 250),
    column('subjectType', 'Type', 'choice', 130, { facet: true }),
    column('roleName', 'Role', 'choice', 200, { facet: true }),
    column('effect', 'Effect', 'choice', 150, { facet: true }),
    column('scopeName', 'Scope', 'text', 200),
    column('scopeType', 'Scope type', 'choice', 110, { facet: true }),
    column('path', 'Path', 'text', 200),
    column('phase', 'Status', 'choice', 110, { facet: true }),
    column('createdBy', 'Authorized by', 'text', 200, { facet: true }),
    column('createdAt', 'Created', 'time', 140),
    column('updatedAt', 'Last updated', 'time', 140, { shown: false }),
    column('id', 'Rule id', 'id', 90, { shown: false }),
    pending,
  ],
  roles: [
    column('name', 'Role', 'text', 240),
    column('kind', 'Kind', 'choice', 110, { facet: true }),
    column('enabled', 'State', 'choice', 100, { facet: true }),
    column('holders', 'Access rules', 'number', 120),
    column('permissionCount', 'Permissions', 'number', 110),
    column('description', 'Description', 'text', 420, { sortable: false }),
    column('createdBy', 'Created by', 'text', 180, { facet: true }),
    column('createdAt', 'Created', 'time', 140),
    pending,
  ],
  groups: [
    column('name', 'Group', 'text', 280),
    column('members', 'Known members', 'number', 130),
    column('ruleCount', 'Access rules', 'number', 120),
    column('roles', 'Roles', 'list', 260, { facet: true, sortable: false }),
    column('scopes', 'Scopes', 'list', 260, { facet: true, sortable: false }),
  ],
  'service-accounts': [
    column('name', 'Service account', 'text', 240),
    column('clientId', 'Client ID', 'id', 220),
    column('enabled', 'State', 'choice', 100, { facet: true }),
    column('roles', 'Roles', 'list', 220, { facet: true, sortable: false }),
    column('ruleCount', 'Access rules', 'number', 110),
    column('lastLogin', 'Last login', 'time', 140),
    column('createdBy', 'Created by', 'text', 200, { facet: true }),
    column('createdAt', 'Created', 'time', 140),
    pending,
  ],
  projects: [
    column('name', 'Project', 'text', 220),
    column('department', 'Department', 'choice', 180, { facet: true }),
    column('cluster', 'Cluster', 'choice', 180, { facet: true }),
    column('phase', 'Status', 'choice', 110, { facet: true }),
    column('ruleCount', 'Access rules', 'number', 110),
    column('createdAt', 'Created', 'time', 140),
    column('id', 'Id', 'id', 280, { shown: false }),
  ],
  departments: [
    column('name', 'Department', 'text', 220),
    column('cluster', 'Cluster', 'choice', 180, { facet: true }),
    column('projects', 'Projects', 'number', 100),
    column('ruleCount', 'Access rules', 'number', 110),
    column('createdAt', 'Created', 'time', 140),
    column('id', 'Id', 'id', 280, { shown: false }),
  ],
  clusters: [
    column('name', 'Cluster', 'text', 220),
    column('state', 'State', 'choice', 140, { facet: true }),
    column('version', 'Version', 'text', 110),
    column('departments', 'Departments', 'number', 120),
    column('projects', 'Projects', 'number', 100),
    column('ruleCount', 'Access rules', 'number', 110),
    column('createdAt', 'Created', 'time', 140),
    column('id', 'Id', 'id', 300, { shown: false }),
  ],
};
