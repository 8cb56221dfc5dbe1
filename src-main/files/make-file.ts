import { Buffer } from 'node:buffer';
import { usualColumns } from '../../src-shared/domain/column-mapping.ts';
import { formatFacts } from '../../src-shared/domain/hand-over-files.ts';
import type { RandomBytes } from './formats/bitwarden-json.ts';
import { credentialText } from './formats/credential-formats.ts';
import type { FileJob } from './file-job.ts';

// Each format and container brings a library of its own, and a thread that makes one file needs one or two of them:
// they are loaded where they are used.

/** What the format alone gives; sealed by itself where `own` is a passphrase. */
async function contentOf(job: FileJob, own: string | null, random: RandomBytes): Promise<Uint8Array> {
  const { entries, format } = job;
  if (format === 'letters') {
    const { lettersPdf } = await import('./letters/letters-pdf.ts');
    const { loadLetterFaces } = await import('./letters/letter-faces.ts');
    const { packageId, now } = job;
    return await lettersPdf(entries, { passphrase: own, packageId, date: new Date(now) }, loadLetterFaces());
  }
  if (format !== 'kdbx' && format !== 'bitwarden-json') {
    return Buffer.from(credentialText(format, entries, job.columns ?? usualColumns), 'utf8');
  }
  // The contract lets these pass with a passphrase of their own only.
  if (own === null) throw new Error(`${format} without a passphrase`);
  if (format === 'kdbx') {
    const { kdbx } = await import('./formats/kdbx.ts');
    return await kdbx(entries, own, job.work.kdbx);
  }
  const { bitwardenJson } = await import('./formats/bitwarden-json.ts');
  return Buffer.from(bitwardenJson(entries, own, job.work.pbkdf2Rounds, random), 'utf8');
}

async function wrapped(content: Uint8Array, { seal, format, now, work }: FileJob): Promise<Uint8Array> {
  const date = new Date(now);
  switch (seal.kind) {
    case 'age-passphrase': {
      const { ageByPassphrase } = await import('./containers/age-container.ts');
      return await ageByPassphrase(content, seal.passphrase, work.scrypt);
    }
    case 'age-recipients': {
      const { ageByRecipients } = await import('./containers/age-container.ts');
      return await ageByRecipients(
        content,
        seal.recipients.map((one) => one.trim()),
      );
    }
    case 'openpgp-passphrase': {
      const { openpgpByPassphrase } = await import('./containers/openpgp-container.ts');
      return await openpgpByPassphrase(content, seal.passphrase, date);
    }
    case 'openpgp-recipients': {
      const { openpgpByRecipients } = await import('./containers/openpgp-container.ts');
      return await openpgpByRecipients(content, seal.recipients, date);
    }
    case 'zip-passphrase': {
      const { zipByPassphrase } = await import('./containers/zip-container.ts');
      const name = `credentials.${formatFacts[format].extension}`;
      return await zipByPassphrase(content, seal.passphrase, { name, date });
    }
    default:
      return content;
  }
}

/**
 * The bytes of a hand-over's file: the format, and the container around it. What lay in between is overwritten. Rejects
 * with `input` for recipients and passphrases that cannot be used.
 */
export async function makeFile(job: FileJob, random: RandomBytes): Promise<Uint8Array> {
  if ('recipients' in job.seal) {
    const { requireRecipients } = await import('./containers/check-recipients.ts');
    await requireRecipients(job.seal, new Date(job.now));
  }
  const own = job.seal.kind === 'own-passphrase' ? job.seal.passphrase : null;
  const content = await contentOf(job, own, random);
  const file = await wrapped(content, job);
  if (file !== content) content.fill(0);
  return file;
}
