import { expect, it } from 'vitest';
import { roleFields } from '../../../../src-shared/changes/base-fields.ts';
import { draftSourceSchema } from '../../../../src-shared/ipc/roles-contract.ts';
import type { RoleDraft } from '../../../../src-shared/domain/role-draft.ts';
import { aRule } from '../../../builders/facts.ts';
import { permissionsIn, roleWith } from '../../../builders/role-facts.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

const names = ['users R', 'users CR', 'users CRUD', 'nodes R', 'project R'];
const sets = names.map((name) => ({ id: name, name, description: '', permissions: permissionsIn(name) }));
const asSets = (ids: readonly string[]) => ids.map((id) => ({ id, name: id }));
const desk = (name: string, ids: readonly string[]) =>
  roleWith(9, name, ids.join(', '), {
    custom: true,
    description: 'Welcomes people',
    permissionSets: asSets(ids),
  });
const draft = (name: string, ids: readonly string[]): RoleDraft => ({
  name,
  description: 'Welcomes people',
  permissionSetIds: [...ids],
  permissions: [],
});

/** Desk is called Front here, and may read nodes; meanwhile somebody calls it Lobby and lets it read projects. */
async function clashing(): Promise<{ readonly one: UsersBench; readonly clash: string }> {
  const one = usersBench({
    roles: [desk('Desk', ['users CR'])],
    permissionSets: sets,
    rules: [aRule(2, 'bob@example.com', desk('Desk', []), { type: 'project', id: 'p-cats', name: 'cats' })],
  });
  for (const { id, permissions } of sets) one.tenant.setPermissions.set(id, permissions);
  one.online = false;
  const saved = await one.roles.save({
    id: 9,
    draft: draft('Front', ['users CR', 'nodes R']),
    clonedFrom: null,
    acknowledged: [],
  });
  one.tenant.roles = [desk('Lobby', ['users CR', 'project R'])];
  one.online = true;
  await one.changes.send({ ids: null });
  await one.rest();
  const clash = saved.changes[0]?.id ?? '';
  expect(one.outbox.get(clash)).toMatchObject({ state: 'conflict', conflict: { kind: 'changed-since' } });
  return { one, clash };
}

const decision = (clash: string, wanted: RoleDraft) => ({
  id: 9,
  draft: wanted,
  clonedFrom: null,
  acknowledged: ['V54'],
  clash,
});

it('opens the editor on what the tenant has by now, with mine laid over it', async () => {
  const { one, clash } = await clashing();
  const source = await one.roles.draftSource({ id: 9, as: 'edit', clash });
  expect(draftSourceSchema.parse(source)).toEqual(source);
  expect(source.source?.name).toBe('Lobby');
  expect(source.draft).toMatchObject({ name: 'Lobby', permissionSetIds: ['users CR', 'project R'] });
  expect(source.mine).toMatchObject({ name: 'Front' });
  expect(source.mine?.permissionSetIds.toSorted()).toEqual(['nodes R', 'project R', 'users CR']);
});

it('compares who gains and loses with what the tenant has, not with what was wanted before', async () => {
  const { one, clash } = await clashing();
  const { holders } = await one.roles.preview({
    id: 9,
    draft: draft('Front', ['users CR', 'nodes R']),
    clash,
  });
  expect(holders.rows).toMatchObject([
    {
      title: 'bob@example.com',
      gains: [{ resourceType: 'nodes' }],
      losses: [{ resourceType: 'project', actions: ['read'] }],
    },
  ]);
});

it('sends what was decided as the same change, in its own set', async () => {
  const { one, clash } = await clashing();
  const report = await one.roles.save(decision(clash, draft('Front desk', ['users CR', 'project R'])));
  expect(report.changes).toMatchObject([{ id: clash, state: 'done', acknowledged: ['V54'] }]);
  expect(one.tenant.roles).toMatchObject([
    { name: 'Front desk', permissionSets: [{ id: 'users CR' }, { id: 'project R' }] },
  ]);
  expect(one.outbox.open()).toEqual([]);
});

it('is a conflict again where somebody changes the same once more before it is sent (I7)', async () => {
  const { one, clash } = await clashing();
  one.online = false;
  await one.roles.save(decision(clash, draft('Front desk', ['users CR', 'project R'])));
  expect(one.outbox.get(clash)).toMatchObject({ state: 'pending', base: { fields: { name: 'Lobby' } } });
  one.tenant.roles = [desk('Hall', ['users CR', 'project R'])];
  one.online = true;
  await one.changes.send({ ids: null });
  await one.rest();
  expect(one.outbox.get(clash)).toMatchObject({
    state: 'conflict',
    conflict: { fields: [{ field: 'name', base: 'Lobby', mine: 'Front desk', theirs: 'Hall' }] },
  });
});

it('does not take for seen what came while the editor was open (I7)', async () => {
  const { one, clash } = await clashing();
  const { source } = await one.roles.draftSource({ id: 9, as: 'edit', clash });
  const hall = desk('Hall', ['users CR', 'project R', 'users R']);
  one.tenant.roles = [hall];
  await one.mirror.apply({ roles: [hall] });
  const shown = source === null ? undefined : roleFields(source);
  const wanted = decision(clash, draft('Front desk', ['users CR', 'project R']));
  await one.roles.save({ ...wanted, shown });
  expect(one.tenant.roles).toMatchObject([{ name: 'Hall' }]);
  expect(one.outbox.get(clash)).toMatchObject({
    state: 'conflict',
    conflict: { fields: [{ field: 'name', base: 'Lobby', mine: 'Front desk', theirs: 'Hall' }] },
  });
});

it('does not take back what was decided otherwise, and sent, while it was looked through', async () => {
  const { one, clash } = await clashing();
  const info = one.mirror.info.bind(one.mirror);
  // The last thing that is asked for before the decision.
  one.mirror.info = async () => {
    const [from] = one.outbox.open();
    if (from?.state === 'conflict')
      one.outbox.commit({ steps: [{ id: clash, from: ['conflict'], patch: { state: 'unknown' } }] });
    return await info();
  };
  await expect(
    one.roles.save(decision(clash, draft('Lobby', ['users CR', 'project R']))),
  ).rejects.toMatchObject({ body: { reason: 'choice-not-offered' } });
  expect(one.outbox.get(clash)?.state).toBe('unknown');
});

it('waits where it was staged', async () => {
  const { one, clash } = await clashing();
  await one.roles.save({ ...decision(clash, draft('Front desk', ['users CR'])), send: 'staged' });
  await one.rest();
  expect(one.outbox.get(clash)).toMatchObject({ state: 'pending', held: true, conflict: null });
  expect(one.tenant.roles).toMatchObject([{ name: 'Lobby' }]);
});

it('takes theirs where that is what was decided', async () => {
  const { one, clash } = await clashing();
  const report = await one.roles.save(decision(clash, draft('Lobby', ['users CR', 'project R'])));
  expect(report.changes).toMatchObject([{ id: clash, state: 'cancelled' }]);
  expect(one.tenant.roles).toMatchObject([{ name: 'Lobby' }]);
});

it('keeps what waits for it where theirs is what was decided', async () => {
  const { one, clash } = await clashing();
  one.online = false;
  const off = await one.roles.setEnabled({ ids: [9], enabled: false, acknowledged: ['V45'] });
  const [waits] = off.changes;
  expect(waits?.dependsOn).toEqual([clash]);
  one.online = true;
  await one.roles.save(decision(clash, draft('Lobby', ['users CR', 'project R'])));
  expect(one.outbox.get(waits?.id ?? '')?.state).not.toBe('cancelled');
  await one.changes.send({ ids: null });
  await one.rest();
  expect(one.outbox.get(clash)).toMatchObject({ state: 'done' });
  expect(one.outbox.get(waits?.id ?? '')).toMatchObject({ state: 'done' });
  expect(one.tenant.roles).toMatchObject([{ name: 'Lobby', enabled: false }]);
});

it('wants losses to be accepted like every change, and is refused where nothing is to be decided any more', async () => {
  const { one, clash } = await clashing();
  const wanted = decision(clash, draft('Front', ['users CR', 'nodes R']));
  await expect(one.roles.save({ ...wanted, acknowledged: [] })).rejects.toMatchObject({
    body: { reason: 'warnings-not-acknowledged' },
  });
  expect(one.outbox.get(clash)?.state).toBe('conflict');
  one.push.resolve(clash, 'take-theirs', {});
  await expect(one.roles.save(wanted)).rejects.toMatchObject({ body: { reason: 'choice-not-offered' } });
  await expect(one.roles.draftSource({ id: 9, as: 'edit', clash })).rejects.toMatchObject({
    body: { reason: 'choice-not-offered' },
  });
});
