import { describe, expect, it } from 'vitest';
import type { AccessFacts } from '../../../src-shared/access/access-facts.ts';
import { answerAccess } from '../../../src-shared/access/ask-access.ts';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { aRule, aUser } from '../../builders/facts.ts';
import { roleWith } from '../../builders/role-facts.ts';

const administrator = roleWith(1, 'System administrator', 'jobs CRUD, users CRUD');
const researcher = roleWith(2, 'Researcher', 'jobs CR');
const viewer = roleWith(3, 'Viewer', 'jobs R');
const desk = roleWith(4, 'Night desk', 'jobs CRUD', { enabled: false });
const tenant = { type: 'tenant' as const, id: '7', name: 'Acme' };
const cluster = { type: 'cluster' as const, id: 'c', name: 'north' };
const project = { type: 'project' as const, id: 'p', name: 'cats' };

const nodes = [tenant, cluster, project].map((scope, at) => ({
  ...scope,
  parent: at === 0 ? null : at - 1,
  state: null,
  ruleCount: 0,
}));

/** What is said to help somebody to create jobs. */
function advice(rules: AccessRule[], more: Partial<AccessFacts> = {}, scope: ScopeRef | null = null) {
  const world = worldOfFacts({
    users: [aUser('ana@example.com')],
    serviceAccounts: [],
    roles: [administrator, researcher, viewer, desk],
    scopes: nodes,
    rules: [aRule(9, 'root@example.com', administrator, tenant), ...rules],
    gates: noTenantGates,
    asOf: null,
    ...more,
  });
  const subject = { type: 'user', id: 'ana@example.com' };
  const { missing } = answerAccess(() => world).explain({
    subject,
    resourceType: 'jobs',
    action: 'create',
    scope,
    as: 'tenant',
    gates: more.gates ?? noTenantGates,
  });
  return missing.map(({ kind, remedy }) => `${kind}: ${remedy?.words ?? 'nothing helps'}`);
}

const inGroup = { ...aRule(5, 'ops', researcher, project), subjectType: 'group' };
const at2013 = { ...noTenantGates, version: 213 };
const notAssigned = { projects: [], departments: null };

describe('what would help', () => {
  it.each<[string, string[], string[]]>([
    [
      'leaves open where, if no place is asked about and nothing is held',
      advice([]),
      ['no-rule: Give Researcher on the project where it is needed.'],
    ],
    [
      'gives the least role at the place that is asked about',
      advice([], {}, cluster),
      ['no-rule: Give Researcher on cluster north.'],
    ],
    [
      'gives it where something is held already',
      advice([aRule(1, 'ana@example.com', viewer, project)]),
      ['role-lacks: Give Researcher on project cats.'],
    ],
    [
      'opens what is dormant',
      advice([aRule(1, 'ana@example.com', desk, project)], {}, project),
      ['dormant: Switch the role Night desk on.'],
    ],
    [
      'asks for the sign-in that everything waits for',
      advice([aRule(1, 'ana@example.com', researcher, project)], { users: [] }, project),
      ['dormant: Ask them to sign in once.'],
    ],
    [
      'sends nobody to the identity provider who has a password here',
      advice([inGroup], {}, project),
      ['no-rule: Give Researcher on project cats.'],
    ],
    [
      'offers a group to those who come by the identity provider',
      advice([inGroup], { users: [{ ...aUser('ana@example.com'), isLocal: false }] }, project),
      ['not-in-group: Add to ops at the identity provider.'],
    ],
    [
      'gives on the cluster and assigns to the project on 2.13',
      advice([], { gates: at2013, assignments: notAssigned }, project),
      [
        'no-rule: Give Researcher on cluster north. Have an Editor or Department Administrator assign them to project cats, in the tenant’s own console.',
      ],
    ],
    [
      'only assigns on 2.13 whoever has the role',
      advice(
        [aRule(1, 'ana@example.com', researcher, cluster)],
        { gates: at2013, assignments: notAssigned },
        project,
      ),
      [
        'dormant: Have an Editor or Department Administrator assign them to project cats, in the tenant’s own console.',
      ],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
