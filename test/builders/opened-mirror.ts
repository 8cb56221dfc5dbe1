import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RebuildableMirror, createMirror } from '../../src-main/db/create-mirror.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createPull } from '../../src-main/sync/create-pull.ts';
import type { NamedPull, PullOptions, PullRun } from '../../src-main/sync/pull.ts';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';

/** The real passage of time, which threads need. Tests that care about the hour set `now`. */
export function movableClock(): Clock & { shift: number } {
  return {
    shift: 0,
    now() {
      return Date.now() + this.shift;
    },
    monotonic: () => performance.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

/** A folder that is gone when the test is over. */
export function temporaryFolder(onEnd: (work: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A thread's file: bundled where a run of Vitest has done that (`bundle-threads.ts`), else its source. */
function threadAt(name: string, source: string): URL {
  const bundled = process.env['ROLEBOOK_TEST_THREADS'];
  return bundled === undefined
    ? new URL(source, import.meta.url)
    : pathToFileURL(join(bundled, `${name}.js`));
}

/** A mirror in a folder. */
export async function openMirror(folder: string, clock: Clock = movableClock()): Promise<RebuildableMirror> {
  return await createMirror({
    path: join(folder, 'mirror.db'),
    workerUrl: threadAt('mirror-worker', '../../src-main/db/mirror-worker.ts'),
    clock,
    log: silentLog,
  });
}

/** A pull of a tenant into a mirror. */
export function aPull(
  client: TenantClient,
  mirror: RebuildableMirror,
  clock: Clock = movableClock(),
  online: () => Promise<TenantClient> = async () => client,
): NamedPull {
  return createPull({
    client: online,
    mirror,
    workerUrl: threadAt('pull-worker', '../../src-main/sync/pull-worker.ts'),
    clock,
    log: silentLog,
  });
}

/** Runs a pull with options that matter to few tests. */
export async function runPull(pull: NamedPull, options: Partial<PullOptions> = {}): Promise<PullRun> {
  return await pull.run({
    full: true,
    acceptRemovals: false,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...options,
  });
}
