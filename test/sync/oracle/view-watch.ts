import type { RunningApp } from '../app/running-app.ts';
import type { Disk } from '../world/disk.ts';
import { hashOf } from '../world/seeded.ts';
import type { World } from '../world/world.ts';
import { viewDiffers } from './view-check.ts';

/** Looks at what tables, drawers and counts show, in the middle of a world too (I4). */
export interface ViewWatch {
  /** Something was committed to the ledger or to the mirror of a disk. */
  changed(disk: Disk): void;
  /** A step was done: at some of them, by chance, one looks at all that is shown. */
  stepped(world: World, n: number): void;
  /** When all is quiet. */
  atRest(world: World, app: RunningApp): void;
}

/** Says that a mirror could not take what was to be shown. */
export const notTaken = /overlay\.not-refreshed|facts-not-noted/;

/** One step of so many is looked at: more would cost more than a tenth of a world’s time. */
const oneOf = 60;

/** What was saved shows by then: the mirror’s thread has been asked, and has answered. */
const settledMs = 250;

/** Makes one. The moments are drawn from the seed, beside whatever the world draws from it. */
export function createViewWatch(seed: number, now: () => number): ViewWatch {
  const movedAt = new Map<Disk, number>();
  const seenAt = new WeakMap<RunningApp, number>();
  /** Whether everything that was committed has had the time to show. */
  const settled = (app: RunningApp): boolean => {
    const since = seenAt.get(app) ?? now();
    seenAt.set(app, since);
    if (now() - Math.max(since, movedAt.get(app.disk) ?? 0) < settledMs) return false;
    // What is done and not in the mirror yet shows as it did while it waited.
    return (
      app.disk.ledger.prepare("SELECT 1 FROM outbox WHERE state = 'done' AND noted = 0").get() === undefined
    );
  };
  return {
    changed: (disk) => void movedAt.set(disk, now()),
    stepped(world, n) {
      for (const { running, logged, name } of world.computers) {
        if (running === null || !settled(running) || hashOf(`view ${name} ${n}`, seed) % oneOf !== 0)
          continue;
        const differs = viewDiffers(world, running);
        if (differs === null) continue;
        // A mirror that could not take it is asked again after a while.
        if (logged.some((line) => notTaken.test(line))) continue;
        world.verdict.fail('I4', `in the middle of it, ${differs}`);
      }
    },
    atRest(world, app) {
      const differs = viewDiffers(world, app);
      if (differs !== null) world.verdict.fail('I4', differs);
    },
  };
}
