import { describe, expect, test } from 'vitest';
import type { MirrorChange } from '../../../../src-main/db/mirror.ts';
import { userFromWire } from '../../../../src-shared/wire/user-wire.ts';
import { createNoteQueue } from '../../../../src-main/sync/push/note-queue.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

/** A queue over a mirror that takes everything, and what it got. */
function queueBench(waiting = 1) {
  const bench = new PushBench();
  bench.add(...[1, 2, 3].map((n) => edits.createUser(`u${n}@example.com`)));
  const queue = createNoteQueue(bench.deps(), { waiting: () => waiting });
  const noted = (): string[] => bench.notes.map(({ ids }) => ids.join(' '));
  return { bench, queue, noted };
}

const user = (id: string): MirrorChange => ({ users: [{ id, username: `${id}@example.com` }] });

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

describe('the first facts', () => {
  test('wait for others while there is more to send, and go with them', async () => {
    const { bench, queue, noted } = queueBench();
    queue.add('c1', user('u1'));
    await settled();
    queue.add('c2', user('u2'));
    bench.clock.advance(999);
    await settled();
    expect(noted()).toEqual([]);
    queue.add('c3', user('u3'));
    bench.clock.advance(1);
    await settled();
    expect(noted()).toEqual(['c1 c2 c3']);
    expect(bench.notes[0]?.change.users).toEqual(
      ['u1', 'u2', 'u3'].map((id) => ({ id, username: `${id}@example.com` })),
    );
    expect(queue.has('c1')).toBe(false);
  });

  test('go at once where nothing more is to be sent', async () => {
    const { queue, noted } = queueBench(0);
    queue.add('c1', user('u1'));
    await settled();
    expect(noted()).toEqual(['c1']);
  });

  test('go as soon as somebody waits for the end', async () => {
    const { bench, queue, noted } = queueBench();
    queue.add('c1', user('u1'));
    await settled();
    expect(noted()).toEqual([]);
    await queue.idle();
    expect(noted()).toEqual(['c1']);
    expect(bench.clock.waiting()).toBe(0);
  });
});

test('a fact that nobody can read holds up nothing that comes later', async () => {
  const { bench, queue, noted } = queueBench();
  const take = bench.deps().mirror.note;
  const strict = createNoteQueue(
    {
      ...bench.deps(),
      mirror: {
        async note(change, ids) {
          for (const raw of change.users ?? []) userFromWire(raw);
          await take(change, ids);
        },
      },
    },
    { waiting: () => 1 },
  );
  for (const each of [queue, strict]) {
    each.add(null, { users: [{ nothing: 'of a user' }] });
    each.add('c2', { removedUserIds: ['u1'] });
    await each.idle();
    each.add('c3', user('u3'));
    await each.idle();
  }
  // The first mirror takes everything, the second one refuses what it cannot read.
  expect(noted()).toEqual(['', 'c2', 'c3', 'c2', 'c3']);
});

test('what one change brings and a later one removes stays in order', async () => {
  const { bench, queue, noted } = queueBench();
  queue.add('c1', user('u1'));
  queue.add('c2', { removedUserIds: ['u1'] });
  queue.add('c3', user('u3'));
  await queue.idle();
  expect(noted()).toEqual(['c1', 'c2 c3']);
  expect(bench.notes.map(({ change }) => change)).toMatchObject([
    { users: [{ id: 'u1' }], removedUserIds: [] },
    { users: [{ id: 'u3' }], removedUserIds: ['u1'] },
  ]);
});
