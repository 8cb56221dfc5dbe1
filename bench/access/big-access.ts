import { type BigFacts } from '../windows/big-mirror.ts';
import { bigRule, mixed, smallLists } from '../sync/big-facts.ts';

/** Nineteen entities, as the first table of the product has (domain §1.2). */
const entities = [
  'access_rules',
  'users',
  'department',
  'project',
  'jobs',
  'inferences',
  'workspaces',
  'environments',
  'pvc-assets',
  'compute-resources',
  'templates',
  'cluster',
  'nodepools',
  'nodes',
  'settings',
  'events-history',
  'dashboards-overview',
  'dashboards-analytics',
  'dashboards-consumption',
];
const actions = ['create', 'read', 'update', 'delete'];

/**
 * Seven roles that allow something, 445 scopes, and one rule in fifty for a group: so that most of what a user can do
 * comes by several ways. Without those, nothing would be left to find.
 */
export function bigAccess(): BigFacts {
  const lists = smallLists();
  return {
    lists: {
      ...lists,
      roles: lists.roles.map((role, at) => ({
        ...role,
        permissions: entities.map((resourceType, entity) => ({
          resourceType,
          actions: at === 0 ? actions : mixed(entity * 7 + at, 60) % 3 === 0 ? actions : ['read'],
        })),
      })),
    },
    rule: (index, users) => {
      const rule = bigRule(index, users);
      if (index % 50 !== 0) return rule;
      const team = `/org/team-${mixed(index, 61) % 300}`;
      return { ...rule, subjectType: 'group', subjectId: team };
    },
  };
}
