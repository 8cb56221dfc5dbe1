import { describe, expect, it } from 'vitest';
import { roleComparisonSchema, roleMatrixSchema } from '../../../src-shared/ipc/roles-contract.ts';
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
      'project 7 R',
      'project 3 CRUD',
      'project 9 -',
      'weather-balloons 7 -',
      'weather-balloons 3 -',
      'weather-balloons 9 R sync',
      'nodes 7 R',
      'nodes 3 R',
      'nodes 9 -',
    ]);
  });
});
