import { describe, expect, test } from 'vitest';
import { squash } from '../../../../src-main/sync/push/squash.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import { edits, type PushBench } from '../../../builders/push-bench.ts';
import { refused, replyLost, type ScriptedCall } from '../../../builders/scripted-tenant.ts';
import { count, withFacts } from './bench-acts.ts';

/*
 * A create that was applied though its reply was lost, with a list that lags, so that it is sent again; then something
 * else comes between before the tenant says that it is there already. What it made has a secret that nobody received.
 */

interface Create {
  readonly edit: Edit;
  readonly send: ScriptedCall;
  readonly find: ScriptedCall;
}

const creates: Record<'user' | 'service account', Create> = {
  user: { edit: edits.createUser(), send: 'createUser', find: 'findUser' },
  'service account': {
    edit: edits.createAccount(),
    send: 'createServiceAccount',
    find: 'findServiceAccount',
  },
};

/** Up to where the create is pending again, though the tenant has made it and shows it by now. */
async function sentAgainSoon({ edit, send }: Create): Promise<PushBench> {
  const bench = withFacts();
  bench.add(edit);
  bench.tenant.faults.push({ call: send, error: replyLost(), applied: true });
  const { tenant } = bench;
  let hidden: (() => void) | null = null;
  tenant.afterLost = () => {
    const [users, serviceAccounts] = [tenant.users, tenant.serviceAccounts];
    tenant.users = users.slice(0, 2);
    tenant.serviceAccounts = serviceAccounts.slice(0, 1);
    hidden = () => Object.assign(tenant, { users, serviceAccounts });
  };
  await bench.drain();
  expect(bench.get('c1')).toMatchObject({ state: 'pending', attempts: 1 });
  (hidden as (() => void) | null)?.();
  return bench;
}

async function letTimePass(bench: PushBench, rounds = 4): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    bench.clock.advance(60_000);
    await bench.rest();
  }
}

describe.each(Object.entries(creates))('a %s whose reply was lost, sent again', (_name, create) => {
  test('who has the name cannot be read at first', async () => {
    const bench = await sentAgainSoon(create);
    bench.tenant.faults.push({ call: create.find, error: refused(500, 'tenant'), applied: false });
    await letTimePass(bench);
    expect(bench.get('c1').conflict).toMatchObject({ kind: 'password-not-received' });
  });

  test.each([
    ['a right that is missing', refused(403, 'not-permitted'), 'conflict'],
    ['a refusal for good', refused(400, 'input'), 'rejected'],
  ] as const)('meets %s, and is tried again', async (_case, error, state) => {
    const bench = await sentAgainSoon(create);
    bench.tenant.faults.push({ call: create.send, error, applied: false });
    await letTimePass(bench);
    expect(bench.get('c1')).toMatchObject({ state, error: { status: error.body.status } });
    bench.push.resolve('c1', 'try-again', {});
    expect(bench.get('c1')).toMatchObject({ state: 'pending', error: { reason: 'outcome-unknown' } });
    await letTimePass(bench);
    expect(bench.get('c1').conflict).toMatchObject({
      kind: 'password-not-received',
      choices: ['issue-new', 'take-theirs'],
    });
    expect(bench.secrets).toEqual([]);
  });

  test('is given up after too many tries, and tried again', async () => {
    const bench = await sentAgainSoon(create);
    for (let tries = 0; tries < 8; tries += 1)
      bench.tenant.faults.push({ call: create.send, error: refused(500, 'tenant'), applied: false });
    while (bench.state('c1') === 'pending') await letTimePass(bench, 1);
    bench.push.resolve('c1', 'try-again', {});
    bench.tenant.faults.length = 0;
    await letTimePass(bench);
    expect(bench.get('c1').conflict).toMatchObject({ kind: 'password-not-received' });
  });

  test('meets a safeguard, which is waived', async () => {
    const bench = await sentAgainSoon(create);
    bench.guard = async () => ({
      kind: 'guard',
      message: 'Stop.',
      fields: [],
      choices: ['keep-mine', 'take-theirs'],
      existingId: null,
    });
    await letTimePass(bench);
    expect(bench.get('c1').conflict).toMatchObject({ kind: 'guard' });
    bench.guard = async () => null;
    bench.push.resolve('c1', 'keep-mine', {});
    await letTimePass(bench);
    expect(bench.get('c1').conflict).toMatchObject({ kind: 'password-not-received' });
  });

  test('is there, and never shown: it is said what is known, and nothing is concluded', async () => {
    const bench = await sentAgainSoon(create);
    const { tenant } = bench;
    for (let tries = 0; tries < 9; tries += 1)
      tenant.faults.push({ call: create.find, error: refused(500, 'tenant'), applied: false });
    while (bench.state('c1') === 'pending') await letTimePass(bench, 1);
    expect(bench.get('c1')).toMatchObject({
      state: 'blocked',
      conflict: null,
      error: { reason: 'taken-unseen', afterLost: { reason: 'outcome-unknown' } },
    });
    expect(count(bench, create.send)).toBeLessThanOrEqual(9);
  });

  test('is never squashed, and forgets only with another name', async () => {
    const bench = await sentAgainSoon(create);
    bench.tenant.faults.push({ call: create.send, error: refused(400, 'input'), applied: false });
    await letTimePass(bench);
    const of = (name: string) => (create.edit.kind === 'user.create' ? { email: name } : { name });
    const same = create.edit.kind === 'user.create' ? create.edit.email : 'bot';
    const other = create.edit.kind === 'user.create' ? 'grace@example.com' : 'robot';
    bench.tenant.faults.push({ call: create.send, error: refused(400, 'input'), applied: false });
    bench.push.resolve('c1', 'edit', of(same));
    expect(bench.get('c1').error).toMatchObject({ reason: 'outcome-unknown' });
    const deletion =
      create.edit.kind === 'user.create'
        ? edits.deleteUser('local:c1', same)
        : edits.deleteAccount('local:c1');
    const [later] = bench.add({ edit: deletion, dependsOn: ['c1'] });
    expect(squash([bench.get('c1'), ...(later === undefined ? [] : [later])], bench.outbox.get)).toEqual([]);
    await letTimePass(bench);
    bench.push.resolve('c1', 'edit', of(other));
    expect(bench.get('c1').error).toBeNull();
  });
});
