import { describe, expect, it } from 'vitest';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import { findingKey } from '../../../src-shared/rules/finding.ts';
import {
  checkOwnLoss,
  isOwnSubject,
  isSignedIn,
  type OwnRule,
  rightsLost,
} from '../../../src-shared/rules/own-account-rules.ts';
import { checkRotation } from '../../../src-shared/rules/service-account-rules.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';

const robot = { clientId: 'robot-client', name: 'robot', id: 'sa1' };

it.each([
  ['its client id', 'robot-client', true],
  ['its name', 'robot', true],
  ['its id', 'sa1', false],
  ['somebody', 'root@example.com', false],
])('Rolebook is signed in with it, called by %s (V22)', (_, actor, own) => {
  expect(isSignedIn(robot, actor)).toBe(own);
  const [finding] = checkRotation({ ...robot, lastLogin: null, rules: [] }, 0, actor);
  expect(finding?.rule).toBe('V35');
  expect(finding?.message.includes('Rolebook itself is signed in with it')).toBe(own);
});

it.each([
  ['service-account', 'robot-client', true],
  ['service-account', 'robot', true],
  ['service-account', 'sa1', true],
  ['app', 'robot-client', true],
  ['app', 'robot', true],
  ['app', 'sa1', true],
  ['user', 'robot', false],
  ['group', 'robot', false],
  ['service-account', 'crawler', false],
])('a rule of %s %s is its own: %s', (type, id, own) => {
  expect(isOwnSubject(robot, { type, id })).toBe(own);
});

const names = { 1: 'System administrator', 5: 'Editor', 7: 'Viewer', 8: 'Silent', 9: 'Off' } as const;
const right = (resourceType: string, ...actions: string[]) => ({ resourceType, actions });
const roles = new Map([
  [1, { name: names[1], enabled: true, permissions: [] }],
  [5, { name: names[5], enabled: true, permissions: [right('projects', 'read', 'update')] }],
  [7, { name: names[7], enabled: true, permissions: [right('projects', 'read')] }],
  [8, { name: names[8], enabled: true, permissions: [] }],
  [9, { name: names[9], enabled: false, permissions: [right('projects', 'read')] }],
]);
const facts = { roles, scopes: createScopeIndex(smallScopeTree) };
const on = (roleId: keyof typeof names | 99, scope: string): OwnRule => {
  const [scopeType = '', scopeId = ''] = scope.split(' ');
  const roleName = roleId === 99 ? 'Unknown' : names[roleId];
  return { roleId, roleName, scopeType, scopeId, scopeName: scopeId };
};

describe('what goes with a rule (V22)', () => {
  it.each<[string, OwnRule[], OwnRule[], number]>([
    ['all, where nothing is left', [on(7, 'project p-cats')], [], 1],
    ['nothing, where the same is held there', [on(7, 'project p-cats')], [on(7, 'project p-cats')], 0],
    ['nothing, where the same is held above', [on(7, 'project p-cats')], [on(7, 'cluster cluster-a')], 0],
    ['nothing, where more is held there', [on(7, 'project p-cats')], [on(5, 'project p-cats')], 0],
    ['nothing, where everything is held', [on(5, 'project p-cats')], [on(1, 'tenant 7')], 0],
    ['something, where less is held there', [on(5, 'project p-cats')], [on(7, 'project p-cats')], 1],
    ['something, where the same is held below', [on(7, 'cluster cluster-a')], [on(7, 'project p-cats')], 1],
    ['something, where the same is held elsewhere', [on(7, 'project p-cats')], [on(7, 'project p-dogs')], 1],
    ['something, where what is held is off', [on(7, 'project p-cats')], [on(9, 'project p-cats')], 1],
    ['everything, of the one who may do everything', [on(1, 'tenant 7')], [on(5, 'tenant 7')], 1],
    ['nothing, of one who may do everything twice', [on(1, 'tenant 7')], [on(1, 'system 1')], 0],
    ['what is not known', [on(99, 'project p-cats')], [on(5, 'tenant 7')], 1],
    ['nothing, of what is not known and held twice', [on(99, 'project p-cats')], [on(99, 'tenant 7')], 0],
    ['what a role does not tell', [on(8, 'project p-cats')], [on(5, 'tenant 7')], 1],
    ['both, of two that gave the same', [on(7, 'project p-cats'), on(5, 'project p-cats')], [], 2],
  ])('%s', (_, going, left, lost) => {
    expect(rightsLost(going, left, facts)).toHaveLength(lost);
  });
});

it('says that Rolebook itself loses it, once for the act, named by the account (V22)', () => {
  expect(checkOwnLoss(robot, [])).toEqual([]);
  const [finding, ...more] = checkOwnLoss(
    robot,
    ['a', 'b', 'c', 'd', 'e'].map((id) => on(7, `project ${id}`)),
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ rule: 'V22', severity: 'warn' });
  expect(finding?.message).toContain('signed in with the service account robot');
  expect(finding?.message).toContain(
    'Viewer on project a, Viewer on project b, Viewer on project c and 2 more',
  );
  expect(finding?.message).toContain('Rolebook itself');
  expect(finding === undefined ? '' : findingKey(finding)).toBe('V22:robot-client');
});
