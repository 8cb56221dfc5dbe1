import { describe, expect, it } from 'vitest';
import { editReportSchema, removalPreviewSchema } from '../../../../src-shared/ipc/changes-contract.ts';
import { draftSourceSchema, rolePreviewSchema } from '../../../../src-shared/ipc/roles-contract.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { cats, desk, draft, rolesBench, save } from './roles-bench.ts';

describe('roles.draftSource', () => {
  it('starts an edit from what the role has', async () => {
    const source = await rolesBench().roles.draftSource({ id: 9, as: 'edit' });
    expect(draftSourceSchema.parse(source)).toEqual(source);
    expect(source.draft).toEqual({
      name: 'Desk',
      description: 'Welcomes people',
      permissionSetIds: ['users CR'],
      permissions: [],
    });
    expect(source.singlePermissions).toMatchObject({ allowed: false });
    expect(source.lacking).toEqual([]);
    expect(source.unknownTypes).toEqual(['weather-balloons']);
  });

  it('clones a predefined role by the largest sets that lie within it, and says what the copy lacks', async () => {
    const source = await rolesBench().roles.draftSource({ id: 1, as: 'clone' });
    expect(source.draft.name).toBe('System administrator (copy)');
    expect(source.draft.permissionSetIds).toEqual(['users CR', 'nodes R', 'project CRUD']);
    expect(source.lacking.map(({ resourceType, actions }) => [resourceType, actions])).toEqual([
      ['nodes', ['create', 'update', 'delete']],
      ['users', ['update', 'delete']],
    ]);
  });
});

describe('roles.preview', () => {
  it('names who gains and who loses, and not what another of their rules gives there anyway', async () => {
    const view = await rolesBench().roles.preview({
      id: 9,
      draft: draft(['users R', 'nodes R'], { name: 'Desk' }),
    });
    expect(rolePreviewSchema.parse(view)).toEqual(view);
    expect(view.holders).toMatchObject({ total: 2, gaining: 1, losing: 1 });
    expect(view.holders.rows).toMatchObject([
      {
        title: 'bob@example.com',
        places: ['project cats'],
        gains: [{ resourceType: 'nodes', actions: ['read'] }],
        losses: [{ resourceType: 'users', actions: ['create'] }],
      },
    ]);
    expect(view.findings).toMatchObject([{ rule: 'V54', severity: 'warn' }]);
  });

  it('names a group with the people that it stands for, and counts these once', async () => {
    const one = rolesBench();
    one.mirror.userFacts = [
      aUser('1', { email: 'ada@example.com', groups: ['vision'] }),
      aUser('2', { email: 'eve@example.com', groups: ['vision'] }),
    ];
    one.mirror.ruleFacts = [
      aRule(1, 'ada@example.com', desk, cats),
      { ...aRule(2, 'vision', desk, cats), subjectType: 'group' },
    ];
    const { findings, holders } = await one.roles.preview({
      id: 9,
      draft: draft(['users R'], { name: 'Desk' }),
    });
    expect(holders).toMatchObject({ total: 2, losing: 2, people: { losing: { count: 2, exact: true } } });
    expect(holders.rows.map(({ title, members }) => [title, members])).toEqual([
      ['ada@example.com', null],
      ['group vision', 2],
    ]);
    expect(findings.find(({ rule }) => rule === 'V54')?.message).toContain('group vision (2 known members)');
  });

  it.each([
    ['V43', draft(['users R'], { name: 'viewer' }), 'warn'],
    ['V43', draft(['users R'], { name: 'Viewer' }), 'block'],
    ['V43', draft(['users R'], { description: ' ' }), 'block'],
    ['V43', draft([]), 'block'],
    ['V43', draft(['gone']), 'block'],
    ['V43', draft(['users R'], { permissions: [{ resourceType: 'nodes', actions: ['update'] }] }), 'block'],
    ['V44', draft(['users C']), 'warn'],
  ] as const)('%s of %j is a %s', async (rule, given, severity) => {
    const { findings } = await rolesBench().roles.preview({ id: null, draft: given });
    expect(findings.filter((one) => one.rule === rule).map((one) => one.severity)).toContain(severity);
  });

  it('refuses predefined roles, and tenants without custom roles with the reason (V43)', async () => {
    const one = rolesBench();
    const { findings } = await one.roles.preview({ id: 7, draft: draft(['users R'], { name: 'Viewer' }) });
    expect(findings[0]?.message).toContain('Clone it');
    one.abilities = { ...allAllowed, customRoles: { allowed: false, reason: 'Came with Run:ai 2.24.' } };
    await expect(one.roles.save(save(['users R']))).rejects.toMatchObject({
      body: { kind: 'not-permitted', message: 'Came with Run:ai 2.24.' },
    });
  });
});

describe('roles.save', () => {
  it('makes a role, which can be given at once', async () => {
    const one = rolesBench();
    const report = await one.roles.save({ ...save(['users R']), clonedFrom: 7 });
    expect(editReportSchema.parse(report)).toEqual(report);
    expect(report.changes).toMatchObject([
      { state: 'done', edit: { kind: 'role.create', kubernetesRole: '7' } },
    ]);
    expect((await one.mirror.roles()).map(({ name }) => name)).toContain('Front');
  });

  it('works offline: the role shows, and a rule that gives it waits for it and goes with it', async () => {
    const one = rolesBench();
    one.online = false;
    const report = await one.roles.save(save(['users R']));
    expect(report.queued).toBe(true);
    const made = (await one.mirror.roles()).find(({ name }) => name === 'Front');
    expect(made).toMatchObject({ custom: true, permissions: [{ resourceType: 'users', actions: ['read'] }] });
    await one.service.addRules({
      email: 'bob@example.com',
      grants: [{ roleId: made?.id ?? 0, scopes: [{ type: 'project', id: 'p-cats' }] }],
      acknowledged: [],
    });
    const [, rule] = one.outbox.open();
    expect(rule?.dependsOn).toEqual([report.changes[0]?.id]);
    one.online = true;
    await one.changes.send({ ids: null });
    await one.rest();
    expect(one.outbox.open()).toEqual([]);
    const role = one.tenant.roles.find(({ name }) => name === 'Front');
    expect(one.tenant.rules.at(-1)).toMatchObject({ subjectId: 'bob@example.com', roleId: role?.id });
  });

  it('changes a role when its losses are accepted, and sends nothing where it is so already', async () => {
    const one = rolesBench();
    const edit = save(['users R'], { name: 'Desk', description: 'Welcomes people' }, 9);
    await expect(one.roles.save(edit)).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged' },
    });
    const report = await one.roles.save({ ...edit, acknowledged: ['V54'] });
    expect(report.changes).toMatchObject([
      { state: 'done', base: { fields: { 'permission:users': ['create', 'read'] } } },
    ]);
    expect(one.tenant.roles.find(({ id }) => id === 9)?.permissionSets).toEqual([
      { id: 'users R', name: 'users R' },
    ]);
    expect((await one.roles.save(edit)).changes).toEqual([]);
  });
});

describe('roles.setEnabled and roles.delete (V45)', () => {
  it('say who holds a role; deleting one in use is refused, switching it off wants to be accepted', async () => {
    const one = rolesBench();
    const view = await one.roles.usePreview({ ids: [9], act: 'delete' });
    expect(removalPreviewSchema.parse(view)).toEqual(view);
    expect(view.findings).toMatchObject([{ rule: 'V45', severity: 'block' }]);
    expect(view.rows[0]?.losses).toHaveLength(2);
    await expect(one.roles.delete({ ids: [9], typed: null, acknowledged: [] })).rejects.toMatchObject({
      body: { reason: 'rule-v45' },
    });
    const off = { ids: [9], enabled: false, acknowledged: ['V45'] };
    await expect(one.roles.setEnabled({ ...off, acknowledged: [] })).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged' },
    });
    await one.roles.setEnabled(off);
    expect(one.tenant.roles.find(({ id }) => id === 9)?.enabled).toBe(false);
    await expect(one.roles.setEnabled({ ...off, ids: [1] })).rejects.toMatchObject({
      body: { reason: 'rule-v45' },
    });
  });

  it('delete a role once its rules go: after them', async () => {
    const one = rolesBench();
    one.online = false;
    await one.rules.remove({ ids: ['2', '3'], typed: null, acknowledged: ['V26'] });
    const { changes } = await one.roles.delete({ ids: [9], typed: null, acknowledged: [] });
    expect(changes[0]?.dependsOn).toHaveLength(2);
    expect((await one.mirror.roles()).map(({ id }) => id)).not.toContain(9);
    one.online = true;
    await one.changes.send({ ids: null });
    await one.rest();
    expect(one.tenant.calls.filter((call) => call.startsWith('delete'))).toEqual([
      'deleteRule 2',
      'deleteRule 3',
      'deleteRole 9',
    ]);
  });

  it('take a role that was only made here back altogether', async () => {
    const one = rolesBench();
    one.online = false;
    await one.roles.save(save(['users R']));
    const made = (await one.mirror.roles()).find(({ name }) => name === 'Front');
    await one.roles.delete({ ids: [made?.id ?? 0], typed: null, acknowledged: [] });
    expect(one.outbox.open()).toEqual([]);
    expect((await one.mirror.roles()).map(({ name }) => name)).not.toContain('Front');
  });
});
