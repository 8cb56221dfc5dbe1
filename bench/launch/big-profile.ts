import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { SavedConnection } from '../../src-main/services/connections-file.ts';
import { tenantFolder } from '../../src-main/services/tenant-folder.ts';
import { tenantKey } from '../../src-main/services/tenant-key.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { startBigTenant } from '../sync/big-tenant.ts';
import { openBenchMirror, pullOnce } from '../sync/pull-once.ts';

/** Loopback's discard port: nobody listens, so the tenant is down at once. */
const url = 'http://127.0.0.1:9';
const account = 'admin@example.com';

/** What a mirror is made by and of; a cached one is good as long as this stays. */
const makers = ['../../src-main/db', '../../src-main/sync', '../sync'];

function makersHash(): string {
  const hash = createHash('sha256');
  for (const maker of makers) {
    const folder = fileURLToPath(new URL(maker, import.meta.url));
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** Removes mirrors that were made by earlier sources. */
function removeOutdated(users: number): void {
  const ours = new RegExp(`^rolebook-bench-mirror-${users}-[0-9a-f]{12}$`);
  for (const name of readdirSync(tmpdir()).filter((each) => ours.test(each)))
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

/** The folder of a mirror of so many users, made by a real first pull when it is not there yet. */
async function cachedMirror(users: number): Promise<string> {
  const folder = join(tmpdir(), `rolebook-bench-mirror-${users}-${makersHash()}`);
  if (existsSync(folder)) return folder;
  console.log(
    `bench: pulling a mirror of ${users} users once, kept in the system's folder for temporary files`,
  );
  removeOutdated(users);
  const half = mkdtempSync(`${folder}-`);
  const workers = await bundleWorkers();
  const tenant = await startBigTenant(users);
  try {
    const mirror = await openBenchMirror(half, workers);
    await pullOnce(tenant.client(), mirror, workers);
    await mirror.close();
    renameSync(half, folder);
  } finally {
    tenant.close();
    rmSync(half, { recursive: true, force: true });
  }
  return folder;
}

/** Makes a profile that had such a tenant open when it was last closed, with the tenant out of reach now. */
export async function makeBigProfile(profile: string, users: number): Promise<void> {
  const key = tenantKey(url, account);
  const connection: SavedConnection = {
    key,
    url,
    label: 'Big tenant',
    account,
    method: 'password',
    isDemo: false,
    hasSecret: true,
    workOffline: false,
    known: {
      productLine: '3.0',
      actor: account,
      tenantId: '1001',
      permissions: ['users', 'access_rules', 'roles'].map((resourceType) => ({
        resourceType,
        actions: ['create', 'read', 'update', 'delete'],
      })),
    },
  };
  const folder = tenantFolder(profile, key);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // First the ledger: a mirror without one is a damaged profile, which opens with the recovery screen.
  openLedger(join(folder, 'ledger.db'), { clock: createSystemClock(), log: silentLog }).close();
  cpSync(await cachedMirror(users), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  writeFileSync(
    join(profile, 'connections.json'),
    JSON.stringify({ version: 1, last: key, connections: [connection] }),
    { mode: 0o600 },
  );
}
