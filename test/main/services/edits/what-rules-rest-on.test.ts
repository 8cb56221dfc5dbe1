import { expect, it } from 'vitest';
import { usersBench, viewer } from '../../../builders/users-bench.ts';

const dogs = { type: 'project' as const, id: 'p-dogs' };

it('a new rule rests on its user: one who was deleted since is a conflict, and no rule is made', async () => {
  const bench = usersBench();
  bench.online = false;
  await bench.service.addRules({
    email: 'bob@example.com',
    grants: [{ roleId: viewer.id, scopes: [dogs] }],
    acknowledged: [],
  });
  bench.tenant.users = bench.tenant.users.filter(({ id }) => id !== 'bob');
  bench.online = true;
  await bench.changes.send({ ids: null });
  const [change] = bench.outbox.open();
  expect(change).toMatchObject({ state: 'conflict', conflict: { kind: 'subject-gone' } });
  expect(bench.tenant.calls.filter((call) => call.startsWith('createRules'))).toEqual([]);
});

it('a changed rule rests on the one it replaces: if somebody took that away, the right is not given back', async () => {
  const bench = usersBench();
  bench.online = false;
  await bench.rules.change({ id: '3', roleId: viewer.id, scope: dogs, acknowledged: [] });
  bench.tenant.rules = bench.tenant.rules.filter(({ id }) => id !== 3);
  bench.online = true;
  await bench.changes.send({ ids: null });
  const [change] = bench.outbox.open();
  expect(change).toMatchObject({ state: 'conflict', conflict: { kind: 'changed-since' } });
  expect(bench.tenant.calls.filter((call) => call.startsWith('createRules'))).toEqual([]);
});
