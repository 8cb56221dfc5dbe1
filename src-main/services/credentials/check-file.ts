import { basename } from 'node:path';
import { handOvers } from '../../../src-shared/domain/journal-lines.ts';
import type { FileCheck } from '../../../src-shared/ipc/credentials-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import type { Journal as Chain } from '../../db/journal.ts';
import type { AskWhich } from '../changes/export-plan.ts';
import { fileDigest } from './file-digest.ts';

/** What checking a file needs. */
export interface CheckFileDeps {
  /** The journal of the open tenant. Throws `no-tenant-open`. */
  chain(): Pick<Chain, 'page'>;
  readonly askWhich: AskWhich;
  /** A file of at most so many bytes. Rejects with `storage`, or with `input` for one that is larger. */
  readBytes(path: string, mostBytes: number): Promise<Uint8Array>;
}

/** Far more than a thousand letters take. */
const mostBytes = 256 * 1024 * 1024;

const named = (name: string): string => `“${name}”`;

/**
 * credentials.checkFile: whether a file that came back, or is asked about, is still what was sealed here. A PDF’s own encryption
 * shows nobody whether it was changed (file-formats §4.5); the digest of every sealed file stands in the journal.
 */
export async function checkFile(deps: CheckFileDeps): Promise<FileCheck> {
  const chain = deps.chain();
  const which = await deps.askWhich({
    title: 'Choose a sealed file to check',
    buttonLabel: 'Check',
    filters: [{ name: 'All files', extensions: ['*'] }],
  });
  if (which === null)
    return { outcome: 'cancelled', name: null, digest: null, handOver: null, message: 'No file was chosen.' };
  const name = basename(which.path);
  const digest = await fileDigest(await deps.readBytes(which.path, mostBytes));
  const rows = chain.page({ before: null, limit: 20, verb: 'credential.export', search: digest });
  const [found] = handOvers(rows);
  if (found === undefined) {
    return {
      outcome: 'unknown',
      name,
      digest,
      handOver: null,
      message: `${named(name)} is no file that was sealed here for this tenant, as it is now: it was changed, comes from elsewhere, was not sealed, or is older than these checks. Trust nothing in it.`,
    };
  }
  const { packageId, time, by, format, count } = found;
  return {
    outcome: 'unchanged',
    name,
    digest,
    handOver: { packageId: packageId ?? '', time, by, format: format ?? '', count },
    message: `${named(name)} is, byte by byte, what ${by} sealed on ${time.slice(0, 10)} as package ${packageId ?? ''} (${counted(count, 'credential')}).`,
  };
}
