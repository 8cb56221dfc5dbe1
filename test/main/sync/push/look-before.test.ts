import { expect, test } from 'vitest';
import { serviceAccountFields, userFields } from '../../../../src-shared/changes/base-fields.ts';
import { aServiceAccount, aUser } from '../../../builders/facts.ts';
import { edits } from '../../../builders/push-bench.ts';
import { count, withFacts } from './bench-acts.ts';

/** Does `act` while the rules are read for the first time: the reply to that shows nothing of it. */
function whileRulesAreRead(bench: ReturnType<typeof withFacts>, act: () => void): void {
  let acted = false;
  bench.tenant.beforeCall = (call) => {
    if (call !== 'rulesOf' || acted) return;
    acted = true;
    act();
  };
}

test('a user whose groups change while its rules are read is not deleted (I7)', async () => {
  const bench = withFacts();
  bench.add({ edit: edits.deleteUser(), base: { fields: { ...userFields(aUser('u1'), []) }, asOf: null } });
  bench.tenant.rules = [];
  whileRulesAreRead(bench, () => {
    bench.tenant.users = bench.tenant.users.map((user) => ({ ...user, groups: ['on-call'] }));
  });
  await bench.drain();
  expect(bench.get('c1').conflict?.kind).toBe('changed-since');
  expect(count(bench, 'deleteUser')).toBe(0);
});

test('a service account that is disabled while its rules are read is not deleted (I7)', async () => {
  const bench = withFacts();
  const fields = { ...serviceAccountFields(aServiceAccount('sa1')) };
  bench.add({ edit: edits.deleteAccount(), base: { fields, asOf: null } });
  whileRulesAreRead(bench, () => {
    bench.tenant.serviceAccounts = bench.tenant.serviceAccounts.map((one) => ({ ...one, enabled: false }));
  });
  await bench.drain();
  expect(bench.get('c1').conflict?.kind).toBe('changed-since');
  expect(count(bench, 'deleteServiceAccount')).toBe(0);
});

test('the rules that go with a user are those of the e-mail that it has by now', async () => {
  const bench = withFacts();
  bench.tenant.users = [aUser('u1', { email: 'una@example.com' })];
  bench.tenant.rules = bench.tenant.rules.map((rule) => ({ ...rule, subjectId: 'una@example.com' }));
  bench.add(edits.deleteUser());
  await bench.drain();
  expect(bench.state('c1')).toBe('done');
  expect(bench.tenant.rules).toEqual([]);
});
