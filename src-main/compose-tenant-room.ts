import { join } from 'node:path';
import type { Clock } from '../src-shared/ports/clock.ts';
import { createMirror } from './db/create-mirror.ts';
import type { Journal } from './db/journal.ts';
import { openLedger } from './db/ledger.ts';
import type { Log } from './log/log.ts';
import type { TenantRoom } from './services/workspace.ts';
import type { TenantSession } from './session/tenant-session.ts';
import { createPull } from './sync/create-pull.ts';
import { workerUrl } from './system/worker-url.ts';
import type { AppRoot } from './system/app-root.ts';

/** What a tenant's room is made of. */
export interface TenantRoomParts {
  readonly session: TenantSession;
  /** The tenant's own folder; both its files lie in it. */
  readonly folder: string;
  readonly root: AppRoot;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens both files of a tenant and connects the pull to them. Rejects with `storage` RolebookErrors. */
export async function openTenantRoom(parts: TenantRoomParts): Promise<TenantRoom<Journal>> {
  const { session, folder, root, clock, log } = parts;
  const ledger = openLedger(join(folder, 'ledger.db'), { clock, log });
  try {
    const mirror = await createMirror({
      path: join(folder, 'mirror.db'),
      workerUrl: workerUrl(root, 'db/mirror-worker'),
      clock,
      log,
    });
    const pull = createPull({
      client: () => session.client(),
      mirror,
      workerUrl: workerUrl(root, 'sync/pull-worker'),
      clock,
      log,
    });
    return {
      mirror,
      pull: {
        async run(options) {
          const run = await pull.run(options);
          ledger.syncRuns.add(run, 'pull');
          return run;
        },
      },
      journal: ledger.journal,
      lastRun: ledger.syncRuns.latest(),
      recovery: ledger.recoveries,
      async close() {
        try {
          await mirror.close();
        } finally {
          ledger.close();
        }
      },
    };
  } catch (error) {
    ledger.close();
    throw error;
  }
}
