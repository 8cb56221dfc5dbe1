import { basename } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { readBytes } from './read-bytes.ts';

/**
 * A file's text, UTF-8, when it has at most so many bytes. Rejects with `input` for one that is larger or not UTF-8,
 * with `storage` for one that cannot be read.
 */
export async function readTextFile(path: string, mostBytes: number): Promise<string> {
  const bytes = await readBytes(path, mostBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new RolebookError(
      {
        kind: 'input',
        origin: 'file',
        reason: 'file-not-text',
        message: `“${basename(path)}” is not a text file.`,
        hint: 'Choose another file.',
      },
      { cause: error },
    );
  }
}
