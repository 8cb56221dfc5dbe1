import { chmod, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { storageFailure } from '../db/sqlite-failure.ts';
import { isTenantKey } from './tenant-key.ts';

/** Where a tenant's two database files live. Throws for a text that is no key, so that no path is made of it. */
export function tenantFolder(profile: string, key: string): string {
  if (!isTenantKey(key)) {
    throw new RolebookError({
      kind: 'internal',
      origin: 'main',
      reason: 'bad-tenant-key',
      message: 'This is not the key of a tenant.',
    });
  }
  return join(profile, 'tenants', key);
}

/** Makes the folder, for the owner only, also when it was there with wider rights. Rejects with `storage`. */
export async function makeTenantFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (thrown) {
    throw storageFailure(thrown);
  }
}

/**
 * Removes the mirror, whatever a pull left beside it, and the damaged mirrors that were set aside. The ledger stays,
 * damaged ones too: it holds what cannot be downloaded again, and signing out never touches it (I11).
 */
export async function removeMirror(folder: string): Promise<void> {
  await removeMirrorsIn(folder);
  const damaged = join(folder, 'damaged');
  const times = await readdir(damaged, { withFileTypes: true }).catch(() => []);
  for (const time of times) {
    if (!time.isDirectory()) continue;
    await removeMirrorsIn(join(damaged, time.name));
    await removeEmpty(join(damaged, time.name));
  }
  await removeEmpty(damaged);
}

async function removeMirrorsIn(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.startsWith('mirror')) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** A folder with something in it, or none, stays as it is. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => {});
}
