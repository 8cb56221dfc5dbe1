import { join } from 'node:path';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { type RebuildableMirror, createMirror } from '../../src-main/db/create-mirror.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createPull } from '../../src-main/sync/create-pull.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';

/** Opens a mirror in a folder. */
export async function openBenchMirror(folder: string): Promise<RebuildableMirror> {
  return await createMirror({
    path: join(folder, 'mirror.db'),
    workerUrl: new URL('../../src-main/db/mirror-worker.ts', import.meta.url),
    clock: createSystemClock(),
    log: silentLog,
  });
}

/** Pulls a tenant into a mirror; throws unless all of it came. Answers the milliseconds until the windows show it. */
export async function pullOnce(client: TenantClient, mirror: RebuildableMirror): Promise<number> {
  const pull = createPull({
    client: async () => client,
    mirror,
    workerUrl: new URL('../../src-main/sync/pull-worker.ts', import.meta.url),
    clock: createSystemClock(),
    log: silentLog,
  });
  const started = performance.now();
  const { signal } = new AbortController();
  const run = await pull.run({ full: true, acceptRemovals: false, signal, onProgress: () => {} });
  if (run.outcome !== 'complete') throw new Error(`the pull ended ${run.outcome}: ${run.error?.message}`);
  return performance.now() - started;
}
