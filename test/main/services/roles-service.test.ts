import { describe, expect, it } from 'vitest';
import {
  leastRolesSchema,
  roleComparisonSchema,
  roleMatrixSchema,
  upgradeViewSchema,
} from '../../../src-shared/ipc/roles-contract.ts';
import { aRule } from '../../builders/facts.ts';
import { roleWith } from '../../builders/role-facts.ts';
import { usersBench } from '../../builders/users-bench.ts';

const viewer = roleWith(7, 'Viewer', 'project R, nodes R');
const editor = roleWith(3, 'Editor', 'project CRUD, nodes R');

describe('roles.compare', () => {
  it('puts roles side by side in the order asked for', async () => {
    const bench = usersBench({ roles: [viewer, editor] });
    const view = await bench.roles.compare({ ids: [3, 7] });
    expect(roleComparisonSchema.parse(view)).toEqual(view);
    expect(view.roles).toEqual([
      { id: 3, name: 'Editor', custom: false, permissions: 5 },
      { id: 7, name: 'Viewer', custom: false, permissions: 2 },
    ]);
    expect(view.pairs.map(({ relation }) => relation)).toEqual(['superset']);
    expect(view.redundant.map(({ words }) => words)).toEqual(['Viewer adds nothing to Editor']);
  });

  it('refuses a role that is not there', async () => {
    await expect(usersBench({ roles: [viewer] }).roles.compare({ ids: [7, 9] })).rejects.toMatchObject({
      body: { kind: 'not-found', reason: 'role-unknown' },
    });
  });
});

describe('roles.matrix', () => {
  it('is the printed table of a version, with its notes, whether a tenant is open or not', async () => {
    const view = await usersBench().roles.matrix({ productVersion: '2.13' });
    expect(roleMatrixSchema.parse(view)).toEqual(view);
    expect(view.cells).toHaveLength(133);
    expect(view.cells.find(({ entity, role }) => entity === 'org-assignment' && role === 'editor')).toEqual({
      entity: 'org-assignment',
      role: 'editor',
      cell: 'CRUD (Projects, Departments)',
      actions: ['create', 'read', 'update', 'delete'],
      scopeNote: 'Projects, Departments',
      notes: ['O2'],
    });
    expect(view.notes).toHaveLength(22);
    await expect(usersBench().roles.matrix({ productVersion: '1.0' })).rejects.toMatchObject({
      body: { reason: 'version-unknown' },
    });
  });

  it('lays out the roles of the open tenant where no version is named, unknown actions and all', async () => {
    const odd = roleWith(9, 'Odd', 'weather-balloons R');
    odd.permissions[0]?.actions.push('sync');
    const view = await usersBench({ roles: [viewer, editor, odd] }).roles.matrix({ productVersion: null });
    expect(roleMatrixSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ source: 'tenant', version: 'Run:ai 3.0', notes: [] });
    expect(view.cells.map(({ entity, role, cell }) => `${entity} ${role} ${cell}`)).toEqual([
      'project 3 CRUD',
      'project 9 -',
      'project 7 R',
      'weather-balloons 3 -',
      'weather-balloons 9 R sync',
      'weather-balloons 7 -',
      'nodes 3 R',
      'nodes 9 -',
      'nodes 7 R',
    ]);
  });
});

describe('roles.least', () => {
  const least = { needs: [{ resourceType: 'project', action: 'read' }], among: 'all' } as const;

  it('names the smallest set with what each role gives beyond the wish, at the widest of the places', async () => {
    const bench = usersBench({ roles: [editor, viewer] });
    const view = await bench.roles.least({
      ...least,
      needs: [...least.needs],
      scopes: [
        { type: 'project', id: 'p-cats' },
        { type: 'cluster', id: 'cluster-a' },
        { type: 'project', id: 'p-cats' },
      ],
    });
    expect(leastRolesSchema.parse(view)).toEqual(view);
    expect(view.scopes).toEqual([{ type: 'cluster', id: 'cluster-a' }]);
    expect(
      view.answers.map(({ roles, tooMuch }) => [roles.map(({ roleName }) => roleName), tooMuch]),
    ).toEqual([
      [['Viewer'], 1],
      [['Editor'], 4],
    ]);
    expect(view.answers[0]?.roles[0]).toMatchObject({
      gives: [{ resourceType: 'project', actions: ['read'] }],
      tooMuch: [{ resourceType: 'nodes', actions: ['read'] }],
    });
  });

  it('leaves out roles that are switched off, and those not asked for', async () => {
    const own = roleWith(9, 'Own', 'project R', { custom: true });
    const off = roleWith(10, 'Off', 'project R', { custom: true, enabled: false });
    const bench = usersBench({ roles: [viewer, own, off] });
    const scopes = [{ type: 'tenant' as const, id: '7' }];
    const names = async (among: 'all' | 'custom' | 'predefined') =>
      (await bench.roles.least({ needs: [...least.needs], scopes, among })).answers.map(
        ({ roles }) => roles[0]?.roleName,
      );
    expect(await names('all')).toEqual(['Own', 'Viewer']);
    expect(await names('custom')).toEqual(['Own']);
    expect(await names('predefined')).toEqual(['Viewer']);
  });
});

describe('roles.upgrade', () => {
  it('names who holds a role that gains or loses', async () => {
    const manager = roleWith(4, 'Research manager', 'project R');
    const bench = usersBench({
      roles: [manager],
      rules: [
        aRule(1, 'bob@example.com', manager, { type: 'project', id: 'p-cats' }),
        aRule(2, 'bob@example.com', manager, { type: 'project', id: 'p-dogs' }),
        aRule(3, 'vision', manager, { type: 'tenant', id: '7' }, { subjectType: 'group' }),
      ],
    });
    const view = await bench.roles.upgrade({ from: '2.13', to: '2.15' });
    expect(upgradeViewSchema.parse(view)).toEqual(view);
    expect(view.entries.find(({ role }) => role === 'Research Manager')).toMatchObject({
      losses: ['Projects that are made after the upgrade'],
      holders: { total: 2, names: ['bob@example.com', 'group vision'] },
    });
    expect(await bench.roles.upgrade({ from: null, to: null })).toMatchObject({ from: '2.15', to: '2.24' });
    await expect(bench.roles.upgrade({ from: '2.15', to: '2.13' })).rejects.toMatchObject({
      body: { reason: 'upgrade-unknown' },
    });
  });
});
