import { expect, test } from 'vitest';
import { aUser } from '../../../builders/facts.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';
import { tooMany } from './bench-acts.ts';

/*
 * A rule that waited for a user who was made here goes by e-mail: where it is sent long after, somebody may have deleted that
 * account and made another one of the same e-mail, which is not whom the right was meant for (V28).
 */

const email = 'ada@example.com';

/** A user, and a rule that waits for it and for whoever lets it go. */
function withHeldRule(): PushBench {
  const bench = new PushBench();
  bench.add(edits.createUser(email), { edit: edits.createRule(email), dependsOn: ['c1'], held: true });
  return bench;
}

/** Somebody deletes the account and makes it anew. */
function madeAnew(bench: PushBench): void {
  bench.tenant.users = bench.tenant.users.map((user) => ({ ...user, id: `${user.id}-anew` }));
}

const calls = (bench: PushBench, name: string): string[] =>
  bench.tenant.calls.filter((call) => call.startsWith(name));

test('an account that was deleted and made anew is not given what was meant for the one before', async () => {
  const bench = withHeldRule();
  await bench.drain();
  expect(bench.states()).toEqual({ c1: 'done', c2: 'pending' });
  madeAnew(bench);
  bench.clock.advance(3 * 86_400_000);
  await bench.drain(['c2']);
  expect(bench.get('c2')).toMatchObject({ state: 'conflict', conflict: { kind: 'subject-gone' } });
  expect(calls(bench, 'createRules')).toEqual([]);
});

test('only the admin can say that it is wanted all the same', async () => {
  const bench = withHeldRule();
  await bench.drain();
  madeAnew(bench);
  bench.clock.advance(3 * 86_400_000);
  await bench.drain(['c2']);
  bench.push.resolve('c2', 'keep-mine', {});
  await bench.drain();
  expect(bench.state('c2')).toBe('done');
  expect(bench.tenant.rules).toHaveLength(1);
});

test('the one that is there still is looked at, and gets it', async () => {
  const bench = withHeldRule();
  await bench.drain();
  bench.clock.advance(60_001);
  const looked = calls(bench, 'readUser').length;
  await bench.drain(['c2']);
  expect(bench.state('c2')).toBe('done');
  expect(calls(bench, 'readUser')).toHaveLength(looked + 1);
  const [user] = bench.tenant.users;
  expect(bench.get('c2').base).toEqual({ fields: { userId: user?.id }, asOf: null });
});

test('after another start nobody knows how long ago it was', async () => {
  const bench = withHeldRule();
  await bench.drain();
  madeAnew(bench);
  bench.start();
  await bench.drain(['c2']);
  expect(bench.get('c2')).toMatchObject({ state: 'conflict', conflict: { kind: 'subject-gone' } });
});

test('so it is after a sleep, in which only the wall clock goes on', async () => {
  const bench = withHeldRule();
  await bench.drain();
  madeAnew(bench);
  bench.clock.jump(8 * 3_600_000);
  await bench.drain(['c2']);
  expect(bench.get('c2')).toMatchObject({ state: 'conflict', conflict: { kind: 'subject-gone' } });
});

test('one that was made a moment ago is not asked about', async () => {
  const bench = new PushBench();
  bench.add(
    edits.createUser(email),
    { edit: edits.createRule(email), dependsOn: ['c1'] },
    { edit: edits.createRule(email, { roleId: 1 }), dependsOn: ['c1'] },
  );
  await bench.drain();
  expect(bench.states()).toEqual({ c1: 'done', c2: 'done', c3: 'done' });
  // That is the whole of what was made, which the reply to its creation left out.
  expect(calls(bench, 'readUser')).toHaveLength(1);
  expect(bench.get('c2').base).toBeNull();
});

test('a rule that is put off again and again within one long push is looked at as well', async () => {
  const bench = new PushBench();
  bench.add(edits.createUser(email), { edit: edits.createRule(email), dependsOn: ['c1'] });
  for (let n = 0; n < 5; n += 1)
    bench.tenant.faults.push({ call: 'createRules', error: tooMany(30), applied: false });
  await bench.drain();
  for (let minute = 0; minute < 60 && bench.state('c2') === 'pending'; minute += 1) {
    if (minute === 1) madeAnew(bench);
    bench.clock.advance(61_000);
    await bench.rest();
  }
  expect(bench.get('c2')).toMatchObject({ state: 'conflict', conflict: { kind: 'subject-gone' } });
});

test('what goes to an account that was there rests on the one that the admin was shown', async () => {
  const bench = new PushBench();
  bench.tenant.users.push(aUser('u9', { email, createdBy: 'other@example.com' }));
  bench.add(edits.createUser(email), { edit: edits.createRule(email), dependsOn: ['c1'] });
  await bench.drain();
  expect(bench.get('c1')).toMatchObject({ state: 'conflict', conflict: { kind: 'email-taken' } });
  madeAnew(bench);
  bench.push.resolve('c1', 'use-existing', {});
  await bench.drain();
  expect(bench.get('c2')).toMatchObject({ state: 'conflict', conflict: { kind: 'subject-gone' } });
});
