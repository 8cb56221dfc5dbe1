import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type PlanTravel, planTravel } from '../../../builders/plan-travel.ts';
import { benchOf, dogs, nothing } from '../../../builders/plan-world.ts';
import { researcher, type UsersBench } from '../../../builders/users-bench.ts';

let travel: PlanTravel;
beforeEach(() => {
  travel = planTravel();
});
afterEach(() => travel.end());

type Act = (bench: UsersBench) => Promise<unknown>;

it.each<[string, Act]>([
  [
    'a new rule',
    ({ service }) =>
      service.addRules({
        email: 'bob@example.com',
        grants: [{ roleId: researcher.id, scopes: [dogs] }],
        acknowledged: ['V28'],
      }),
  ],
  ['a new password', ({ service }) => service.resetPassword({ id: 'bob' })],
  ['a new service account', ({ serviceAccounts }) => serviceAccounts.create({ name: 'fresh' })],
])('of two imports of a plan at the same moment only one takes over %s', async (_what, act) => {
  const bench = benchOf(nothing);
  bench.online = false;
  await act(bench);
  await travel.exported(bench);
  const other = benchOf(nothing);
  // As a mirror in a thread of its own answers: later, and in the order of asking.
  const users = other.mirror.usersLike.bind(other.mirror);
  const info = other.mirror.info.bind(other.mirror);
  vi.spyOn(other.mirror, 'usersLike').mockImplementation(async (email) => {
    await setImmediate();
    return await users(email);
  });
  vi.spyOn(other.mirror, 'info').mockImplementation(async () => {
    await setImmediate();
    return await info();
  });
  const reports = await Promise.all([travel.imported(other), travel.imported(other)]);
  expect(reports.map(({ rows }) => rows).toSorted((one, other) => one - other)).toEqual([0, 1]);
  expect(reports.flatMap(({ refused }) => refused)).toHaveLength(1);
  expect(other.outbox.open()).toHaveLength(1);
});
