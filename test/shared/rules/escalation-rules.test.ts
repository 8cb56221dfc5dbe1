import { describe, expect, it } from 'vitest';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import {
  type ActorRights,
  checkEscalation,
  whyNotGive,
  whyNotTake,
} from '../../../src-shared/rules/escalation-rules.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';

const role = (name: string, ...permissions: [string, string[]][]) => ({
  name,
  enabled: true,
  permissions: permissions.map(([resourceType, actions]) => ({ resourceType, actions })),
});
const roles = new Map([
  [1, role('Giver', ['access_rules', ['create', 'delete']])],
  [2, role('Maker', ['projects', ['create', 'read']])],
  [3, role('Wide', ['projects', ['create', 'read', 'update', 'delete']], ['nodes', ['read']])],
  [
    4,
    {
      ...role('Wide, switched off', ['projects', ['update', 'delete']], ['nodes', ['read']]),
      enabled: false,
    },
  ],
]);
const on = (roleId: number, scopeType: string, scopeId: string) => ({
  roleId,
  roleName: '',
  scopeType,
  scopeId,
});
const actor = (...rules: ActorRights['rules']): ActorRights => ({
  rules,
  roles,
  scopes: createScopeIndex(smallScopeTree),
});
const cats = { type: 'project', id: 'p-cats' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;

describe('what the actor may give (V23)', () => {
  it('adds up what several rules give on the place and above it', () => {
    const both = actor(on(1, 'tenant', '7'), on(2, 'cluster', 'cluster-a'));
    expect(whyNotGive(both, 2, cats)).toBeNull();
    expect(whyNotGive(both, 2, clusterA)).toBeNull();
    expect(whyNotGive(both, 2, { type: 'cluster', id: 'cluster-b' })).toContain(
      'create projects, read projects',
    );
  });

  it('names the missing rights, the first three of them', () => {
    const some = actor(on(1, 'tenant', '7'));
    expect(whyNotGive(some, 3, cats)).toBe(
      'Wide gives rights that you do not hold on Project cats: create projects, read projects, update projects and 2 more. A System administrator could do it.',
    );
  });

  it('counts no rule of a role that is switched off', () => {
    const off = actor(on(1, 'tenant', '7'), on(2, 'tenant', '7'), on(4, 'tenant', '7'));
    expect(whyNotGive(off, 3, cats)).toContain('update projects, delete projects, read nodes');
  });

  it('asks for the right to give access on that very place', () => {
    const elsewhere = actor(on(1, 'project', 'p-dogs'), on(3, 'tenant', '7'));
    expect(whyNotGive(elsewhere, 2, cats)).toBe(
      'You may not give access on Project cats. A System administrator could do it.',
    );
    expect(whyNotGive(elsewhere, 2, { type: 'tenant', id: '7' })).toBe(
      'You may not give access on all clusters. A System administrator could do it.',
    );
  });

  it('says it for each place by itself', () => {
    const here = actor(on(1, 'project', 'p-cats'), on(2, 'project', 'p-cats'));
    const found = checkEscalation([{ roleId: 2, scopes: [cats, clusterA] }], here);
    expect(found.map(({ about, severity }) => [about, severity])).toEqual([['2:cluster:cluster-a', 'block']]);
  });
});

describe('what the actor may take away (V24)', () => {
  it('lets go what lies within the own rights, and nothing that reaches further', () => {
    const dana = actor(on(1, 'department', 'd-vision'), on(2, 'department', 'd-vision'));
    expect(whyNotTake(dana, on(2, 'project', 'p-cats'))).toBeNull();
    expect(whyNotTake(dana, on(3, 'project', 'p-cats'))).toContain('reaches further than your own rights');
    expect(whyNotTake(dana, on(2, 'department', 'd-empty'))).toContain('lies outside');
    expect(whyNotTake(dana, on(2, 'tenant', '7'))).toContain('lies outside');
  });
});
