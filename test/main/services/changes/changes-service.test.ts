import { describe, expect, it } from 'vitest';
import { changeListSchema } from '../../../../src-shared/ipc/changes-contract.ts';
import { aUser } from '../../../builders/facts.ts';
import { researcher, type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
const dogs = { type: 'project', id: 'p-dogs' } as const;

/** A new user with two rules, and bob to be deleted; nothing of it sent. */
async function offline(): Promise<UsersBench> {
  const bench = usersBench();
  bench.online = false;
  await bench.service.create({
    kind: 'local',
    email: 'new@example.com',
    firstName: 'Ada',
    lastName: null,
    grants: [
      { roleId: viewer.id, scopes: [clusterA] },
      { roleId: researcher.id, scopes: [dogs] },
    ],
    notify: false,
    acknowledged: [],
  });
  await bench.service.delete({ ids: ['bob'], typed: null, acknowledged: [] });
  return bench;
}

const open = (bench: UsersBench) => bench.changes.list({ which: 'open', from: 0, limit: 500 });

describe('changes.list', () => {
  it('shows the plan: sign, words, differences, the exact request, the effect, who waits for whom', async () => {
    const bench = await offline();
    const list = await open(bench);
    expect(changeListSchema.parse(list)).toEqual(list);
    expect(list.changes.map(({ sign, title }) => `${sign} ${title}`)).toEqual([
      '+ Create user new@example.com',
      '+ Give Viewer on cluster a to new@example.com',
      '+ Give L1 researcher on project dogs to new@example.com',
      '- Delete user bob@example.com',
    ]);
    const [account, rule, other, deletion] = list.changes;
    expect(account?.request).toMatchObject({ method: 'POST', path: '/api/v1/users' });
    expect(JSON.parse(account?.request?.body ?? '')).toMatchObject({
      email: 'new@example.com',
      firstName: 'Ada',
    });
    expect(account?.dependents).toEqual([rule?.change.id, other?.change.id]);
    expect(account?.waitsFor).toBe('Waits for the connection.');
    expect(rule?.waitsFor).toBe('Waits for “Create user new@example.com”.');
    expect(deletion?.fields).toContainEqual({ field: 'email', from: 'bob@example.com', to: null });
    expect(deletion?.effect).toEqual([
      'bob@example.com can no longer sign in.',
      'bob@example.com loses Viewer on project cats.',
    ]);
    expect(list.counts.pending).toBe(4);
  });

  it('does not know the request of what needs an id that the tenant has not given', async () => {
    const bench = usersBench();
    bench.online = false;
    const made = await bench.serviceAccounts.create({ name: 'builder' });
    const id = `local:${made.changes[0]?.id}`;
    await bench.serviceAccounts.setEnabled({ ids: [id], enabled: false, acknowledged: [] });
    const { changes } = await open(bench);
    expect(changes.map(({ request }) => request === null)).toEqual([false, true]);
  });

  it('shows what ended, newest first, and counts all of it', async () => {
    const bench = await offline();
    bench.online = true;
    await bench.changes.send({ ids: null });
    expect((await open(bench)).changes).toEqual([]);
    const ended = await bench.changes.list({ which: 'ended', from: 0, limit: 1 });
    expect(ended.changes).toHaveLength(1);
    expect(ended.total).toBe(4);
    expect((await bench.changes.list({ which: 'all', from: 0, limit: 500 })).changes).toHaveLength(4);
    const [one] = ended.changes;
    expect(await bench.changes.get({ id: one?.change.id ?? '' })).toEqual(one);
    expect(await bench.changes.get({ id: 'nothing' })).toBeNull();
  });
});

describe('changes.send', () => {
  it('takes along what a chosen change needs, and no more', async () => {
    const bench = await offline();
    bench.automatic = false;
    const { changes } = await open(bench);
    bench.online = true;
    const rule = changes[1]?.change.id ?? '';
    const moved = await bench.changes.send({ ids: [rule] });
    expect(new Set(moved.moved)).toEqual(new Set([changes[0]?.change.id, rule]));
    expect(bench.outbox.open()).toHaveLength(2);
  });

  it('rejects with what keeps everything at home', async () => {
    const bench = await offline();
    await expect(bench.changes.send({ ids: null })).rejects.toMatchObject({ body: { kind: 'network' } });
    expect(bench.outbox.open()).toHaveLength(4);
  });
});

describe('what keeps its place', () => {
  it('says behind what, though nothing depends on it', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.rules.remove({ ids: ['3'], typed: null, acknowledged: [], send: 'staged' });
    const grants = [{ roleId: viewer.id, scopes: [dogs] }];
    await bench.service.addRules({ email: 'bob@example.com', grants, acknowledged: [] });
    const [, given] = (await open(bench)).changes;
    expect(given?.waitsFor).toContain('which is staged');
    bench.online = true;
    await bench.changes.send({ ids: [given?.change.id ?? ''] });
    expect(bench.outbox.get(given?.change.id ?? '')?.state).toBe('pending');
  });
});

describe('changes.discard and undo', () => {
  it('takes back a change with what needs it', async () => {
    const bench = await offline();
    const [account] = (await open(bench)).changes;
    const { moved, along } = await bench.changes.discard({ ids: [account?.change.id ?? ''] });
    expect(moved).toEqual([account?.change.id]);
    expect(along).toHaveLength(2);
    expect(bench.mirror.overlay.users.made).toEqual([]);
  });

  it('undoes a group, and undoes the undoing', async () => {
    const bench = await offline();
    const [account] = (await open(bench)).changes;
    const groupId = account?.change.groupId ?? '';
    expect((await bench.changes.undo({ groupId })).moved).toHaveLength(3);
    expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['user.delete']);
    const again = await bench.changes.undo({ groupId });
    expect(again.moved).toHaveLength(3);
    const made = bench.outbox.open().filter(({ edit }) => edit.kind !== 'user.delete');
    expect(made.map(({ edit }) => edit.kind)).toEqual(['user.create', 'rule.create', 'rule.create']);
    expect(made.slice(1).every(({ dependsOn }) => dependsOn[0] === made[0]?.id)).toBe(true);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.rules.filter(({ subjectId }) => subjectId === 'new@example.com')).toHaveLength(2);
  });

  it('brings a group back once, and what came back can be taken back and brought back again', async () => {
    const bench = await offline();
    const groupId = (await open(bench)).changes[0]?.change.groupId ?? '';
    await bench.changes.undo({ groupId });
    await bench.changes.undo({ groupId });
    const twice = { body: { reason: 'brought-back-already' } };
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject(twice);
    expect(bench.outbox.open()).toHaveLength(4);
    const next = bench.outbox.open().find(({ edit }) => edit.kind === 'user.create')?.groupId ?? '';
    expect((await bench.changes.undo({ groupId: next })).moved).toHaveLength(3);
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject(twice);
    expect((await bench.changes.undo({ groupId: next })).moved).toHaveLength(3);
    expect(bench.outbox.open()).toHaveLength(4);
  });

  it('does not bring back what would wait for ever for something that was taken back', async () => {
    const bench = usersBench();
    bench.online = false;
    const made = await bench.serviceAccounts.create({ name: 'builder' });
    const account = made.changes[0]?.id ?? '';
    const off = { ids: [`local:${account}`], enabled: false, acknowledged: [] };
    const { groupId } = await bench.serviceAccounts.setEnabled(off);
    await bench.changes.discard({ ids: [account] });
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject({
      body: {
        reason: 'needs-taken-back',
        message: expect.stringContaining('Create service account builder') as string,
      },
    });
    expect(bench.outbox.open()).toEqual([]);
  });

  it('does not undo what was sent', async () => {
    const bench = await offline();
    const [account] = (await open(bench)).changes;
    bench.online = true;
    await bench.changes.send({ ids: null });
    const groupId = account?.change.groupId ?? '';
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject({
      body: { reason: 'change-already-sent' },
    });
    await expect(bench.changes.undo({ groupId: 'none' })).rejects.toMatchObject({
      body: { kind: 'not-found' },
    });
  });
});

describe('changes.reorder and resolve', () => {
  it('puts a change before another where neither needs the other', async () => {
    const bench = await offline();
    const [account, rule, , deletion] = (await open(bench)).changes;
    const id = deletion?.change.id ?? '';
    await bench.changes.reorder({ id, before: account?.change.id ?? '' });
    expect(bench.outbox.open()[0]?.id).toBe(id);
    await expect(
      bench.changes.reorder({ id: rule?.change.id ?? '', before: account?.change.id ?? '' }),
    ).rejects.toMatchObject({ body: { reason: 'change-order' } });
  });

  it('answers a conflict, and sends what follows from the answer', async () => {
    const bench = await offline();
    bench.tenant.users.push(aUser('other', { email: 'new@example.com' }));
    bench.online = true;
    await bench.changes.send({ ids: null });
    const [stuck, waiting] = (await open(bench)).changes;
    expect(stuck).toMatchObject({ change: { state: 'conflict', conflict: { kind: 'email-taken' } } });
    expect(waiting?.change.state).toBe('blocked');
    const moved = await bench.changes.resolve({ id: stuck?.change.id ?? '', choice: 'use-existing' });
    expect(moved.moved).toEqual([stuck?.change.id]);
    await bench.rest();
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.tenant.rules.filter(({ subjectId }) => subjectId === 'new@example.com')).toHaveLength(2);
  });
});
