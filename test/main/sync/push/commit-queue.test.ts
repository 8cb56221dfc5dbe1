import { expect, test } from 'vitest';
import type { OutboxCommit } from '../../../../src-main/db/outbox.ts';
import { createCommitQueue } from '../../../../src-main/sync/push/commit-queue.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';
import { storage } from './bench-acts.ts';

/** A queue over a real outbox with four changes, and what it committed. */
function queueBench(keepsBusy = (): boolean => false) {
  const bench = new PushBench();
  bench.add(...[1, 2, 3, 4].map((n) => edits.createUser(`u${n}@example.com`)));
  const commits: string[] = [];
  let fails = (): void => {};
  const queue = createCommitQueue({
    commit(commit) {
      fails();
      const moved = bench.outbox.commit(commit);
      commits.push((commit.steps ?? []).map(({ id }) => id).join(' '));
      return moved;
    },
    breath: () => Promise.resolve(),
    clock: bench.clock,
    keepsBusy,
  });
  const send =
    (id: string, more: string[] = []) =>
    (): OutboxCommit => ({
      steps: [id, ...more].map((one) => ({
        id: one,
        from: ['pending'],
        patch: { state: 'sending' as const },
      })),
    });
  return {
    bench,
    commits,
    queue,
    send,
    failWith: (error: Error) =>
      (fails = () => {
        throw error;
      }),
  };
}

test('what comes together is one commit, each with its own change', async () => {
  const { commits, queue, send } = queueBench();
  const [one, two, none] = await Promise.all([
    queue.add(send('c1')),
    queue.add(send('c2')),
    queue.add(() => null),
  ]);
  expect([one?.id, two?.id, none]).toEqual(['c1', 'c2', null]);
  expect(commits).toEqual(['c1 c2']);
});

test('what builds on another one of the batch comes after it', async () => {
  const { bench, commits, queue, send } = queueBench();
  await Promise.all([
    queue.add(send('c1', ['c2'])),
    queue.add(() => ({ steps: [{ id: 'c2', from: [bench.state('c2')], patch: { attempts: 1 } }] })),
  ]);
  expect(commits).toEqual(['c1 c2', 'c2']);
  expect(bench.get('c2')).toMatchObject({ state: 'sending', attempts: 1 });
});

test('one that cannot be written does not take the others with it', async () => {
  const { bench, queue, send } = queueBench();
  bench.outbox.commit({ steps: [{ id: 'c2', from: ['pending'], patch: { state: 'cancelled' } }] });
  const ends = await Promise.allSettled([
    queue.add(send('c1')),
    queue.add(send('c2')),
    queue.add(send('c3')),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(bench.states()).toMatchObject({ c1: 'sending', c2: 'cancelled', c3: 'sending' });
});

test('a disk that takes nothing takes none of them, and the queue goes on afterwards', async () => {
  const { bench, queue, send, failWith } = queueBench();
  failWith(storage());
  const ends = await Promise.allSettled([queue.add(send('c1')), queue.add(send('c2'))]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(bench.state('c1')).toBe('pending');
});

test('while there is enough to do it gathers: until it is nudged, full, or a moment has passed', async () => {
  const { bench, commits, queue, send } = queueBench(() => true);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  void queue.add(send('c1'));
  void queue.add(send('c2'));
  await settle();
  expect(commits).toEqual([]);
  queue.nudge();
  await settle();
  expect(commits).toEqual(['c1 c2']);
  void queue.add(send('c3'));
  bench.clock.advance(100);
  await settle();
  expect(commits).toEqual(['c1 c2', 'c3']);
  expect(bench.clock.waiting()).toBe(0);
});
