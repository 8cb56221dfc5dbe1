import { expect, it } from 'vitest';
import type { NewUser } from '../../../../src-shared/ipc/users-contract.ts';
import { refused } from '../../../builders/scripted-tenant.ts';
import {
  departmentAdministrator,
  researcher,
  systemAdministrator,
  type UsersBench,
  usersBench,
  viewer,
} from '../../../builders/users-bench.ts';

const cats = { type: 'project', id: 'p-cats' } as const;
const dogs = { type: 'project', id: 'p-dogs' } as const;

/** Somebody has the e-mail already: the account is a conflict, and two rules wait for it. */
async function takenAccount(): Promise<UsersBench> {
  const bench = usersBench();
  bench.mirror.userFacts = bench.mirror.userFacts.filter((user) => user.id !== 'bob');
  const report = await bench.service.create({
    kind: 'local',
    email: 'bob@example.com',
    firstName: null,
    lastName: null,
    grants: [
      { roleId: researcher.id, scopes: [cats] },
      { roleId: viewer.id, scopes: [dogs] },
    ],
    notify: false,
    acknowledged: ['V28'],
  });
  expect(report.account.error?.reason).toBe('email-taken');
  return bench;
}

const give = async (bench: UsersBench, grant: NewUser['grants'][number]): Promise<string[]> => {
  const { rules } = await bench.service.addRules({
    email: 'bob@example.com',
    grants: [grant],
    acknowledged: [],
    reason: 'Is asked for.',
  });
  return rules.map(({ outcome }) => outcome);
};

it('further rules for the same e-mail go before what waits for a decision, one after the other', async () => {
  const bench = await takenAccount();
  expect(await give(bench, { roleId: departmentAdministrator.id, scopes: [cats] })).toEqual(['created']);
  expect(await give(bench, { roleId: systemAdministrator.id, scopes: [cats] })).toEqual(['created']);
  expect(await give(bench, { roleId: systemAdministrator.id, scopes: [dogs] })).toEqual(['created']);
  // What waits keeps its own order: the account before its rules.
  expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual([
    'user.create',
    'rule.create',
    'rule.create',
  ]);
});

it('what replaces one of the rules that wait goes before it too', async () => {
  const bench = await takenAccount();
  expect(await give(bench, { roleId: viewer.id, scopes: [dogs] })).toEqual(['created']);
  expect(await give(bench, { roleId: systemAdministrator.id, scopes: [cats] })).toEqual(['created']);
  expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['user.create', 'rule.create']);
});

it('rules for several e-mails at once go before all accounts that wait for a decision, and what waits for these', async () => {
  const bench = usersBench();
  const names = ['new-1', 'new-2'];
  for (const name of names) {
    bench.tenant.faults.push({
      call: 'createUser',
      error: refused(403, 'not-permitted'),
      applied: false,
    });
    await bench.service.create({
      kind: 'local',
      email: `${name}@example.com`,
      firstName: null,
      lastName: null,
      grants: [{ roleId: researcher.id, scopes: [cats] }],
      notify: false,
      acknowledged: [],
    });
  }
  const waiting = ['user.create conflict', 'rule.create blocked'];
  const open = (): string[] => bench.outbox.open().map(({ edit, state }) => `${edit.kind} ${state}`);
  expect(open()).toEqual([...waiting, ...waiting]);
  await bench.rules.add({
    subjects: names.map((name) => ({ type: 'user', id: `${name}@example.com` })),
    grants: [
      { roleId: departmentAdministrator.id, scopes: [dogs] },
      { roleId: systemAdministrator.id, scopes: [dogs] },
    ],
    removeNarrower: false,
    acknowledged: [],
    reason: 'Is asked for.',
  });
  expect(open()).toEqual([...waiting, ...waiting]);
  expect(bench.tenant.rules.filter(({ scopeId }) => scopeId === dogs.id)).toHaveLength(4);
});

it('the dialog for many goes before it as well, though whoever has the e-mail is known by now', async () => {
  const bench = await takenAccount();
  await bench.rules.add({
    subjects: [{ type: 'user', id: 'bob@example.com' }],
    grants: [{ roleId: departmentAdministrator.id, scopes: [dogs] }],
    removeNarrower: false,
    acknowledged: ['V05'],
    reason: 'Is asked for.',
  });
  expect(bench.outbox.open().map(({ edit, state }) => `${edit.kind} ${state}`)).toEqual([
    'user.create conflict',
    'rule.create blocked',
    'rule.create blocked',
  ]);
});
