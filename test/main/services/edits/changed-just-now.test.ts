import { expect, test } from 'vitest';
import type { MirrorChange } from '../../../../src-main/db/mirror.ts';
import { storage } from '../../sync/push/bench-acts.ts';
import { researcher, type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';
import { permissionsIn } from '../../../builders/role-facts.ts';

const dogs = { type: 'project', id: 'p-dogs' } as const;
const sets = [
  { id: 'users R', name: 'users R', description: '', permissions: permissionsIn('users R') },
  { id: 'nodes R', name: 'nodes R', description: '', permissions: permissionsIn('nodes R') },
];

const hasFacts = (change: MirrorChange): boolean =>
  Object.values({ ...change, overlay: [] }).some((part) => part.length > 0);

/** A bench whose mirror takes no facts until told: what the tenant has done shows under our numbers until then. */
function withoutFacts(): { readonly bench: UsersBench; letThrough(): Promise<void> } {
  const bench = usersBench({ permissionSets: sets });
  for (const { id, permissions } of sets) bench.tenant.setPermissions.set(id, permissions);
  const { mirror } = bench;
  const apply = mirror.apply.bind(mirror);
  let held = true;
  mirror.apply = async (change) => {
    if (held && hasFacts(change)) throw storage();
    return await apply(change);
  };
  return {
    bench,
    async letThrough() {
      held = false;
      bench.clock.advance(60_000);
      await bench.rest();
      expect(bench.outbox.unnoted()).toEqual([]);
    },
  };
}

const draft = (name: string, set: string) => ({
  name,
  description: 'What it is for',
  permissionSetIds: [set],
  permissions: [],
});
const roleNamed = async (bench: UsersBench, name: string): Promise<number> =>
  (await bench.mirror.roles()).find((role) => role.name === name)?.id ?? 0;

/** Every warning there is. */
const acknowledged = Array.from({ length: 60 }, (_, n) => `V${String(n).padStart(2, '0')}`);
const sure = { typed: null, acknowledged };

interface Case {
  readonly what: string;
  make(bench: UsersBench): Promise<unknown>;
  /** Its number as the mirror shows it. */
  find(bench: UsersBench): Promise<string>;
  act(bench: UsersBench, id: string): Promise<unknown>;
}

const rule = {
  make: (bench: UsersBench) =>
    bench.service.addRules({
      email: 'bob@example.com',
      grants: [{ roleId: researcher.id, scopes: [dogs] }],
      acknowledged,
    }),
  async find(bench: UsersBench) {
    const rules = await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' });
    return String(rules.find(({ roleId }) => roleId === researcher.id)?.id);
  },
};
const role = {
  make: (bench: UsersBench) =>
    bench.roles.save({ id: null, draft: draft('Front', 'users R'), clonedFrom: null, acknowledged }),
  find: async (bench: UsersBench) => String(await roleNamed(bench, 'Front')),
};

const cases: readonly Case[] = [
  { ...rule, what: 'a rule is removed', act: (bench, id) => bench.rules.remove({ ids: [id], ...sure }) },
  {
    ...rule,
    what: 'a rule is changed',
    act: (bench, id) => bench.rules.change({ id, roleId: viewer.id, scope: dogs, acknowledged }),
  },
  {
    ...role,
    what: 'a role is changed',
    act: (bench, id) =>
      bench.roles.save({
        id: Number(id),
        draft: draft('Front', 'nodes R'),
        clonedFrom: null,
        acknowledged,
      }),
  },
  {
    ...role,
    what: 'a role is switched off',
    act: (bench, id) => bench.roles.setEnabled({ ids: [Number(id)], enabled: false, acknowledged }),
  },
  {
    ...role,
    what: 'a role is deleted',
    act: (bench, id) => bench.roles.delete({ ids: [Number(id)], ...sure }),
  },
  {
    what: 'a service account is deleted',
    make: (bench) => bench.serviceAccounts.create({ name: 'builder' }),
    async find(bench) {
      const accounts = await bench.mirror.serviceAccounts(null);
      return accounts.find(({ name }) => name === 'builder')?.id ?? '';
    },
    act: (bench, id) => bench.serviceAccounts.delete({ ids: [id], ...sure }),
  },
  {
    what: 'a user is deleted',
    make: (bench) =>
      bench.service.create({
        kind: 'local',
        email: 'new@example.com',
        firstName: 'New',
        lastName: 'One',
        notify: false,
        grants: [],
        acknowledged,
      }),
    async find(bench) {
      const [found] = await bench.mirror.usersLike('new@example.com');
      return found?.user.id ?? '';
    },
    act: (bench, id) => bench.service.delete({ ids: [id], ...sure }),
  },
];

test.each(cases)(
  'between the end of a create and its facts, $what is refused in words, and works a moment later',
  async ({ make, find, act }) => {
    const { bench, letThrough } = withoutFacts();
    await make(bench);
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.outbox.unnoted()).toHaveLength(1);
    const ours = await find(bench);
    expect(ours).toMatch(/^(?:-\d+|local:.+)$/);
    const before = bench.outbox.endedCount();
    await expect(act(bench, ours)).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'changed-just-now', retryable: true },
    });
    expect([bench.outbox.open().length, bench.outbox.endedCount()]).toEqual([0, before]);

    await letThrough();
    const theirs = await find(bench);
    expect(theirs).not.toBe(ours);
    await act(bench, theirs);
    await bench.rest();
    expect(bench.outbox.ended(1)).toMatchObject([{ state: 'done' }]);
    expect(bench.outbox.endedCount()).toBeGreaterThan(before);
  },
);

test('a rule that gives a role which was made just now goes to the tenant with the tenant’s number', async () => {
  const { bench } = withoutFacts();
  await role.make(bench);
  const ours = Number(await role.find(bench));
  expect(ours).toBeLessThan(0);
  await bench.service.addRules({
    email: 'bob@example.com',
    grants: [{ roleId: ours, scopes: [dogs] }],
    acknowledged,
  });
  await bench.rest();
  expect(bench.outbox.open()).toEqual([]);
  const made = bench.tenant.roles.find(({ name }) => name === 'Front')?.id;
  expect(bench.tenant.rules.filter(({ roleId }) => roleId === made)).toHaveLength(1);
});
