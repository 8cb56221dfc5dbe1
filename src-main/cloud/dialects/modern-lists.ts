import type { FactList, FactLists } from './dialect.ts';

/** A list that comes whole. */
export const whole = (path: string, rowsMember: string | null, query: FactList['query'] = {}): FactList => ({
  path,
  query,
  paged: false,
  rowsMember,
  countPath: null,
});

const paged = (
  path: string,
  rowsMember: string | null,
  sortBy: string,
  countPath: string | null = null,
): FactList => ({ path, query: { sortBy, sortOrder: 'asc' }, paged: true, rowsMember, countPath });

const users = '/api/v1/users';
const rules = '/api/v1/authorization/access-rules';
const departments = '/api/v1/org-unit/departments';
const projects = '/api/v1/org-unit/projects';

/**
 * The lists of 2.24 and later (tenant-api §3.3–§3.8). Users are sorted by name and rules by creation, so that what
 * is added during a sweep lands at a place of its own or at the end (tenant-api §5.8, §5.9).
 */
export const modernLists: FactLists = {
  clusters: whole('/api/v1/clusters', null, { verbosity: 'full' }),
  departments: paged(departments, 'departments', 'createdAt', `${departments}/count`),
  projects: paged(projects, 'projects', 'createdAt', `${projects}/count`),
  roles: paged('/api/v2/authorization/roles', 'roles', 'name'),
  'permission-sets': whole('/api/v1/authorization/permission-sets', 'permissionSets'),
  'identity-providers': whole('/api/v1/idps', null),
  'service-accounts': whole('/api/v1/service-accounts', null),
  users: paged(users, null, 'username', `${users}/count`),
  'access-rules': paged(rules, 'accessRules', 'createdAt', `${rules}/count`),
};
