import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WriteFile } from '../../files/atomic-write.ts';

const markSchema = z.object({ passphrase: z.boolean() });

/** Whether a passphrase is set, told by the profile itself: without it a silent keychain would look like none. */
export interface LockMark {
  /** Never rejects: what is there and cannot be read is taken for set. */
  read(): Promise<boolean>;
  /** Rejects with `storage`. */
  write(passphrase: boolean): Promise<void>;
}

/** `lock.json` in the profile. It holds nothing of the passphrase. */
export function createLockMark(deps: { readonly folder: string; readonly writeFile: WriteFile }): LockMark {
  const path = join(deps.folder, 'lock.json');
  return {
    async read() {
      try {
        return markSchema.parse(JSON.parse(await readFile(path, 'utf8'))).passphrase;
      } catch (error) {
        return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
      }
    },
    async write(passphrase) {
      const content = Buffer.from(`${JSON.stringify({ passphrase })}\n`, 'utf8');
      await deps.writeFile(path, content, { mayReplace: true });
    },
  };
}
