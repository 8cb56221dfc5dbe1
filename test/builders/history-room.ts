import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { HistoryStore } from '../../src-main/db/history/history-store.ts';
import type { LookSource } from '../../src-main/db/history/write-look.ts';
import { LivingTenant } from './living-tenant.ts';
import { aPull, movableClock, openMirror, runPull, temporaryFolder } from './opened-mirror.ts';
import { seededFacts } from './seeded-facts.ts';

/** Milliseconds of a minute, by which a room's moments go. */
export const minute = 60_000;

/**
 * A tenant with a mirror and a history beside it. Moments are minutes of a clock of the test's own; what ends it all is
 * put on `ends`.
 */
export async function historyRoom(ends: (() => void | Promise<void>)[], users: number, seed = 3) {
  const folder = temporaryFolder((work) => ends.push(work));
  const tenant = new LivingTenant(seededFacts(users, seed));
  const clock = movableClock();
  let mirror = await openMirror(folder, clock);
  ends.push(() => mirror.close());
  const open = (suspect = false): HistoryStore =>
    new HistoryStore(join(folder, 'history.db'), join(folder, 'mirror.db'), {
      now: '2031-01-01T00:00:00Z',
      suspect,
    });
  let history = open();
  ends.push(() => history.close());
  let at = 0;
  return {
    folder,
    tenant,
    clock,
    mirror: () => mirror,
    history: () => history,
    reopen({ suspect = false } = {}) {
      history.close();
      history = open(suspect);
    },
    async sync(full = false) {
      const run = await runPull(aPull(tenant, mirror, clock), { full, acceptRemovals: true });
      expect(run.outcome).toBe('complete');
    },
    look(source: LookSource = 'pull') {
      at += minute;
      return history.record({ source, at, complete: true });
    },
    async dropMirror() {
      await mirror.close();
      for (const suffix of ['', '-wal', '-shm', '-columns'])
        rmSync(join(folder, `mirror.db${suffix}`), { force: true });
      mirror = await openMirror(folder, clock);
    },
  };
}

/** What {@link historyRoom} opens. */
export type HistoryRoom = Awaited<ReturnType<typeof historyRoom>>;
