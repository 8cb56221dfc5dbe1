import fc from 'fast-check';
import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import { noTenantGates } from '../../src-shared/access/gates.ts';
import { worldOfFacts } from '../../src-shared/access/world-of-facts.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { FreezeQuestion } from '../../src-shared/reviews/freeze-question.ts';
import { aRole } from './facts.ts';
import { aReviewer } from './frozen-campaign.ts';
import { smallScopeTree } from './scope-tree.ts';

/** What a freeze is asked here. */
export type Question = Omit<FreezeQuestion, 'gates' | 'keep'>;

/** All rules, decided by ada. */
export const everything: Question = {
  population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
  reviewers: { by: 'name', named: [aReviewer('ada')], fallback: aReviewer('root'), deputy: aReviewer('dep') },
  fourEyes: false,
  reviewed: [],
  chances: [],
};

const permission = (
  resourceType: string,
  group: string,
  actions: Role['permissions'][number]['actions'],
) => ({
  resourceType,
  displayName: resourceType,
  group,
  actions,
});
/** A role of each tier. */
export const administrator: Role = {
  ...aRole(1, 'System administrator'),
  permissions: [
    permission('users', 'iam', ['create', 'read', 'update', 'delete']),
    permission('jobs', 'workload', ['create', 'read', 'delete']),
  ],
};
export const manager: Role = {
  ...aRole(2, 'Department administrator'),
  permissions: [permission('project', 'organization', ['create', 'read'])],
};
export const viewer: Role = {
  ...aRole(7, 'Viewer'),
  permissions: [permission('jobs', 'workload', ['read'])],
};

/** Places of the small tree. */
export const tenant = { type: 'tenant', id: '7', name: 'Acme' };
export const cats = { type: 'project', id: 'p-cats', name: 'cats' };
export const vision = { type: 'department', id: 'd-vision', name: 'vision' };

/** A world of the three roles and the small tree, and of what a test says. */
export function world(facts: Partial<AccessFacts>): ReturnType<typeof worldOfFacts> {
  return worldOfFacts({
    users: [],
    serviceAccounts: [],
    roles: [administrator, manager, viewer],
    scopes: smallScopeTree,
    rules: [],
    gates: noTenantGates,
    asOf: '2026-06-01T00:00:00.000Z',
    ...facts,
  });
}

/** Seeds of tenants. */
export const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
