import type { CredentialFormat } from '../../src-shared/domain/credential.ts';
import type { Seal } from '../../src-shared/domain/seal.ts';
import { readSecret } from './secret-input.ts';
import { passphraseSeal, recipientsSeal, type SealOptions } from './seal-argument.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** `NAME=KEY` apart. An address may hold an `=`, a key begins with age1 or is a path: the first one parts them. */
function named(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) {
    throw usageError(`“${text}” does not say whose key it is.`, 'With --each it is --recipient NAME=KEY.');
  }
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** Lines of a name, blanks, and the passphrase, which may hold blanks itself. */
function passphraseLines(text: string): Map<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [, name = '', passphrase = ''] = /^\s*(\S+)\s+(.*)$/.exec(line) ?? [];
      if (name === '') throw usageError('With --each every line of the passphrase file is NAME PASSPHRASE.');
      return [name, passphrase];
    }),
  );
}

/**
 * A seal for each of these, from keys or passphrases of their own. Rejects with `input` when somebody has none, or two
 * have the same passphrase.
 */
export async function eachSeal(
  run: CliRun,
  format: CredentialFormat,
  names: readonly string[],
  options: SealOptions,
): Promise<ReadonlyMap<string, Seal>> {
  const { passphraseFile, recipient = [] } = options;
  if ((passphraseFile === undefined) === (recipient.length === 0) || options.plain === true) {
    throw usageError(
      'With --each every file is sealed for one person alone.',
      'Either --recipient NAME=KEY for each, or --passphrase-file FILE with a line NAME PASSPHRASE for each.',
    );
  }
  const seals = new Map<string, Seal>();
  if (passphraseFile === undefined) {
    const keys = Map.groupBy(recipient.map(named), ([name]) => name);
    for (const [name, own] of keys) {
      const texts = own.map(([, key]) => key);
      seals.set(name, await recipientsSeal(run.io, format, texts, options.seal));
    }
  } else {
    const source = passphraseFile === '-' ? { secretStdin: true } : { secretFile: passphraseFile };
    const phrases = passphraseLines((await readSecret(run.io, source, 'Passphrases')) ?? '');
    if (new Set(phrases.values()).size < phrases.size) {
      throw usageError('Two have the same passphrase: each would open the other’s file.');
    }
    for (const [name, phrase] of phrases) seals.set(name, passphraseSeal(format, phrase, options.seal));
  }
  const without = names.filter((name) => !seals.has(name));
  if (without.length > 0) throw usageError(`Nothing to seal with is given for ${without.join(', ')}.`);
  return seals;
}
