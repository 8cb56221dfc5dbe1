import { readFile } from 'node:fs/promises';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

/** The built page of a packet, without one. Rejects with `packet-page-missing` where it was never built, as in a fresh clone. */
export async function readPacketPage(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new RolebookError(
      {
        kind: 'storage',
        origin: 'file',
        reason: 'packet-page-missing',
        message: 'The page on which a packet is decided in a browser is not there.',
        hint: 'From a clone, build it with “npm run build”; else install Rolebook again. Packets for Rolebook itself can be made without it.',
      },
      { cause: error },
    );
  }
}
