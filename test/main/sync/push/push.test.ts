import { expect, test } from 'vitest';
import { userFields } from '../../../../src-shared/changes/base-fields.ts';
import { aRole, aRule, aServiceAccount, aUser } from '../../../builders/facts.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';
import { refused, replyLost, ScriptedTenant, unreachable } from '../../../builders/scripted-tenant.ts';

const viewer = aRole(7, 'Viewer');
const cats = { type: 'project', id: 'cats' };
const withUser = (): PushBench =>
  new PushBench(
    new ScriptedTenant({
      users: [aUser('u1')],
      rules: [aRule(5, 'u1@example.com', viewer, cats)],
      serviceAccounts: [aServiceAccount('sa1')],
      roles: [viewer, aRole(8, 'Editor')],
    }),
  );

test('a user with rules is made in order, the secret is in the tray, facts and journal follow', async () => {
  const bench = new PushBench();
  bench.add(edits.createUser(), { edit: edits.createRule('ada@example.com'), dependsOn: ['c1'] });
  const run = await bench.drain();
  expect(run).toMatchObject({ done: 2, stuck: 0 });
  expect(bench.states()).toEqual({ c1: 'done', c2: 'done' });
  expect(bench.tenant.calls).toEqual([
    'createUser ada@example.com',
    'readUser u1001',
    'createRules ada@example.com 7',
  ]);
  expect(bench.secrets).toEqual([
    {
      kind: 'temporary-password',
      account: 'ada@example.com',
      cause: 'user-created',
      mustChange: true,
      secret: 'Canary-pass-1',
    },
  ]);
  expect(bench.get('c1').result).toMatchObject({ serverId: 'u1001', credentialId: 'tray-1', how: 'done' });
  expect(bench.notes.flatMap(({ ids }) => ids)).toEqual(['c1', 'c2']);
  expect(bench.outbox.unnoted()).toEqual([]);
  expect(bench.rows()).toEqual([
    'user.create ada@example.com intended',
    'user.create ada@example.com done',
    'rule.create ada@example.com intended',
    'rule.create ada@example.com done',
  ]);
  expect(bench.database.serialize().includes('Canary-pass')).toBe(false);
});

test('every kind of edit reaches the tenant', async () => {
  const bench = withUser();
  bench.add(
    edits.resetPassword(),
    edits.setEnabled(false),
    edits.rotate(),
    edits.createAccount('robot'),
    edits.deleteRule(),
    edits.deleteUser(),
    edits.deleteAccount(),
  );
  expect(await bench.drain()).toMatchObject({ done: 7, stuck: 0 });
  expect(bench.tenant.users).toEqual([]);
  expect(bench.tenant.rules).toEqual([]);
  expect(bench.tenant.serviceAccounts.map(({ name }) => name)).toEqual(['robot']);
  expect(bench.secrets.map(({ account, cause }) => `${account} ${cause}`).toSorted()).toEqual([
    'robot-client service-account-created',
    'sa1-client secret-rotated',
    'u1@example.com password-reset',
  ]);
});

test('a lost connection ends the push and marks nothing', async () => {
  const bench = withUser();
  bench.add(edits.createRule('u1@example.com', { roleId: 8 }), edits.createRule('u2@example.com'));
  bench.away = unreachable();
  await expect(bench.drain()).rejects.toMatchObject({ body: { reason: 'unreachable' } });
  expect(bench.states()).toEqual({ c1: 'pending', c2: 'pending' });
  expect(bench.rows()).toEqual([]);
  expect(bench.push.next()?.why).toBe('The tenant cannot be reached.');
  bench.away = null;
  bench.clock.advance(10_000);
  await bench.rest();
  expect(bench.states()).toEqual({ c1: 'done', c2: 'done' });
});

test('a reply that was lost is read back, and nothing is sent again', async () => {
  const bench = new PushBench();
  bench.tenant.faults.push({ call: 'createRules', error: replyLost(), applied: true });
  bench.add(edits.createRule());
  await bench.drain();
  expect(bench.get('c1')).toMatchObject({ state: 'done', result: { how: 'found', serverId: '1001' } });
  expect(bench.tenant.calls.filter((call) => call.startsWith('createRules'))).toHaveLength(1);
});

test('a password whose reply was lost is not issued again by itself', async () => {
  const bench = new PushBench();
  bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
  bench.add(edits.createUser(), { edit: edits.createRule('ada@example.com'), dependsOn: ['c1'] });
  await bench.drain();
  expect(bench.get('c1').conflict).toMatchObject({
    kind: 'password-not-received',
    choices: ['issue-new', 'take-theirs'],
    existingId: 'u1001',
  });
  expect(bench.state('c2')).toBe('blocked');
  expect(bench.secrets).toEqual([]);
  const [done, freed, reset] = ['c1', 'c2', 'made-3'];
  bench.push.resolve('c1', 'issue-new', {});
  await bench.rest();
  expect(bench.states()).toEqual({ [done]: 'done', [freed]: 'done', [reset]: 'done' });
  expect(bench.secrets).toMatchObject([{ account: 'ada@example.com', cause: 'password-reset' }]);
});

test('an account that somebody else made while our reply was lost is not taken for ours', async () => {
  const bench = new PushBench();
  bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
  bench.tenant.caller = 'eve@example.com';
  bench.add(edits.createUser());
  await bench.drain();
  expect(bench.get('c1').conflict).toMatchObject({ kind: 'email-taken', existingId: 'u1001' });
});

test('what failed blocks what needs it, and nobody else', async () => {
  const bench = withUser();
  bench.tenant.faults.push({ call: 'createUser', error: refused(400, 'input'), applied: false });
  bench.add(
    edits.createUser(),
    { edit: edits.createRule('ada@example.com'), dependsOn: ['c1'] },
    edits.createRule('bob@example.com'),
  );
  expect(await bench.drain()).toMatchObject({ done: 1, stuck: 2 });
  expect(bench.states()).toEqual({ c1: 'rejected', c2: 'blocked', c3: 'done' });
  bench.push.resolve('c1', 'try-again', {});
  await bench.rest();
  expect(bench.states()).toEqual({ c1: 'done', c2: 'done', c3: 'done' });
});

test('a user who got a rule since is not deleted without asking', async () => {
  const bench = withUser();
  const [user] = bench.tenant.users;
  if (user === undefined) throw new Error('no user');
  const fields = { ...userFields(user, bench.tenant.rules) };
  bench.add({ edit: edits.deleteUser(), base: { fields, asOf: null } });
  bench.tenant.rules.push(aRule(6, 'u1@example.com', aRole(8, 'Editor'), cats));
  await bench.drain();
  expect(bench.get('c1').conflict).toMatchObject({
    kind: 'changed-since',
    fields: [{ field: 'rules', clash: true }],
  });
  expect(bench.tenant.users).toHaveLength(1);
  bench.push.resolve('c1', 'keep-mine', {});
  await bench.rest();
  expect(bench.state('c1')).toBe('done');
  expect(bench.tenant.rules).toEqual([]);
});
