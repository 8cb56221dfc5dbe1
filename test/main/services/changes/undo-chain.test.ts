import { describe, expect, it } from 'vitest';
import { aRole, aUser } from '../../../builders/facts.ts';
import {
  researcher,
  systemAdministrator,
  type UsersBench,
  usersBench,
  viewer,
} from '../../../builders/users-bench.ts';

const bob = 'bob@example.com';
const eve = 'eve@example.com';
const dogs = { type: 'project', id: 'p-dogs' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
/** Given here, and deleted at the tenant before it is sent. */
const auditor = aRole(40, 'Auditor');
const accepted = { acknowledged: ['V09', 'V36', 'V37', 'V38'], reason: 'to look after the cluster' };

/** A bench from which nothing leaves. */
function offline(): UsersBench {
  const bench = usersBench();
  bench.online = false;
  return bench;
}

const give = (bench: UsersBench, email: string, ...roleIds: number[]) =>
  bench.service.addRules({
    email,
    grants: roleIds.map((roleId) => ({ roleId, scopes: [dogs] })),
    acknowledged: ['V09'],
    reason: null,
  });

/** Who is about to get what. */
const wished = (bench: UsersBench): string[] =>
  bench.outbox
    .open()
    .map(({ edit }) =>
      edit.kind === 'rule.create' ? `${edit.subject.id} ${edit.roleName} ${edit.scope.id}` : edit.kind,
    );

/** The one new rule of somebody that waits; of several, the one that gives a role. */
function waiting(bench: UsersBench, email: string, role?: string) {
  const [found] = bench.outbox.open().flatMap(({ id, groupId, edit }) => {
    const wanted = edit.kind === 'rule.create' && edit.subject.id === email;
    return wanted && (role ?? edit.roleName) === edit.roleName ? [{ id, groupId, rule: edit.localId }] : [];
  });
  if (found === undefined) throw new Error(`nothing waits for ${email}`);
  return { ...found, rule: String(found.rule) };
}

/** Bob and Eve each get Viewer, planned; both become Researcher in one set, which is answered. */
async function bothBecomeResearchers(bench: UsersBench, send?: 'staged'): Promise<string> {
  await give(bench, bob, viewer.id);
  await give(bench, eve, viewer.id);
  const { groupId } = await bench.rules.changeMany({
    ids: [waiting(bench, bob).rule, waiting(bench, eve).rule],
    roleId: researcher.id,
    scope: null,
    acknowledged: [],
    reason: null,
    send,
  });
  return groupId;
}

/** What waits for somebody becomes Viewer on a cluster instead. */
const toCluster = (bench: UsersBench, email: string) =>
  bench.rules.change({ id: waiting(bench, email).rule, roleId: viewer.id, scope: clusterA, ...accepted });

describe('undoing a set of which something was replaced further', () => {
  it('leaves away what that had taken the place of', async () => {
    const bench = offline();
    const groupId = await bothBecomeResearchers(bench);
    await toCluster(bench, bob);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${bob} Viewer cluster-a`, `${eve} Viewer p-dogs`]);
  });

  it('leaves it away, too, where the further one was sent', async () => {
    const bench = offline();
    const groupId = await bothBecomeResearchers(bench, 'staged');
    await toCluster(bench, bob);
    bench.online = true;
    await bench.changes.send({ ids: [waiting(bench, bob).id] });
    bench.online = false;
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${eve} Viewer p-dogs`]);
  });

  it('does so of conflicts that were resolved together', async () => {
    const bench = usersBench({ roles: [systemAdministrator, researcher, viewer, auditor] });
    bench.online = false;
    await give(bench, bob, auditor.id);
    const { id } = waiting(bench, bob);
    await bench.service.addRules({
      email: eve,
      grants: [{ roleId: auditor.id, scopes: [dogs] }],
      acknowledged: ['V09'],
      reason: null,
      send: 'staged',
    });
    bench.online = true;
    await bench.changes.send({ ids: [id] });
    bench.online = false;
    const { groupId } = await bench.changes.another({
      id,
      roleId: researcher.id,
      scope: null,
      all: true,
      acknowledged: [],
      reason: null,
    });
    await toCluster(bench, bob);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${bob} Viewer cluster-a`, `${eve} Auditor p-dogs`]);
  });

  it('brings all back, one set after the other, where the further one is undone first', async () => {
    const bench = offline();
    const groupId = await bothBecomeResearchers(bench);
    const further = await toCluster(bench, bob);
    await bench.changes.undo({ groupId: further.groupId });
    expect(wished(bench)).toEqual([`${eve} L1 researcher p-dogs`, `${bob} L1 researcher p-dogs`]);
    await bench.changes.undo({ groupId });
    expect(wished(bench).toSorted()).toEqual([`${bob} Viewer p-dogs`, `${eve} Viewer p-dogs`]);
  });

  it('brings back all that became one, once that is undone', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id, researcher.id);
    const ids = [waiting(bench, bob, 'Viewer').rule, waiting(bench, bob, 'L1 researcher').rule];
    const { groupId } = await bench.rules.changeMany({
      ids,
      roleId: viewer.id,
      scope: clusterA,
      ...accepted,
    });
    expect(wished(bench)).toEqual([`${bob} Viewer cluster-a`]);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${bob} Viewer p-dogs`, `${bob} L1 researcher p-dogs`]);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${bob} Viewer cluster-a`]);
  });

  it('brings back what was only taken back by it, with nothing in its own place', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id);
    await give(bench, eve, viewer.id, researcher.id);
    const ids = [waiting(bench, bob).rule, waiting(bench, eve, 'Viewer').rule];
    // Eve is about to get that already.
    const { groupId } = await bench.rules.changeMany({
      ids,
      roleId: researcher.id,
      scope: null,
      acknowledged: [],
      reason: null,
    });
    expect(wished(bench)).toEqual([`${eve} L1 researcher p-dogs`, `${bob} L1 researcher p-dogs`]);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([
      `${eve} L1 researcher p-dogs`,
      `${bob} Viewer p-dogs`,
      `${eve} Viewer p-dogs`,
    ]);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${eve} L1 researcher p-dogs`, `${bob} L1 researcher p-dogs`]);
  });
});

describe('what made way for a set', () => {
  it('stays away while anything is there for which it made way', async () => {
    const bench = offline();
    const email = 'new@example.com';
    const grants = [viewer, researcher].map(({ id }) => ({ roleId: id, scopes: [dogs] }));
    const account = { kind: 'local', email, firstName: null, lastName: null, notify: false } as const;
    await bench.service.create({ ...account, grants, acknowledged: ['V09'] });
    bench.tenant.users.push(aUser('other', { email }));
    bench.online = true;
    await bench.changes.send({ ids: null });
    bench.online = false;
    // Both rules go to the account that is there, in the place of the one that was to be made.
    await give(bench, email, viewer.id, researcher.id);
    const { groupId } = waiting(bench, email, 'L1 researcher');
    await bench.rules.change({
      id: waiting(bench, email, 'Viewer').rule,
      roleId: viewer.id,
      scope: clusterA,
      ...accepted,
    });
    expect(wished(bench).toSorted()).toEqual([`${email} L1 researcher p-dogs`, `${email} Viewer cluster-a`]);
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${email} Viewer cluster-a`]);
  });

  it('comes back once: what came back by itself and was dropped since stays away', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id);
    const older = waiting(bench, bob);
    const { groupId } = await bench.rules.remove({ ids: [older.rule, '3'], typed: null, acknowledged: [] });
    await bench.changes.undo({ groupId: older.groupId });
    expect(wished(bench).toSorted()).toEqual([`${bob} Viewer p-dogs`, 'rule.delete']);
    await bench.changes.discard({ ids: [waiting(bench, bob).id] });
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([]);
  });
});

describe('undoing a set of which something was dropped by hand', () => {
  it('leaves away what that had taken the place of', async () => {
    const bench = offline();
    const groupId = await bothBecomeResearchers(bench);
    await bench.changes.discard({ ids: [waiting(bench, bob).id] });
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual([`${eve} Viewer p-dogs`]);
  });

  it('leaves it away, too, once the set came back as a whole and is undone again', async () => {
    const bench = offline();
    const groupId = await bothBecomeResearchers(bench);
    await bench.changes.discard({ ids: [waiting(bench, bob).id] });
    await bench.changes.undo({ groupId });
    await bench.changes.undo({ groupId });
    await bench.changes.undo({ groupId: `${groupId}~2` });
    expect(wished(bench)).toEqual([`${eve} Viewer p-dogs`]);
  });
});

describe('bringing a newer set back', () => {
  it('is refused beside what its former became after coming back by itself', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id);
    const older = waiting(bench, bob).groupId;
    const id = waiting(bench, bob).rule;
    const newer = await bench.rules.change({ id, roleId: researcher.id, scope: dogs, ...accepted });
    await bench.changes.discard({ ids: [waiting(bench, bob).id] });
    await bench.changes.undo({ groupId: older });
    await toCluster(bench, bob);
    await expect(bench.changes.undo({ groupId: newer.groupId })).rejects.toMatchObject({
      body: {
        reason: 'came-back',
        message: expect.stringContaining(`Change the access of ${bob} to Viewer on cluster a`),
      },
    });
    expect(wished(bench)).toEqual([`${bob} Viewer cluster-a`]);
  });

  it('is not refused for what came back beside its former', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id, researcher.id);
    const older = waiting(bench, bob).groupId;
    const id = waiting(bench, bob, 'Viewer').rule;
    const newer = await bench.rules.change({ id, roleId: viewer.id, scope: clusterA, ...accepted });
    // Researcher goes and comes back; Viewer on dogs does not, as it made way.
    await bench.changes.undo({ groupId: older });
    await bench.changes.undo({ groupId: older });
    await bench.changes.discard({ ids: [waiting(bench, bob, 'Viewer').id] });
    await bench.changes.undo({ groupId: newer.groupId });
    expect(wished(bench)).toEqual([`${bob} L1 researcher p-dogs`, `${bob} Viewer cluster-a`]);
  });

  it('happens once, however often it is asked for at the same time', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id);
    const { groupId } = waiting(bench, bob);
    await bench.changes.undo({ groupId });
    const ends = await Promise.allSettled([bench.changes.undo({ groupId }), bench.changes.undo({ groupId })]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { body: { reason: 'brought-back-already' } },
    });
    expect(wished(bench)).toEqual([`${bob} Viewer p-dogs`]);
  });
});

describe('bringing an older set back', () => {
  it('is refused beside what took the place of what had taken its place', async () => {
    const bench = offline();
    await give(bench, bob, viewer.id);
    const { groupId, rule } = waiting(bench, bob);
    await bench.rules.change({ id: rule, roleId: researcher.id, scope: dogs, ...accepted });
    await toCluster(bench, bob);
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject({ body: { reason: 'made-way' } });
    expect(wished(bench)).toEqual([`${bob} Viewer cluster-a`]);
  });
});
