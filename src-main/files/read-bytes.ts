import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

const refuse = (kind: 'input' | 'storage', reason: string, message: string, cause?: unknown): RolebookError =>
  new RolebookError({ kind, origin: 'file', reason, message, hint: 'Choose another file.' }, { cause });

/** A file's bytes, when there are at most so many. Rejects with `input` for a larger one, `storage` for one that cannot be read. */
export async function readBytes(path: string, mostBytes: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const there = await file.stat();
      if (!there.isFile()) throw refuse('storage', 'file-unreadable', `“${basename(path)}” is not a file.`);
      if (there.size > mostBytes) {
        throw refuse('input', 'file-too-large', `“${basename(path)}” is larger than ${mostBytes} bytes.`);
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof RolebookError) throw error;
    throw refuse('storage', 'file-unreadable', `“${basename(path)}” cannot be read.`, error);
  }
}
