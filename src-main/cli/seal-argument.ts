import type { CredentialFormat } from '../../src-shared/domain/credential.ts';
import { choiceProblem, formatFacts, sealsOf } from '../../src-shared/domain/hand-over-files.ts';
import { type Seal, type SealKind, shortestPassphrase } from '../../src-shared/domain/seal.ts';
import type { CliIo } from './cli-io.ts';
import { readSecret } from './secret-input.ts';
import { usageError } from './usage-error.ts';

/** The containers by name; `own` is the format's own. */
export const sealNames = ['age', 'openpgp', 'zip', 'own'] as const;

/** How a file is protected, as it was typed. */
export interface SealOptions {
  readonly passphraseFile?: string;
  readonly recipient?: readonly string[];
  readonly seal?: (typeof sealNames)[number];
  readonly plain?: boolean;
}

const byPassphrase = {
  age: 'age-passphrase',
  openpgp: 'openpgp-passphrase',
  zip: 'zip-passphrase',
  own: 'own-passphrase',
} as const;

/** What a passphrase seals when nobody says with what: the format itself where it can, else age. */
const usualSeal = (format: CredentialFormat): (typeof sealNames)[number] =>
  formatFacts[format].ownSeal === 'none' ? 'age' : 'own';

/** Refuses what does not go together. */
function fitting(format: CredentialFormat, seal: Seal): Seal {
  const problem = choiceProblem({ format, seal });
  if (problem !== null) throw usageError(problem, `Ways to seal it: ${sealsOf(format).join(', ')}.`);
  return seal;
}

/** A seal by a passphrase that was read. Rejects with `input` for one that is too short. */
export function passphraseSeal(
  format: CredentialFormat,
  passphrase: string,
  named: SealOptions['seal'],
): Seal {
  if (passphrase.length < shortestPassphrase) {
    throw usageError(`The passphrase needs at least ${shortestPassphrase} characters.`);
  }
  return fitting(format, { kind: byPassphrase[named ?? usualSeal(format)], passphrase });
}

/** Keys in a text: `age1…` as it is, or the content of a file, in which lines that begin with # say nothing. */
async function keysIn(io: CliIo, text: string): Promise<{ age: string[]; openpgp: string[] }> {
  const content = text.startsWith('age1') ? text : await io.readFile(text);
  if (content.includes('-----BEGIN PGP')) return { age: [], openpgp: [content] };
  const lines = content.split(/\r?\n/).map((line) => line.trim());
  return { age: lines.filter((line) => line !== '' && !line.startsWith('#')), openpgp: [] };
}

/**
 * A seal for keys, each `age1…` or a file that holds one or several. Checks them before anything is issued, and rejects
 * with `input` for one that cannot be used.
 */
export async function recipientsSeal(
  io: CliIo,
  format: CredentialFormat,
  recipients: readonly string[],
  named: SealOptions['seal'],
): Promise<Seal> {
  const found = await Promise.all(recipients.map((text) => keysIn(io, text)));
  const age = found.flatMap((keys) => keys.age);
  const openpgp = found.flatMap((keys) => keys.openpgp);
  if (age.length > 0 && openpgp.length > 0) {
    throw usageError('One file is sealed for age keys or for OpenPGP keys, not for both.');
  }
  if (age.length + openpgp.length === 0) throw usageError('There is no key in what --recipient names.');
  const kind: SealKind = age.length > 0 ? 'age-recipients' : 'openpgp-recipients';
  if (named !== undefined && !kind.startsWith(named)) {
    throw usageError(`These keys are for ${age.length > 0 ? 'age' : 'OpenPGP'}; leave --seal ${named} out.`);
  }
  const seal = fitting(format, { kind, recipients: age.length > 0 ? age : openpgp });
  // openpgp is large, and few commands need it.
  const { requireRecipients } = await import('../files/containers/check-recipients.ts');
  await requireRecipients(seal, new Date(io.now()));
  return seal;
}

/** How the file is to be protected: exactly one way must be said. */
export async function parseSeal(io: CliIo, format: CredentialFormat, options: SealOptions): Promise<Seal> {
  const { passphraseFile, recipient = [], plain } = options;
  const ways = [plain === true, passphraseFile !== undefined, recipient.length > 0];
  if (ways.filter(Boolean).length !== 1) {
    throw usageError(
      'Say how the file is protected, in one way.',
      '--passphrase-file FILE, or --recipient KEY (age1… or a file with a key), or --plain (readable by everyone who gets the file).',
    );
  }
  if (plain === true) {
    if (options.seal !== undefined) throw usageError('--plain and --seal exclude each other.');
    return fitting(format, { kind: 'plain', confirmed: true });
  }
  if (recipient.length > 0) return await recipientsSeal(io, format, recipient, options.seal);
  const source = passphraseFile === '-' ? { secretStdin: true } : { secretFile: passphraseFile ?? '' };
  return passphraseSeal(format, (await readSecret(io, source, 'Passphrase')) ?? '', options.seal);
}
