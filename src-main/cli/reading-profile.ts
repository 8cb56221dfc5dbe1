import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyForReading } from '../db/reading-copy.ts';
import { storageFailure } from '../db/sqlite-failure.ts';
import { makeTenantFolder, tenantFolder } from '../services/tenant-folder.ts';

/** A profile that is a copy of another, for one command. */
export interface ReadingProfile {
  readonly folder: string;
  remove(): Promise<void>;
}

const copied = ['ledger.db', 'mirror.db', 'history.db'];

/** Whether a process of that number lives, ours or another user's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

const placeIn = (profile: string): string => join(profile, 'reading');

/** Removes copies whose command was killed: they hold facts of a tenant. Never rejects. */
export async function sweepReadingProfiles(profile: string): Promise<void> {
  const place = placeIn(profile);
  for (const name of await readdir(place).catch(() => [])) {
    const pid = Number(name.split('-')[0]);
    if (!isAlive(pid)) await rm(join(place, name), { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Copies what a command needs to read a tenant that another Rolebook has open: its files as of one moment, and the list of
 * connections. Lies within the profile, for the owner only. Rejects with `storage`.
 */
export async function makeReadingProfile(profile: string, key: string): Promise<ReadingProfile> {
  try {
    const place = placeIn(profile);
    await mkdir(place, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(place, `${process.pid}-`));
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      await copyFile(join(profile, 'connections.json'), join(folder, 'connections.json'));
      await makeTenantFolder(tenantFolder(folder, key));
      for (const name of copied) {
        const from = join(tenantFolder(profile, key), name);
        if (existsSync(from)) await copyForReading(from, join(tenantFolder(folder, key), name));
      }
    } catch (thrown) {
      await remove();
      throw thrown;
    }
    return { folder, remove };
  } catch (thrown) {
    throw storageFailure(thrown);
  }
}
