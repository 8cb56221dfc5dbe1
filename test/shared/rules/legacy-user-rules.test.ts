import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src-shared/domain/role.ts';
import { legacyPermissions, legacyRoles } from '../../../src-shared/profiles/legacy-roles.ts';
import { checkLegacyUser, type ClusterChoice } from '../../../src-shared/rules/legacy-user-rules.ts';
import { checkGrid, type GridRule, takesOf } from '../../../src-shared/rules/role-grid-rules.ts';
import { checkRoleMix } from '../../../src-shared/rules/role-mix-rules.ts';
import { legacyRoleFacts as roles } from '../../builders/legacy-roles.ts';

const ids = (keys: readonly string[]): number[] =>
  keys.map((key) => legacyRoles.find((role) => role.key === key)?.id ?? -1);

const check = (keys: readonly string[], clusters: ClusterChoice, offered: Role[] = roles()): string[] =>
  checkLegacyUser({ roleIds: ids(keys), clusters }, { roles: offered, clusters: new Set(['a', 'b']) }).map(
    ({ rule, severity }) => `${rule} ${severity}`,
  );

describe('a user of 2.13', () => {
  const cases: readonly [string, readonly string[], ClusterChoice, Role[], readonly string[]][] = [
    ['no role', [], 'all', roles(), ['V10 block']],
    ['a viewer', ['viewer'], ['a'], roles(), []],
    [
      'researcher beside ML engineer',
      ['researcher', 'ml_engineer'],
      'all',
      roles(),
      ['V11 warn', 'V12 warn'],
    ],
    [
      'researcher beside research manager',
      ['researcher', 'research_manager'],
      'all',
      roles(),
      ['V11 warn', 'V12 warn', 'V17 info'],
    ],
    ['a researcher without projects', ['researcher'], 'all', roles(), ['V12 warn']],
    ['a department administrator', ['department_admin'], 'all', roles(), ['V13 warn']],
    ['departments off', ['department_admin'], 'all', roles(['department_admin']), ['V13 warn']],
    ['selected, and none selected', ['viewer'], [], roles(), ['V14 block']],
    ['none', ['viewer'], 'none', roles(), ['V14 warn']],
    ['a cluster that is gone', ['viewer'], ['c'], roles(), ['V14 block']],
    ['ML engineer without inference', ['ml_engineer'], 'all', roles(['ml_engineer']), ['V15 block']],
    ['before 2.10', ['department_admin'], 'all', roles([], ['department_admin']), ['V16 block']],
    ['a research manager', ['research_manager'], 'all', roles(), ['V17 info']],
    ['a viewer beside an editor', ['viewer', 'editor'], 'all', roles(), ['V18 info']],
    ['an administrator of everything', ['admin'], 'all', roles(), ['V38 warn']],
    ['an administrator of a cluster', ['admin'], ['a'], roles(), []],
  ];
  it.each(cases)('%s', (_, keys, clusters, offered, expected) => {
    expect(check(keys, clusters, offered)).toEqual(expected);
  });

  it('is refused a role with the words of its gate', () => {
    const [finding] = checkLegacyUser(
      { roleIds: ids(['ml_engineer']), clusters: 'all' },
      { roles: roles(['ml_engineer']), clusters: new Set() },
    );
    expect(finding?.message).toContain('inference module');
  });
});

describe('a role for somebody who is there', () => {
  const yes = { projects: true, departments: true };
  const no = { projects: false, departments: false };
  const untold = { projects: null, departments: null };
  type Case = readonly [string, string[], string[], typeof yes | typeof no | typeof untold, Role[], string[]];
  const cases: readonly Case[] = [
    ['ML engineer beside a researcher', ['ml_engineer'], ['researcher'], yes, roles(), ['V11 warn']],
    ['what was there before', ['viewer'], ['researcher', 'ml_engineer'], no, roles(), []],
    ['a researcher who is in a project', ['researcher'], [], yes, roles(), []],
    ['a researcher who is in none', ['researcher'], ['viewer'], no, roles(), ['V12 warn']],
    ['a researcher, and nothing tells of projects', ['researcher'], [], untold, roles(), ['V12 warn']],
    ['a department administrator with a department', ['department_admin'], [], yes, roles(), []],
    ['a department administrator without', ['department_admin'], [], no, roles(), ['V13 warn']],
    ['departments off', ['department_admin'], [], yes, roles(['department_admin']), ['V13 warn']],
    ['no inference module', ['ml_engineer'], ['viewer'], yes, roles(['ml_engineer']), ['V15 block']],
    [
      'a dormant ML engineer becomes viewer too',
      ['viewer'],
      ['ml_engineer'],
      yes,
      roles(['ml_engineer']),
      [],
    ],
    ['before 2.10', ['department_admin'], [], yes, roles([], ['department_admin']), ['V16 block']],
    ['a viewer who becomes editor', ['editor'], ['viewer'], yes, roles(), ['V18 info']],
  ];
  it.each(cases)('%s', (_, given, before, assigned, offered, expected) => {
    const mix = { who: 'the user', roleIds: ids(before), given: new Set(ids(given)), assigned };
    expect(checkRoleMix(mix, offered).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected);
  });
});

it('offers the seven roles in the order of the page, each with words', () => {
  expect(legacyRoles.map(({ id, name }) => `${id} ${name}`)).toEqual([
    '1 Administrator',
    '2 Editor',
    '3 Viewer',
    '4 Researcher',
    '5 Research Manager',
    '6 ML Engineer',
    '7 Department Administrator',
  ]);
  for (const { text, key } of legacyRoles) {
    expect(text).not.toBe('');
    expect(legacyPermissions(key)).toHaveLength(key === 'admin' ? 20 : 19);
  }
  expect(
    legacyPermissions('admin').find(({ resourceType }) => resourceType === 'departments')?.actions,
  ).toEqual(['read']);
  expect(legacyPermissions('no-such-role')).toEqual([]);
});

describe('every role in every place', () => {
  const at = (roleId: number, scopeId: string, scopeType = 'cluster'): GridRule => ({
    roleId,
    scopeType,
    scopeId,
  });
  const user = { type: 'user', id: 'ada@example.com' };
  it.each<[string, GridRule[], string[]]>([
    ['one', [at(1, 'a')], []],
    ['two roles in two clusters', [at(1, 'a'), at(1, 'b'), at(2, 'a'), at(2, 'b')], []],
    ['one missing', [at(1, 'a'), at(1, 'b'), at(2, 'a')], ['V14']],
    ['all clusters and one named', [at(1, '7', 'tenant'), at(1, 'a')], []],
    ['a project', [at(1, 'p', 'project')], ['V14']],
    ['nothing left of a user', [], ['V10']],
    ['the same twice', [at(1, 'a'), at(1, 'a')], []],
    ['no cluster at all', [at(1, 'none', 'none'), at(2, 'none', 'none')], []],
    ['a role without a cluster, and the first cluster for it', [at(1, 'none', 'none'), at(1, 'a')], []],
    ['a role without a cluster, and a cluster for another', [at(1, 'none', 'none'), at(2, 'a')], ['V14']],
  ])('%s', (_, rules, expected) => {
    expect(checkGrid(rules, user).map(({ rule }) => rule)).toEqual(expected);
  });
  it('V14: says what is permitted already, where nothing is given', () => {
    const permitted = [{ scopeType: 'cluster', scopeId: 'b', name: 'cluster Bergen' }];
    const [finding] = checkGrid([at(1, 'a')], user, permitted);
    expect(finding).toMatchObject({ rule: 'V14', severity: 'block' });
    expect(finding?.message).toContain('ada@example.com is permitted cluster Bergen already');
    expect(checkGrid([at(1, 'a'), at(1, 'b')], user, permitted)).toEqual([]);
    expect(checkGrid([], { type: 'group', id: 'x' }, permitted)).toEqual([]);
    const everywhere = [{ scopeType: 'tenant', scopeId: 'tenant', name: 'all clusters' }];
    expect(checkGrid([at(1, 'a')], user, everywhere)).toHaveLength(1);
    expect(checkGrid([at(1, '7', 'tenant')], user, everywhere)).toEqual([]);
  });
  it('lets a group be without a role', () => {
    expect(checkGrid([], { type: 'group', id: 'x' })).toEqual([]);
  });
  it('tells a role that goes from a place that goes', () => {
    expect(takesOf([at(2, 'a'), at(2, 'b')], at(1, 'a'))).toBe('role');
    expect(takesOf([at(1, 'a'), at(2, 'a')], at(1, 'b'))).toBe('cluster');
    expect(takesOf([], at(1, 'a'))).toBe('both');
    expect(takesOf([at(2, 'b')], at(1, 'a'))).toBe('both');
  });
});
