import { describe, expect, test } from 'vitest';
import {
  cardOf,
  changeProblem,
  chosenScope,
  draftOf,
} from '../../../../src-renderer/features/rule-actions/change-rule-model.ts';
import {
  ruleText,
  unfitToChange,
  unfitToRemove,
} from '../../../../src-renderer/features/rule-actions/rule-words.ts';
import { levelsOf, scopeOptions } from '../../../../src-renderer/ui/grant-editor/scope-choices.ts';
import { buildScopeTree } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';
import type { RuleTarget } from '../../../../src-renderer/ui/slots.tsx';
import type { Role } from '../../../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../../../src-shared/domain/scope.ts';

const node = (type: ScopeNode['type'], id: string, name: string, parent: number | null): ScopeNode => ({
  type,
  id,
  name,
  parent,
  state: null,
  ruleCount: 0,
});
const tree = buildScopeTree([
  node('tenant', '1', 'acme', null),
  node('cluster', 'c1', 'oslo', 0),
  node('department', 'd1', 'vision', 1),
  node('project', 'p1', 'cats', 2),
  node('cluster', 'c2', 'osaka', 0),
  node('department', 'd2', 'vision', 4),
  node('project', 'p2', 'dogs', 5),
]);
const role = (id: number, name: string): Role => ({
  id,
  name,
  description: '',
  custom: false,
  enabled: true,
  createdBy: '',
  createdAt: null,
  updatedAt: null,
  permissionSets: [],
  permissions: [],
});
const roles = [role(1, 'Viewer'), role(2, 'Editor')];
const rule: RuleTarget = {
  id: '7',
  subjectId: 'bob@example.com',
  roleName: 'Viewer',
  scopeType: 'project',
  scopeName: 'cats',
  pending: null,
};

test('a rule can hold where the tenant has scopes: on 2.13 in clusters only', () => {
  expect(levelsOf(tree)).toEqual(['tenant', 'cluster', 'department', 'project']);
  const old = buildScopeTree([node('tenant', '1', 'acme', null), node('cluster', 'c1', 'oslo', 0)]);
  expect(levelsOf(old)).toEqual(['tenant', 'cluster']);
});

describe('the rule as it is', () => {
  test('is found by its names', () => {
    expect(draftOf(rule, roles, tree)).toEqual({
      roleId: 1,
      level: 'project',
      scopeId: 'p1',
      acknowledged: [],
      reason: '',
    });
  });

  test('a name that occurs twice, or is not known, leaves the place undecided', () => {
    expect(
      draftOf({ ...rule, scopeType: 'department', scopeName: 'vision' }, roles, tree).scopeId,
    ).toBeNull();
    expect(draftOf({ ...rule, scopeName: 'birds' }, roles, tree).scopeId).toBeNull();
    expect(draftOf({ ...rule, roleName: 'Gone' }, roles, tree).roleId).toBeNull();
    expect(draftOf({ ...rule, scopeType: 'galaxy' }, roles, tree).level).toBeNull();
  });
});

describe('the change', () => {
  const before = draftOf(rule, roles, tree);

  test('must be one', () => {
    expect(changeProblem(before, before, tree, [])).toBe('Choose another role or another place.');
    expect(changeProblem({ ...before, roleId: 2 }, before, tree, [])).toBeNull();
    expect(changeProblem({ ...before, scopeId: 'p2' }, before, tree, [])).toBeNull();
    expect(changeProblem({ ...before, level: 'tenant', scopeId: null }, before, tree, [])).toBeNull();
  });

  test('must be decided; an open place never means everywhere', () => {
    const undecided = { ...before, level: 'cluster' as const, scopeId: null };
    expect(changeProblem(undecided, before, tree, [])).toBe('Choose where it holds.');
    expect(chosenScope(undecided, tree)).toBeNull();
    expect(changeProblem({ ...before, roleId: null }, before, tree, [])).toBe('Choose a role.');
  });

  test('answers warnings one by one and stops at a block', () => {
    const warn = { rule: 'V38', severity: 'warn', field: 'scopes', message: 'Wide.' } as const;
    const wide = { ...before, level: 'tenant' as const };
    expect(changeProblem(wide, before, tree, [warn])).toBe('Answer the warnings first.');
    expect(changeProblem({ ...wide, acknowledged: ['V38'] }, before, tree, [warn])).not.toBeNull();
    expect(changeProblem({ ...wide, reason: 'for good' }, before, tree, [warn])).toBeNull();
    const block = { ...warn, severity: 'block', message: 'No.' } as const;
    expect(changeProblem({ ...wide, reason: 'for good' }, before, tree, [block])).toBe('No.');
  });

  test('goes to the rules as one card', () => {
    expect(cardOf(before)).toMatchObject({ roleId: 1, level: 'project', picked: { project: ['p1'] } });
    expect(chosenScope({ ...before, level: 'tenant' }, tree)).toEqual({ type: 'tenant', id: '1' });
    expect(cardOf({ ...before, roleId: null })).toBeNull();
  });
});

test('places are told apart by what they lie in', () => {
  expect(scopeOptions(tree, 'department')).toEqual([
    { value: 'd1', label: 'vision (oslo)' },
    { value: 'd2', label: 'vision (osaka)' },
  ]);
  expect(scopeOptions(tree, 'cluster')[0]?.label).toBe('oslo');
  expect(scopeOptions(tree, 'tenant')).toEqual([]);
});

test('rules in words, and why some cannot be acted on', () => {
  expect(ruleText(rule)).toBe('Viewer on project cats');
  expect(ruleText({ ...rule, scopeType: 'tenant' })).toBe('Viewer on all clusters');
  expect(unfitToRemove([rule])).toBeNull();
  expect(unfitToRemove([{ ...rule, pending: 'removed' }])).toMatch(/already/);
  expect(unfitToRemove([rule, { ...rule, pending: 'removed' }])).toBeNull();
  expect(unfitToChange([rule, rule])).toBeNull();
  expect(unfitToChange([{ ...rule, pending: 'conflict' }])).toMatch(/conflict/);
  expect(unfitToChange([rule])).toBeNull();
  expect(unfitToChange([])).toMatch(/Select/);
});
