import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import {
  type ActorRights,
  checkEscalation,
  checkTouched,
} from '../../../src-shared/rules/escalation-rules.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';
import type { RuleCase } from './rule-cases.ts';

const of = (
  rule: string,
  about: string,
  expected: RuleCase['expected'],
  findings: RuleCase['findings'],
): RuleCase => ({ rule, about, expected, findings });

const tenant: ScopeRef = { type: 'tenant', id: '7' };
const clusterA: ScopeRef = { type: 'cluster', id: 'cluster-a' };
const clusterB: ScopeRef = { type: 'cluster', id: 'cluster-b' };
const cats: ScopeRef = { type: 'project', id: 'p-cats' };

const right = (resourceType: string, ...actions: string[]) => ({ resourceType, actions });
const rights = new Map([
  [1, { name: 'System administrator', enabled: true, permissions: [right('users', 'create', 'read')] }],
  [7, { name: 'Viewer', enabled: true, permissions: [right('projects', 'read')] }],
  [
    9,
    {
      name: 'Department administrator',
      enabled: true,
      permissions: [right('access_rules', 'create', 'read', 'delete'), right('projects', 'create', 'read')],
    },
  ],
]);
const heldRule = (roleId: number, scopeType: string, scopeId: string) => ({
  id: 3,
  roleId,
  roleName: rights.get(roleId)?.name ?? '',
  scopeType,
  scopeId,
});
const actorOn = (scopeType: string, scopeId: string, roleId = 9): ActorRights => ({
  rules: [heldRule(roleId, scopeType, scopeId)],
  roles: rights,
  scopes: createScopeIndex(smallScopeTree),
});

/** V23 and V24: how far the actor's own rights reach. */
export const reachCases: readonly RuleCase[] = [
  of('V23', 'a role within the own rights', null, () =>
    checkEscalation([{ roleId: 7, scopes: [cats] }], actorOn('department', 'd-vision')),
  ),
  of('V23', 'a role with more rights', 'block', () =>
    checkEscalation([{ roleId: 1, scopes: [cats] }], actorOn('department', 'd-vision')),
  ),
  of('V23', 'outside the own department', 'block', () =>
    checkEscalation([{ roleId: 7, scopes: [clusterB] }], actorOn('department', 'd-vision')),
  ),
  of('V23', 'above the own department', 'block', () =>
    checkEscalation([{ roleId: 7, scopes: [clusterA] }], actorOn('department', 'd-vision')),
  ),
  of('V23', 'a System administrator', null, () =>
    checkEscalation([{ roleId: 1, scopes: [clusterB] }], actorOn('tenant', '7', 1)),
  ),
  of('V23', 'an actor whose rights are not known', null, () =>
    checkEscalation([{ roleId: 1, scopes: [tenant] }], { ...actorOn('tenant', '7'), rules: [] }),
  ),
  of('V24', 'a rule in the own department', null, () =>
    checkTouched([heldRule(7, 'project', 'p-cats')], actorOn('department', 'd-vision')),
  ),
  of('V24', 'a rule in another place', 'block', () =>
    checkTouched([heldRule(7, 'cluster', 'cluster-b')], actorOn('department', 'd-vision')),
  ),
  of('V24', 'an administrator in the own department', 'block', () =>
    checkTouched([heldRule(1, 'project', 'p-cats')], actorOn('department', 'd-vision')),
  ),
  of('V24', 'a place that is gone', 'block', () =>
    checkTouched([heldRule(7, 'project', 'p-gone')], actorOn('department', 'd-vision')),
  ),
  of('V24', 'a place that is gone, by a System administrator', null, () =>
    checkTouched([heldRule(7, 'project', 'p-gone')], actorOn('tenant', '7', 1)),
  ),
];
