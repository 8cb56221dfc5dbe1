import { constants } from 'node:fs';
import { access, type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** A folder that is held open while something is written into it. */
export interface HeldFolder {
  /** Where a name of it lies for this process: in the folder that was opened, also when another stands in its place by now. */
  at(name: string): string;
  /** Makes the names in it durable, where the system can. */
  sync(): Promise<void>;
  /** Rejects with `storage`/`folder-swapped` when its path leads to another folder by now. */
  requireInPlace(): Promise<void>;
  close(): Promise<void>;
}

const swapped = (): RolebookError =>
  new RolebookError({
    kind: 'storage',
    origin: 'file',
    reason: 'folder-swapped',
    message:
      'Another folder was put in the place of this one while the file was written, so nothing was kept.',
    hint: 'Choose another folder.',
  });

/** Paths through the open folder, where the system has such: they go past whatever stands at its old path. */
async function throughHandle(handle: FileHandle): Promise<string | null> {
  const own = `/proc/self/fd/${handle.fd}`;
  try {
    await access(own);
    return own;
  } catch {
    return null;
  }
}

async function openFolder(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0));
  } catch {
    // Windows opens no folders, and one may be written to without being read; then its path has to do.
    await stat(path);
    return null;
  }
}

/** Opens a folder for the time of a write. Rejects with what the file system says. */
export async function holdFolder(path: string): Promise<HeldFolder> {
  const handle = await openFolder(path);
  const base = handle === null ? path : ((await throughHandle(handle)) ?? path);
  return {
    at: (name) => join(base, name),
    async sync() {
      // Some network disks cannot; the rename is atomic there all the same, only not yet durable.
      await handle?.sync().catch(() => {});
    },
    async requireInPlace() {
      if (handle === null) return;
      const [held, there] = await Promise.all([handle.stat(), stat(path).catch(() => null)]);
      if (there === null || there.ino !== held.ino || there.dev !== held.dev) throw swapped();
    },
    async close() {
      await handle?.close();
    },
  };
}
