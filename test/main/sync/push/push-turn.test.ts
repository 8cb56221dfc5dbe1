import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPushTurn } from '../../../../src-main/sync/push/push-turn.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { temporaryFolder } from '../../../builders/opened-mirror.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

/** A process that lives as long as the tests do, and is not this one. */
const another = process.ppid;

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('one process sends at a time; the other waits for its turn', async () => {
  const path = join(temporaryFolder(onTestFinished), 'push.lock');
  const clock = new HandClock(Date.now());
  const take = createPushTurn(path, clock);
  const giveBack = await take();
  giveBack();
  expect(existsSync(path)).toBe(false);

  writeFileSync(path, String(another));
  let taken = false;
  const waiting = take().then((back) => {
    taken = true;
    return back;
  });
  for (let n = 0; n < 5; n += 1) {
    await turns();
    clock.advance(100);
  }
  await turns();
  expect(taken).toBe(false);
  writeFileSync(path, '999999999');
  clock.advance(100);
  (await waiting)();
  expect(existsSync(path)).toBe(false);
});

test('a push gives up for now when another goes on sending, and sends nothing', async () => {
  const path = join(temporaryFolder(onTestFinished), 'push.lock');
  writeFileSync(path, String(another));
  const bench = new PushBench();
  bench.turn = createPushTurn(path, bench.clock);
  bench.start();
  bench.add(edits.createUser());
  const ended = bench.drain().catch((error: unknown) => error);
  for (let n = 0; n < 120; n += 1) {
    await turns();
    bench.clock.advance(100);
  }
  expect(await ended).toMatchObject({ body: { reason: 'push-elsewhere', retryable: true } });
  expect(bench.tenant.calls).toEqual([]);
  expect(bench.state('c1')).toBe('pending');
});
