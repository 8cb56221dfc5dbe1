import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { another, auditor, cats, dogs, give, withoutAuditor } from '../../../builders/stuck-rules.ts';
import { researcher, type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const account = { kind: 'local', firstName: null, lastName: null, notify: false } as const;

/** A new user with two rules, then a rule for bob; nothing of it can be sent. */
async function offline(): Promise<UsersBench> {
  const bench = usersBench();
  bench.online = false;
  await bench.service.create({
    ...account,
    email: 'new@example.com',
    grants: [viewer, researcher].map(({ id }) => ({ roleId: id, scopes: [dogs] })),
    acknowledged: ['V09'],
  });
  await give(bench, 'bob@example.com', viewer.id, dogs);
  return bench;
}

const wished = ({ outbox }: UsersBench): string[] =>
  outbox.open().map(({ edit }) => (edit.kind === 'rule.create' ? edit.roleName : edit.kind));

function at(bench: UsersBench, n: number): Change {
  const change = bench.outbox.open()[n];
  if (change === undefined) throw new Error(`there is no open change ${n}`);
  return change;
}

/** How undoing what is listed is told. */
const undoOf = async (bench: UsersBench, id: string) => (await bench.changes.get({ id }))?.undo;

describe('changes.bringBack', () => {
  it('brings what was discarded back in its place, with what went along, in its own set', async () => {
    const bench = await offline();
    const before = bench.outbox.open();
    const { moved, along } = await bench.changes.discard({ ids: [at(bench, 0).id] });
    expect(wished(bench)).toEqual(['Viewer']);
    const told = await bench.changes.bringBack({ ids: [...moved, ...along] });
    expect(told.moved).toEqual([...moved, ...along]);
    expect(told.back).toHaveLength(3);
    const after = bench.outbox.open();
    expect(wished(bench)).toEqual(['user.create', 'Viewer', 'L1 researcher', 'Viewer']);
    expect(after.map(({ groupId }) => groupId)).toEqual(before.map(({ groupId }) => groupId));
    expect(after.slice(1, 3).map(({ dependsOn }) => dependsOn)).toEqual([[after[0]?.id], [after[0]?.id]]);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.rules.filter(({ subjectId }) => subjectId === 'new@example.com')).toHaveLength(2);
  });

  it('brings back a part of a set of which the rest still waits, and undoes the whole afterwards', async () => {
    const bench = await offline();
    const { id, groupId } = at(bench, 2);
    await bench.changes.discard({ ids: [id] });
    await bench.changes.bringBack({ ids: [id] });
    expect(wished(bench)).toEqual(['user.create', 'Viewer', 'L1 researcher', 'Viewer']);
    expect((await bench.changes.undo({ groupId })).moved).toHaveLength(3);
    expect(wished(bench)).toEqual(['Viewer']);
  });

  it('brings along what it needs, and goes on with it where that came back before', async () => {
    const bench = await offline();
    const [user, rule, other] = bench.outbox.open().map(({ id }) => id);
    await bench.changes.discard({ ids: [user ?? ''] });
    const told = await bench.changes.bringBack({ ids: [rule ?? ''] });
    expect(told.moved).toEqual([user, rule]);
    await bench.changes.bringBack({ ids: [other ?? ''] });
    const [made, , last] = bench.outbox.open();
    expect(wished(bench)).toEqual(['user.create', 'Viewer', 'L1 researcher', 'Viewer']);
    expect(last?.dependsOn).toEqual([made?.id]);
  });

  it('happens once, however often it is asked for at the same time', async () => {
    const bench = await offline();
    const { id } = at(bench, 3);
    await bench.changes.discard({ ids: [id] });
    const twice = await Promise.allSettled([
      bench.changes.bringBack({ ids: [id] }),
      bench.changes.bringBack({ ids: [id] }),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(wished(bench).filter((role) => role === 'Viewer')).toHaveLength(2);
    expect(await undoOf(bench, id)).toEqual({
      act: 'bring-back',
      whyNot: 'It was brought back already.',
    });
  });

  it('leaves away what is wished again by now, what waits, what was sent and what nobody knows', async () => {
    const bench = await offline();
    const { id } = at(bench, 3);
    await bench.changes.discard({ ids: [id] });
    await give(bench, 'bob@example.com', viewer.id, dogs);
    await expect(bench.changes.bringBack({ ids: [id] })).rejects.toMatchObject({
      body: { reason: 'wished-again', message: expect.stringContaining('waits already') },
    });
    const waiting = at(bench, 3).id;
    await expect(bench.changes.bringBack({ ids: [waiting] })).rejects.toMatchObject({
      body: { reason: 'not-taken-back' },
    });
    bench.online = true;
    await bench.changes.send({ ids: null });
    await expect(bench.changes.bringBack({ ids: [waiting] })).rejects.toMatchObject({
      body: { reason: 'change-already-sent' },
    });
    expect(await undoOf(bench, waiting)).toBeNull();
    await expect(bench.changes.bringBack({ ids: ['none'] })).rejects.toMatchObject({
      body: { kind: 'not-found' },
    });
  });

  it('brings a conflict back as the conflict it was, and what waited for it held up by it', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    await bench.rules.change({ id: '3', roleId: auditor.id, scope: cats, acknowledged: [], reason: null });
    bench.online = true;
    await bench.changes.send({ ids: null }).catch(() => null);
    const before = bench.outbox.open();
    expect(before.map(({ state }) => state)).toEqual(['conflict', 'blocked']);
    const { moved, along } = await bench.changes.discard({ ids: [at(bench, 0).id] });
    const { back } = await bench.changes.bringBack({ ids: [...moved, ...along] });
    expect(back.map(({ state }) => state)).toEqual(['conflict', 'blocked']);
    expect(at(bench, 0)).toMatchObject({ conflict: before[0]?.conflict, attempts: before[0]?.attempts });
    expect(at(bench, 1)).toMatchObject({ error: before[1]?.error });
  });

  it('brings back what was dropped as an answer to a conflict', async () => {
    const bench = withoutAuditor();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    const { id, conflict } = at(bench, 0);
    await bench.changes.resolve({ id, choice: 'take-theirs' });
    expect(bench.outbox.open()).toEqual([]);
    await bench.changes.bringBack({ ids: [id] });
    expect(at(bench, 0)).toMatchObject({ state: 'conflict', conflict });
  });
});

describe('what made way', () => {
  it('goes again when what had taken its place comes back after an undo', async () => {
    const bench = withoutAuditor();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    bench.online = false;
    const { id } = at(bench, 0);
    const { groupId } = await bench.changes.another(another({ id, roleId: viewer.id }));
    const newer = at(bench, 0).id;
    for (let times = 0; times < 3; times += 1) {
      const { moved } = await bench.changes.undo({ groupId });
      expect(wished(bench)).toEqual(['Auditor']);
      expect(at(bench, 0).state).toBe('conflict');
      const { back } = await bench.changes.bringBack({ ids: moved });
      expect(back).toHaveLength(1);
      expect(wished(bench)).toEqual(['Viewer']);
    }
    expect(newer).not.toBe(at(bench, 0).id);
  });

  it('comes back still where what had taken its place was discarded, brought back and then undone', async () => {
    const bench = withoutAuditor();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    bench.online = false;
    const { id } = at(bench, 0);
    const { groupId } = await bench.changes.another(another({ id, roleId: viewer.id }));
    const { moved } = await bench.changes.discard({ ids: [at(bench, 0).id] });
    await bench.changes.bringBack({ ids: moved });
    await bench.changes.undo({ groupId });
    expect(wished(bench)).toEqual(['Auditor']);
  });

  it('does not come back beside what took its place', async () => {
    const bench = await offline();
    const { id, edit } = at(bench, 3);
    const rule = edit.kind === 'rule.create' ? String(edit.localId) : '';
    await bench.rules.change({
      id: rule,
      roleId: researcher.id,
      scope: dogs,
      acknowledged: ['V09'],
      reason: null,
    });
    await expect(bench.changes.bringBack({ ids: [id] })).rejects.toMatchObject({
      body: { reason: 'made-way' },
    });
    expect(await undoOf(bench, id)).toEqual({
      act: 'bring-back',
      whyNot: expect.stringContaining('made way for'),
    });
    await bench.changes.discard({ ids: [at(bench, 3).id] });
    await bench.changes.bringBack({ ids: [id] });
    expect(wished(bench)).toEqual(['user.create', 'Viewer', 'L1 researcher', 'Viewer']);
  });
});

describe('what is said of undoing an open set', () => {
  it('is taken back as a whole while nothing of it was sent, newest or not', async () => {
    const bench = await offline();
    expect(await undoOf(bench, at(bench, 0).id)).toEqual({ act: 'take-back', whyNot: null });
    bench.online = true;
    await bench.changes.send({ ids: [at(bench, 0).id] });
    bench.online = false;
    const [rule] = bench.outbox.open();
    expect(await undoOf(bench, rule?.id ?? '')).toEqual({
      act: 'take-back',
      whyNot: expect.stringContaining('It was sent already, at least in part'),
    });
  });

  it('is refused where the tenant answered, with the words of the refusal', async () => {
    const bench = withoutAuditor();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    expect(await undoOf(bench, at(bench, 0).id)).toEqual({
      act: 'take-back',
      whyNot: expect.stringContaining('needs your decision'),
    });
  });
});

describe('secrets', () => {
  /** Bob's new password was issued, and the reply with it was lost. */
  async function lost(): Promise<UsersBench> {
    const bench = usersBench();
    bench.online = false;
    await bench.service.resetPassword({ id: 'bob' });
    const { id } = at(bench, 0);
    bench.outbox.commit({
      steps: [
        {
          id,
          from: ['pending'],
          patch: {
            state: 'conflict',
            conflict: {
              kind: 'password-not-received',
              message: 'The password was not received.',
              fields: [],
              choices: ['issue-new', 'take-theirs'],
              existingId: null,
            },
          },
        },
      ],
    });
    return bench;
  }

  const resets = ({ outbox }: UsersBench) => outbox.open().map(({ edit, state }) => [edit.kind, state]);

  it('are not issued again by bringing back what issued one: the decision comes back', async () => {
    const bench = await lost();
    const { id } = at(bench, 0);
    await bench.changes.resolve({ id, choice: 'take-theirs' });
    await bench.changes.bringBack({ ids: [id] });
    expect(resets(bench)).toEqual([['user.reset-password', 'conflict']]);
  });

  it('are not issued twice where the new one was dropped', async () => {
    const bench = await lost();
    const { id, groupId } = at(bench, 0);
    await bench.changes.resolve({ id, choice: 'issue-new' });
    const next = at(bench, 0).id;
    await expect(bench.changes.bringBack({ ids: [id] })).rejects.toMatchObject({
      body: { reason: 'made-way' },
    });
    await bench.changes.discard({ ids: [next] });
    await bench.changes.undo({ groupId });
    expect(resets(bench).filter(([, state]) => state === 'pending').length).toBeLessThanOrEqual(1);
    expect(resets(bench)).toHaveLength(1);
  });
});
