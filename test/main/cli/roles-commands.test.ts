import { describe, expect, it } from 'vitest';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { matrix213 } from '../../../src-shared/profiles/matrix-2-13.ts';
import { cliBench } from '../../builders/cli-bench.ts';
import { aRule } from '../../builders/facts.ts';
import { permissionsIn, roleWith } from '../../builders/role-facts.ts';

const roles = [
  roleWith(1, 'System administrator', 'users CRUD, nodes CRUD, workloads CRUD'),
  roleWith(5, 'L1 researcher', 'nodes R, workloads CRUD'),
  roleWith(7, 'Viewer', 'nodes R'),
];

describe('roles matrix', () => {
  it('prints the table of a version as one row for each cell, without any tenant', async () => {
    const cli = cliBench();
    cli.connected = false;
    const end = await cli.run('roles', 'matrix', '--product-version', '2.13', '--json');
    expect(end).toMatchObject({ code: 0 });
    const rows: unknown = JSON.parse(end.out);
    expect(rows).toEqual(
      matrix213.entities.flatMap((entity) =>
        matrix213.roles.map((role, at) => ({ entity: entity.name, role: role.name, cell: entity.cells[at] })),
      ),
    );
  });

  it('prints a grid with its notes for people, and the roles of the tenant where no version is named', async () => {
    const cli = cliBench({ roles });
    const printed = await cli.run('roles', 'matrix', '--product-version', '2.13');
    expect(printed.out).toMatch(/^Entity +Admin +Dep\. Admin/);
    expect(printed.out).toMatch(/^Nodes +R +N\/A/m);
    expect(printed.err).toContain('O11: ');
    const own = await cli.run('roles', 'matrix', '--format', 'csv');
    expect(own.out.split('\n')[0]).toContain('L1 researcher');
  });

  it('answers 2 for a version without a table, and names those that have one', async () => {
    const end = await cliBench().run('roles', 'matrix', '--product-version', '1.9');
    expect(end.code).toBe(2);
    expect(end.err).toContain('2.13');
  });
});

describe('roles compare', () => {
  it('says how roles lie to each other', async () => {
    const cli = cliBench({ roles });
    const end = await cli.run('roles', 'compare', 'Viewer', 'l1 RESEARCHER');
    expect(end).toMatchObject({ code: 0 });
    expect(end.out).toContain('Viewer adds nothing to L1 researcher, which gives 4 permissions more.');
    expect(end.out).toMatch(/Workloads +· · · · +C R U D/);
    expect(end.out).not.toContain('Nodes');
    expect((await cli.run('roles', 'compare', 'Viewer', 'L1 researcher', '--all')).out).toContain('Nodes');
    const json: unknown = JSON.parse((await cli.run('roles', 'compare', '7', '5', '--json')).out);
    expect(json).toMatchObject({ pairs: [{ relation: 'subset' }], redundant: [{ roleName: 'Viewer' }] });
  });

  it.each([
    [['Viewer'], 'at least two'],
    [['Viewer', 'viewer'], 'another one'],
    [['Viewer', 'nobody'], 'no role'],
  ])('refuses %j', async (names, words) => {
    const end = await cliBench({ roles }).run('roles', 'compare', ...names);
    expect(end.code).toBe(2);
    expect(end.err).toContain(words);
  });
});

describe('roles create, edit, disable and delete', () => {
  const own = roleWith(9, 'Desk', 'users CR', {
    custom: true,
    description: 'Welcomes people',
    permissionSets: [{ id: 'users CR', name: 'users CR' }],
  });
  const sets = ['users CR', 'users R', 'nodes R'].map((name) => ({
    id: name,
    name,
    description: '',
    permissions: permissionsIn(name),
  }));
  const bench = () => {
    const cli = cliBench({ roles: [...roles, own], permissionSets: sets });
    for (const { id, permissions } of sets) cli.bench.tenant.setPermissions.set(id, permissions);
    cli.bench.tenant.roles = [...roles, own];
    return cli;
  };

  it('make a role of permission sets, or refuse what the tenant does not take', async () => {
    const cli = bench();
    const args = ['roles', 'create', 'Front', '--description', 'First contact'];
    const end = await cli.run(...args, '--set', 'users R', '--set', 'NODES R', '--json');
    expect(end).toMatchObject({ code: 0 });
    expect(JSON.parse(end.out)).toMatchObject([{ change: 'Create role Front', state: 'done' }]);
    expect(cli.bench.tenant.roles.at(-1)).toMatchObject({
      name: 'Front',
      permissionSets: [{ id: 'users R' }, { id: 'nodes R' }],
    });
    expect((await cli.run(...args, '--set', 'nothing')).err).toContain('There is no permission set');
    expect(
      (
        await cli.run(
          'roles',
          'create',
          'Other',
          '--description',
          'x',
          '--set',
          'users R',
          '--permission',
          'nodes:R',
        )
      ).err,
    ).toContain('takes no single permissions');
    expect(
      (await cli.run('roles', 'create', 'Other', '--description', 'x', '--permission', 'nodes')).code,
    ).toBe(2);
    expect((await cli.run('roles', 'create', 'Copy', '--from', 'Viewer', '--accept', 'V43')).code).toBe(0);
  });

  it.each<[ProductLine, boolean, string]>([
    ['2.13', true, 'Run:ai 2.13 or older'],
    ['2.13', false, 'Run:ai 2.13 or older'],
    ['2.22', true, 'Run:ai 2.22'],
    ['2.22', false, 'Run:ai 2.22'],
  ])('refuse first, by the version, on %s (within reach: %s)', async (productLine, online, product) => {
    const cli = cliBench({ roles: [...roles, own], productLine });
    const reason = `Making roles of one’s own came with Run:ai 2.24; this tenant runs ${product}.`;
    cli.bench.abilities = { ...cli.bench.abilities, customRoles: { allowed: false, reason } };
    cli.bench.mirror.ruleFacts.push(
      aRule(20, 'bob@example.com', own, { type: 'project', id: 'p-cats', name: 'cats' }),
    );
    cli.bench.online = online;
    for (const args of [
      ['create', 'Front', '--description', 'x', '--set', 'users R'],
      ['edit', 'Desk', '--set', 'users R'],
      ['edit', 'Desk', '--permission', 'users:R'],
      ['disable', 'Desk'],
      ['delete', 'Desk'],
    ]) {
      const end = await cli.run('roles', ...args);
      expect(end.code).not.toBe(0);
      expect(end.err).toContain(reason);
      expect(end.err).toContain('V43');
      expect(end.err).not.toMatch(/loses|permission set|in use/);
    }
  });

  it('tell who loses before a change is saved, and want it accepted', async () => {
    const cli = bench();
    cli.bench.mirror.ruleFacts.push(
      aRule(20, 'bob@example.com', own, { type: 'project', id: 'p-cats', name: 'cats' }),
    );
    const first = await cli.run('roles', 'edit', 'Desk', '--set', 'users R');
    expect(first.code).toBe(2);
    expect(first.err).toContain('bob@example.com loses create Users');
    expect((await cli.run('roles', 'edit', 'Desk', '--set', 'users R', '--accept', 'V54')).code).toBe(0);
    expect(
      (await cli.run('roles', 'edit', 'Desk', '--add-set', 'nodes R', '--remove-set', 'users R')).code,
    ).toBe(2);
    expect((await cli.run('roles', 'delete', 'Desk')).err).toContain('V45');
    expect((await cli.run('roles', 'delete', 'Desk', '--yes')).code).toBe(2);
    expect((await cli.run('roles', 'disable', 'Desk', '--accept', 'V45')).code).toBe(0);
    expect((await cli.run('roles', 'edit', 'Viewer', '--name', 'Looker')).err).toContain('Clone it');
  });

  it('decide a clash with somebody else’s change, over what the tenant has', async () => {
    const cli = bench();
    cli.bench.online = false;
    await cli.run('roles', 'edit', 'Desk', '--name', 'Front');
    cli.bench.tenant.roles = cli.bench.tenant.roles.map((role) =>
      role.name === 'Desk' ? { ...role, name: 'Lobby', description: 'Theirs' } : role,
    );
    cli.bench.online = true;
    await cli.run('changes', 'send');
    expect((await cli.run('changes', 'list')).out).toContain('conflict');
    expect((await cli.run('roles', 'edit', 'Lobby', '--decides', '77')).err).toContain('no open change “77”');
    const decided = await cli.run('roles', 'edit', 'Lobby', '--decides', '1', '--name', 'Front desk');
    expect(decided).toMatchObject({ code: 0 });
    expect(cli.bench.tenant.roles).toContainEqual(
      expect.objectContaining({ name: 'Front desk', description: 'Theirs' }),
    );
    const again = await cli.run('roles', 'edit', 'Front desk', '--decides', '1', '--name', 'Hall');
    expect(again.code).toBe(2);
  });

  it('tell nobody of a loss where the role cannot be changed at all', async () => {
    const cli = bench();
    cli.bench.mirror.ruleFacts.push(
      aRule(21, 'bob@example.com', roles[2] ?? own, { type: 'project', id: 'p-cats', name: 'cats' }),
    );
    const refused = await cli.run('roles', 'edit', 'Viewer', '--set', 'users R');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Clone it');
    expect(refused.err).not.toContain('loses');
  });

  it('delete only with --yes', async () => {
    const cli = bench();
    expect((await cli.run('roles', 'delete', 'Desk')).code).toBe(2);
    expect(cli.bench.tenant.roles).toHaveLength(4);
    expect((await cli.run('roles', 'delete', 'Desk', '--yes', '--json')).code).toBe(0);
    expect(cli.bench.tenant.roles).toHaveLength(3);
  });
});
