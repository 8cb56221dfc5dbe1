import { describe, expect, it } from 'vitest';
import { aRule, aUser } from '../../../builders/facts.ts';
import { departmentAdministrator, usersBench, viewer } from '../../../builders/users-bench.ts';

const remove = (ids: string[], typed: string | null = null, acknowledged: string[] = []) => ({
  ids,
  typed,
  acknowledged,
});

describe('users.delete, sent later', () => {
  it('does not delete somebody who changed since the admin looked', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.service.delete(remove(['bob']));
    bench.tenant.rules.push(
      aRule(77, 'bob@example.com', departmentAdministrator, { type: 'department', id: 'd1', name: 'vision' }),
    );
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    const [change] = bench.outbox.open();
    expect(change).toMatchObject({ state: 'conflict', conflict: { kind: 'changed-since' } });
    expect(bench.tenant.users.some(({ id }) => id === 'bob')).toBe(true);
    await bench.changes.resolve({ id: change?.id ?? '', choice: 'keep-mine' });
    await bench.rest();
    expect(bench.tenant.users.some(({ id }) => id === 'bob')).toBe(false);
  });

  it('takes somebody back who was only made here, and what was to be given to a leaver', async () => {
    const bench = usersBench();
    bench.online = false;
    const grants = [{ roleId: viewer.id, scopes: [{ type: 'cluster' as const, id: 'cluster-a' }] }];
    await bench.service.create({
      kind: 'local',
      email: 'new@example.com',
      firstName: null,
      lastName: null,
      grants,
      notify: false,
      acknowledged: [],
    });
    await bench.service.addRules({ email: 'bob@example.com', grants, acknowledged: [] });
    const [made] = bench.outbox.open();
    const outcomes = await bench.service.delete(remove([`local:${made?.id}`, 'bob']));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'pending']);
    expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['user.delete']);
  });

  it('stages more than 20 unless told otherwise', async () => {
    const many = Array.from({ length: 25 }, (_, at) => aUser(`many-${at}`));
    const bench = usersBench({ users: [aUser('root'), ...many] });
    const ids = many.map(({ id }) => id);
    const staged = await bench.service.delete(remove(ids, 'delete 25 users'));
    expect(new Set(staged.map(({ outcome }) => outcome))).toEqual(new Set(['pending']));
    expect(bench.tenant.calls).toEqual([]);

    const told = usersBench({ users: [aUser('root'), ...many] });
    const done = await told.service.delete({ ...remove(ids, 'delete 25 users'), send: 'now' });
    expect(new Set(done.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
  });

  it('removes nothing on the strength of a mirror that is more than seven days old', async () => {
    const bench = usersBench();
    bench.clock.advance(8 * 24 * 3_600_000);
    await expect(bench.service.delete(remove(['bob']))).rejects.toMatchObject({
      body: { kind: 'unavailable', reason: 'data-too-old' },
    });
    expect(bench.outbox.open()).toEqual([]);
    bench.mirror.asOf = null;
    await expect(bench.service.delete(remove(['bob']))).rejects.toMatchObject({
      body: { reason: 'data-too-old' },
    });
  });
});
