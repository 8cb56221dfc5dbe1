import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { aUser } from '../../../builders/facts.ts';
import { another, auditor, cats, dogs, give, withoutAuditor } from '../../../builders/stuck-rules.ts';
import { researcher, usersBench, type UsersBench, viewer } from '../../../builders/users-bench.ts';

const openOf = (bench: UsersBench): (readonly [string | false, string, boolean])[] =>
  bench.outbox
    .open()
    .map(({ edit, state, held }) => [edit.kind === 'rule.create' && edit.roleName, state, held] as const);

function first(bench: UsersBench, state: Change['state']): Change {
  const found = bench.outbox.open().find((change) => change.state === state);
  if (found === undefined) throw new Error(`nothing is ${state}`);
  return found;
}

/** What the window shows of bob's rules, by role. */
const shown = async (bench: UsersBench): Promise<string[]> =>
  (await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' })).map(({ roleName }) => roleName);

/** A rule in conflict, its set noted, replaced by another while nothing can be sent. */
async function replaced(
  bench: UsersBench,
): Promise<{ readonly former: Change; readonly groupId: string; readonly oldGroup: string }> {
  await give(bench, 'bob@example.com', auditor.id, dogs);
  const former = first(bench, 'conflict');
  await bench.changes.note({ groupIds: [former.groupId], reason: 'agreed with security', ticket: 'SEC-7' });
  bench.online = false;
  const { groupId } = await bench.changes.another(another({ id: former.id, roleId: viewer.id }));
  return { former, groupId, oldGroup: former.groupId };
}

describe('taking back what took the place of a conflict', () => {
  it('brings the conflict back as it was', async () => {
    const bench = withoutAuditor();
    const { former, groupId } = await replaced(bench);
    const told = await bench.changes.undo({ groupId });
    expect(told.moved).toHaveLength(1);
    const [back, ...more] = bench.outbox.open();
    expect(told.back).toEqual([{ id: back?.id, state: 'conflict', held: false }]);
    expect(more).toEqual([]);
    expect(back).toMatchObject({
      groupId: former.groupId,
      groupTitle: former.groupTitle,
      state: 'conflict',
      conflict: former.conflict,
      error: former.error,
      held: former.held,
      acknowledged: former.acknowledged,
      base: former.base,
      attempts: former.attempts,
    });
    const planned = await bench.changes.get({ id: back?.id ?? '' });
    expect(planned?.choices).toEqual(['another-role', 'take-theirs', 'try-again']);
    expect(planned?.note).toEqual({ reason: 'agreed with security', ticket: 'SEC-7' });
    expect(await shown(bench)).toEqual(['Viewer', 'Auditor']);
    expect(bench.chain.verify().intact).toBe(true);
  });

  it('brings all that it replaced back, each as it stood, and what goes after each', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    await bench.rules.change({ id: '3', roleId: auditor.id, scope: cats, acknowledged: [], reason: null });
    await give(bench, 'ada@example.com', auditor.id, dogs);
    await give(bench, 'eve@example.com', auditor.id, dogs, 'staged');
    bench.online = true;
    await bench.changes.send({ ids: [bench.outbox.open()[0]?.id ?? ''] });
    bench.online = false;
    const before = bench.outbox.open().map(({ edit, state, held }) => [edit.kind, state, held]);
    expect(before).toEqual([
      ['rule.create', 'conflict', false],
      ['rule.delete', 'blocked', false],
      ['rule.create', 'conflict', false],
      ['rule.create', 'pending', true],
    ]);
    const { id } = first(bench, 'conflict');
    const { groupId } = await bench.changes.another(another({ id, roleId: researcher.id, all: true }));
    await bench.changes.undo({ groupId });
    const back = bench.outbox.open();
    expect(back.map(({ edit, state, held }) => [edit.kind, state, held])).toEqual(before);
    expect(back[1]?.dependsOn).toEqual([back[0]?.id]);
    // And on it goes from there, as if nothing had been chosen.
    await bench.changes.another(another({ id: back[0]?.id ?? '', roleId: researcher.id }));
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.rules.filter(({ subjectId }) => subjectId === 'bob@example.com')).toMatchObject([
      { roleName: 'L1 researcher', scopeId: 'p-cats' },
    ]);
  });

  it('leaves it away where the same is wished again meanwhile', async () => {
    const bench = usersBench();
    bench.tenant.goneScopes.add('project:p-dogs');
    await give(bench, 'bob@example.com', researcher.id, dogs);
    bench.online = false;
    const { id } = first(bench, 'conflict');
    const scope = { type: 'cluster', id: 'cluster-a' } as const;
    const { groupId } = await bench.changes.another(another({ id, scope }));
    await give(bench, 'bob@example.com', researcher.id, dogs);
    await bench.changes.undo({ groupId });
    expect(openOf(bench)).toEqual([['L1 researcher', 'pending', false]]);
  });

  it('leaves it away where what it waited for is taken back', async () => {
    const bench = usersBench();
    bench.online = false;
    const email = 'new@example.com';
    await bench.service.create({
      kind: 'local',
      email,
      firstName: null,
      lastName: null,
      grants: [viewer, researcher].map(({ id }) => ({ roleId: id, scopes: [dogs] })),
      notify: false,
      acknowledged: ['V09'],
    });
    // The e-mail is taken: what is given once more does not wait for the account that was to be made.
    bench.tenant.users.push(aUser('other', { email }));
    bench.online = true;
    await bench.changes.send({ ids: null });
    bench.online = false;
    await give(bench, email, viewer.id, dogs);
    expect(openOf(bench)).toEqual([
      ['Viewer', 'pending', false],
      [false, 'conflict', false],
      ['L1 researcher', 'blocked', false],
    ]);
    const { groupId } = first(bench, 'pending');
    await bench.changes.discard({ ids: [first(bench, 'conflict').id] });
    const { moved, back } = await bench.changes.undo({ groupId });
    expect([moved.length, back]).toEqual([1, []]);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('is refused where what it waited for is taken back, and it went with that', async () => {
    const bench = withoutAuditor();
    await bench.service.create({
      kind: 'local',
      email: 'new@example.com',
      firstName: null,
      lastName: null,
      grants: [{ roleId: auditor.id, scopes: [dogs] }],
      notify: false,
      acknowledged: [],
      send: 'staged',
    });
    const [user, rule] = bench.outbox.open();
    bench.online = false;
    // Changed while both wait: what the new rule replaced needs the account.
    const local = rule?.edit.kind === 'rule.create' ? String(rule.edit.localId) : '';
    await bench.rules.change({ id: local, roleId: viewer.id, scope: dogs, acknowledged: [], reason: null });
    const next = bench.outbox.open().find(({ groupId }) => groupId !== user?.groupId);
    await bench.changes.discard({ ids: [user?.id ?? ''] });
    expect(bench.outbox.open()).toEqual([]);
    await expect(bench.changes.undo({ groupId: next?.groupId ?? '' })).rejects.toMatchObject({
      body: { reason: 'needs-taken-back' },
    });
  });

  it('puts it in place of the conflict once more when that is taken back in turn, and so on', async () => {
    const bench = withoutAuditor();
    const { groupId } = await replaced(bench);
    await bench.changes.undo({ groupId });
    await bench.changes.undo({ groupId });
    expect(openOf(bench)).toEqual([['Viewer', 'pending', false]]);
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject({
      body: { reason: 'brought-back-already' },
    });
    await bench.changes.undo({ groupId: `${groupId}~2` });
    expect(openOf(bench)).toEqual([['Auditor', 'conflict', false]]);
    await bench.changes.undo({ groupId: `${groupId}~2` });
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.open()).toEqual([]);
    expect(await shown(bench)).toEqual(['Viewer', 'Viewer']);
  });

  it('does not come back itself once the conflict was settled otherwise', async () => {
    const bench = withoutAuditor();
    const { groupId } = await replaced(bench);
    await bench.changes.undo({ groupId });
    await bench.changes.another(another({ id: first(bench, 'conflict').id, roleId: researcher.id }));
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject({
      body: { reason: 'made-way', message: expect.stringContaining('L1 researcher instead of Auditor') },
    });
    expect(openOf(bench)).toEqual([['L1 researcher', 'pending', false]]);
  });
});

describe('undoing what the tenant refused', () => {
  it.each(['conflict', 'rejected'] as const)(
    'says that nothing was made, and how to go on: %s',
    async (state) => {
      const bench = state === 'conflict' ? withoutAuditor() : usersBench();
      if (state === 'rejected')
        bench.tenant.faults.push({
          call: 'createRules',
          applied: false,
          error: new RolebookError({
            kind: 'tenant',
            origin: 'cloud',
            reason: 'http-400',
            message: 'Bad request.',
            status: 400,
          }),
        });
      await give(bench, 'bob@example.com', state === 'conflict' ? auditor.id : viewer.id, dogs);
      const { id, groupId } = first(bench, state);
      const act = bench.changes.undo({ groupId });
      await expect(act).rejects.toMatchObject({
        body: {
          kind: 'conflict',
          reason: 'needs-decision',
          message: expect.stringContaining('nothing of it was made'),
          hint: expect.stringContaining('Discard it'),
        },
      });
      // The way on that it names.
      await bench.changes.discard({ ids: [id] });
      expect(bench.outbox.open()).toEqual([]);
    },
  );
});

describe('undoing the older set', () => {
  it('is refused in words while what took its place is alive, sent or not', async () => {
    const bench = withoutAuditor();
    const { oldGroup, groupId } = await replaced(bench);
    await expect(bench.changes.undo({ groupId: oldGroup })).rejects.toMatchObject({
      body: {
        kind: 'conflict',
        reason: 'made-way',
        message: expect.stringContaining('“Viewer instead of Auditor”'),
        hint: expect.stringContaining('Take that back first'),
      },
    });
    expect(openOf(bench)).toEqual([['Viewer', 'pending', false]]);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.group(groupId).map(({ state }) => state)).toEqual(['done']);
    await expect(bench.changes.undo({ groupId: oldGroup })).rejects.toMatchObject({
      body: { reason: 'made-way', hint: 'Do the opposite instead.' },
    });
    expect(bench.outbox.open()).toEqual([]);
  });

  it('brings back only what did not make way', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    await bench.service.addRules({
      email: 'bob@example.com',
      grants: [
        { roleId: auditor.id, scopes: [dogs] },
        { roleId: researcher.id, scopes: [dogs] },
      ],
      acknowledged: [],
    });
    const [wrong] = bench.outbox.open();
    const local = wrong?.edit.kind === 'rule.create' ? String(wrong.edit.localId) : '';
    await bench.rules.change({ id: local, roleId: viewer.id, scope: dogs, acknowledged: [], reason: null });
    const old = wrong?.groupId ?? '';
    await bench.changes.undo({ groupId: old });
    expect(openOf(bench)).toEqual([['Viewer', 'pending', false]]);
    await bench.changes.undo({ groupId: old });
    expect(openOf(bench)).toEqual([
      ['Viewer', 'pending', false],
      ['L1 researcher', 'pending', false],
    ]);
  });

  it('brings it back once what took its place was dropped, and then not that, too', async () => {
    const bench = withoutAuditor();
    const { oldGroup, groupId } = await replaced(bench);
    await bench.changes.discard({ ids: [first(bench, 'pending').id] });
    expect(bench.outbox.open()).toEqual([]);
    await bench.changes.undo({ groupId: oldGroup });
    expect(openOf(bench)).toEqual([['Auditor', 'conflict', false]]);
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject({ body: { reason: 'came-back' } });
    expect(openOf(bench)).toEqual([['Auditor', 'conflict', false]]);
  });
});
