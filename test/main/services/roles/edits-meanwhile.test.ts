import { describe, expect, it } from 'vitest';
import { roleFields } from '../../../../src-shared/changes/base-fields.ts';
import { roleWith } from '../../../builders/role-facts.ts';
import { rolesBench, save } from './roles-bench.ts';

describe('what others change while the editor is open', () => {
  const desks = ['users CR', 'nodes R'];
  const theirs = roleWith(9, 'Desk', 'users CR, project R', {
    custom: true,
    description: 'Welcomes people',
    permissionSets: ['users CR', 'project R'].map((id) => ({ id, name: id })),
  });

  it('stays beside what is saved, for nobody saw it go (I7)', async () => {
    const one = rolesBench();
    const { source } = await one.roles.draftSource({ id: 9, as: 'edit' });
    one.tenant.roles = [theirs];
    await one.mirror.apply({ roles: [theirs] });
    const wanted = save(desks, { name: 'Desk', description: 'Welcomes people' }, 9);
    const shown = source === null ? undefined : roleFields(source);
    await one.roles.save({ ...wanted, acknowledged: ['V54'], shown });
    expect(one.tenant.roles[0]?.permissionSets.map(({ id }) => id).toSorted()).toEqual([
      'nodes R',
      'project R',
      'users CR',
    ]);
  });
});

describe('an edit that was staged of a role made here, once the tenant has a number for the role', () => {
  /** Front, made; that it is to be off waits until somebody lets it go. */
  async function staged() {
    const one = rolesBench();
    one.online = false;
    await one.roles.save(save(['users R']));
    const ours = (await one.mirror.roles()).find(({ name }) => name === 'Front')?.id ?? 0;
    await one.roles.setEnabled({ ids: [ours], enabled: false, acknowledged: [], send: 'staged' });
    one.online = true;
    await one.push.drain({ ids: null, signal: new AbortController().signal });
    const [waits] = one.outbox.open();
    const role = (await one.mirror.roles()).find(({ name }) => name === 'Front');
    if (waits === undefined || role === undefined) throw new Error('nothing waits, or nothing was made');
    expect(one.outbox.open()).toHaveLength(1);
    expect(waits.edit).toMatchObject({ kind: 'role.set-enabled', roleId: ours });
    expect(ours).toBeLessThan(0);
    expect(role.id).toBeGreaterThan(0);
    return { one, waits, role };
  }

  it('shows in the role', async () => {
    const { role } = await staged();
    expect(role.enabled).toBe(false);
  });

  it('goes before later edits of the role, and with them when it is taken back', async () => {
    const { one, waits, role } = await staged();
    const later = await one.roles.save({ ...save(['users CR'], {}, role.id), send: 'staged' });
    expect(later.changes[0]?.dependsOn).toEqual([waits.id]);
    await one.changes.discard({ ids: [waits.id] });
    expect(one.outbox.open()).toEqual([]);
  });

  it('comes to nothing with its opposite', async () => {
    const { one, role } = await staged();
    await one.roles.setEnabled({ ids: [role.id], enabled: true, acknowledged: [], send: 'staged' });
    expect(one.outbox.open()).toEqual([]);
  });

  it('is taken back when the role is deleted', async () => {
    const { one, role } = await staged();
    await one.roles.delete({ ids: [role.id], typed: null, acknowledged: [], send: 'staged' });
    expect(one.outbox.open().map(({ edit }) => edit)).toMatchObject([
      { kind: 'role.delete', roleId: role.id },
    ]);
  });
});

it('refuses an edit whose need is taken back between planning and saving', async () => {
  const one = rolesBench();
  await one.roles.setEnabled({ ids: [9], enabled: false, acknowledged: ['V45', 'V46'], send: 'staged' });
  const [first] = one.outbox.open();
  if (first === undefined) throw new Error('nothing was saved');
  const { open } = one.outbox;
  let asked = 0;
  Object.assign(one.outbox, {
    open() {
      const all = open();
      asked += 1;
      if (asked === 1) queueMicrotask(() => void one.push.discard([first.id]));
      return all;
    },
  });
  const saved = one.roles.save({ ...save(['users CR', 'project R'], { name: 'Desk' }, 9), send: 'staged' });
  await expect(saved).rejects.toMatchObject({ body: { kind: 'conflict', reason: 'change-taken-back' } });
  expect(open()).toEqual([]);
});
