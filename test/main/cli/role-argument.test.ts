import { describe, expect, it } from 'vitest';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
import { parseRoles } from '../../../src-main/cli/role-argument.ts';
import { aRole } from '../../builders/facts.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';

const roles = [aRole(5, 'L1 researcher'), aRole(7, 'Viewer'), aRole(8, 'viewer')];
/** Cluster b gets a department of the same name as one in a. */
const tree: readonly ScopeNode[] = [
  ...smallScopeTree,
  { type: 'department', id: 'd-vision-b', name: 'vision', parent: 6, state: null, ruleCount: 0 },
  { type: 'department', id: 'd-loud', name: 'LOUD', parent: 6, state: null, ruleCount: 0 },
  { type: 'department', id: 'd-Loud', name: 'Loud', parent: 6, state: null, ruleCount: 0 },
];
const parse = (...texts: string[]) => parseRoles(texts, roles, tree);
const problem = (...texts: string[]): string => {
  try {
    parse(...texts);
  } catch (error) {
    if (error instanceof RolebookError) return `${error.body.message} ${error.body.hint ?? ''}`;
    throw error;
  }
  return 'accepted';
};

describe('parseRoles', () => {
  it.each([
    ['Viewer@tenant', 7, { type: 'tenant', id: '7' }],
    ['Viewer@all', 7, { type: 'tenant', id: '7' }],
    ['viewer@CLUSTER:a', 8, { type: 'cluster', id: 'cluster-a' }],
    ['L1 RESEARCHER@project:cats', 5, { type: 'project', id: 'p-cats' }],
    ['Viewer@project:p-cats', 7, { type: 'project', id: 'p-cats' }],
    ['Viewer@project:vision/cats', 7, { type: 'project', id: 'p-cats' }],
    ['Viewer@department:b/vision', 7, { type: 'department', id: 'd-vision-b' }],
    ['Viewer@project:CATS', 7, { type: 'project', id: 'p-cats' }],
    ['Viewer@department:B/Vision', 7, { type: 'department', id: 'd-vision-b' }],
    ['Viewer@department:Loud', 7, { type: 'department', id: 'd-Loud' }],
  ])('%s', (text, roleId, scope) => {
    expect(parse(text)).toEqual([{ roleId, scopes: [scope] }]);
  });

  it('gathers one role on several scopes', () => {
    expect(parse('Viewer@cluster:a', 'L1 researcher@project:cats', 'Viewer@cluster:b')).toEqual([
      {
        roleId: 7,
        scopes: [
          { type: 'cluster', id: 'cluster-a' },
          { type: 'cluster', id: 'cluster-b' },
        ],
      },
      { roleId: 5, scopes: [{ type: 'project', id: 'p-cats' }] },
    ]);
  });

  it.each([
    ['Viewer', 'not a role with a place'],
    ['@tenant', 'not a role with a place'],
    ['Viewer@node:x', 'not a role with a place'],
    ['Viewer@cluster', 'Say which cluster'],
    ['Viewer@tenant:x', 'needs no name'],
    ['Boss@tenant', 'There is no role “Boss”'],
    ['VIEWER@tenant', 'There is no role “VIEWER”'],
    ['Viewer@project:birds', 'There is no project'],
    ['Viewer@department:loud', 'department:b/LOUD, department:b/Loud'],
    ['Viewer@project:P-CATS', 'There is no project'],
    ['Viewer@department:vision', 'department:a/vision, department:b/vision'],
  ])('refuses %s', (text, expected) => {
    expect(problem(text)).toContain(expected);
  });
});
