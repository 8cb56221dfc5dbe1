import { open } from 'node:fs/promises';
import { usageError } from './usage-error.ts';

/** A file with a secret, as it was read. */
export interface SecretFile {
  readonly text: string;
  /** Its permissions where they let others at it, as in `644`; null where they do not, and for pipes. */
  readonly openTo: string | null;
}

/**
 * Reads a file with a secret, and looks at the very file that was read for who else may. Windows knows no such permissions.
 * Rejects with `input` for one that cannot be read.
 */
export async function readSecretFile(path: string, platform: NodeJS.Platform): Promise<SecretFile> {
  try {
    const file = await open(path, 'r');
    try {
      const text = await file.readFile('utf8');
      const there = await file.stat();
      const isOpen = platform !== 'win32' && there.isFile() && (there.mode & 0o077) !== 0;
      return { text, openTo: isOpen ? (there.mode & 0o777).toString(8).padStart(3, '0') : null };
    } finally {
      await file.close();
    }
  } catch {
    throw usageError(`The file “${path}” cannot be read.`);
  }
}
