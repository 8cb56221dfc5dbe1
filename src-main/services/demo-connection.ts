import type { Connection } from '../../src-shared/domain/tenant.ts';
import { normaliseUrl } from '../session/normalise-url.ts';
import type { SignInMeans } from '../session/sign-in-means.ts';
import type { SavedConnection } from './connections-file.ts';
import { demoTenantKey } from './tenant-key.ts';

/** The built-in tenant once it runs. */
export interface RunningDemo {
  readonly url: string;
  readonly account: string;
  readonly secret: string;
  readonly method: Connection['method'];
}

/** The connection to the built-in tenant that runs, with what is known of it from before, and what signs in to it. */
export async function demoConnection(
  running: RunningDemo,
  find: (key: string) => Promise<SavedConnection | null>,
): Promise<{ readonly saved: SavedConnection; readonly secret: SignInMeans }> {
  const key = demoTenantKey(running.account);
  const before = await find(key);
  return {
    secret: { method: running.method, account: running.account, secret: running.secret },
    saved: {
      key,
      url: normaliseUrl(running.url).origin,
      label: 'Demo tenant',
      account: running.account,
      method: running.method,
      isDemo: true,
      hasSecret: false,
      known: before?.known ?? null,
      workOffline: before?.workOffline ?? false,
    },
  };
}
