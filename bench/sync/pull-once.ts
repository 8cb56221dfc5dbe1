import { join } from 'node:path';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { type RebuildableMirror, createMirror } from '../../src-main/db/create-mirror.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createPull } from '../../src-main/sync/create-pull.ts';
import type { BundledWorkers } from '../bundled-workers.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';

/** Opens a mirror in a folder. */
export async function openBenchMirror(folder: string, workers: BundledWorkers): Promise<RebuildableMirror> {
  return await createMirror({
    path: join(folder, 'mirror.db'),
    workerUrl: workers.mirror,
    clock: createSystemClock(),
    log: silentLog,
  });
}

/** Milliseconds until the new mirror was whole on disk, and until windows were answered from it. */
export interface PullTimes {
  readonly stored: number;
  readonly shown: number;
}

/** Pulls a tenant into a mirror; throws unless all of it came. */
export async function pullOnce(
  client: TenantClient,
  mirror: RebuildableMirror,
  workers: BundledWorkers,
): Promise<PullTimes> {
  const pull = createPull({
    client: async () => client,
    mirror,
    workerUrl: workers.pull,
    clock: createSystemClock(),
    log: silentLog,
  });
  const started = performance.now();
  const { signal } = new AbortController();
  let stored: number | null = null;
  const run = await pull.run({
    full: true,
    acceptRemovals: false,
    signal,
    onProgress({ phase }) {
      // Told as soon as the built file is synced; what is left is taking it in.
      if (phase === 'finishing') stored ??= performance.now() - started;
    },
  });
  if (run.outcome !== 'complete') throw new Error(`the pull ended ${run.outcome}: ${run.error?.message}`);
  const shown = performance.now() - started;
  return { stored: stored ?? shown, shown };
}
