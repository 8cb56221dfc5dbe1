import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { CredentialFormat } from '../../src-shared/domain/credential.ts';
import type { Seal, SealKind } from '../../src-shared/domain/seal.ts';
import { createFileMaker } from '../../src-main/files/file-maker.ts';
import type { SealWork } from '../../src-main/files/file-job.ts';
import type { HandOverEntry } from '../../src-main/files/formats/hand-over-entry.ts';
import { type OutsideTools, outsideTools } from '../builders/outside-tools.ts';
import { makeFileWorker } from '../builders/quick-files.ts';

/** Passphrases and keys, the right ones and wrong ones. */
export interface Keys {
  readonly right: string;
  readonly wrong: string;
  readonly identity: string;
  readonly otherIdentity: string;
  readonly recipient: string;
  readonly pgpKey: string;
}

/** Tools with everybody's keys, beside tools that know other keys only. */
export interface Bench {
  readonly tools: OutsideTools;
  readonly strangers: OutsideTools;
  readonly keys: Keys;
}

/** Makes the keys. */
export async function makeBench(): Promise<Bench> {
  const [tools, strangers] = [outsideTools(), outsideTools()];
  const identity = await generateX25519Identity();
  const pgpKey = tools.newPgpKey('Ada Größe <ada@example.com>');
  strangers.newPgpKey('Eve <eve@example.com>');
  return {
    tools,
    strangers,
    keys: {
      right: 'correct horse battery stäple',
      wrong: 'correct horse battery stable',
      identity,
      otherIdentity: await generateX25519Identity(),
      recipient: await identityToRecipient(identity),
      pgpKey,
    },
  };
}

/** A seal of each kind, with the right passphrase or for the right key. */
export function sealOf(kind: SealKind, { right, recipient, pgpKey }: Keys): Seal {
  switch (kind) {
    case 'age-recipients':
      return { kind, recipients: [recipient] };
    case 'openpgp-recipients':
      return { kind, recipients: [pgpKey] };
    case 'plain':
      return { kind, confirmed: true };
    default:
      return { kind, passphrase: right };
  }
}

/** Makes files as the product does, in its thread. */
export function fileMaker(entries: readonly HandOverEntry[], keys: Keys, work: SealWork) {
  const make = createFileMaker({ workerUrl: makeFileWorker, work });
  return (format: CredentialFormat, kind: SealKind): Promise<Uint8Array> =>
    make({
      entries,
      format,
      columns: null,
      seal: sealOf(kind, keys),
      packageId: 'K7QM-2XWA',
      now: Date.UTC(2026, 0, 2, 3, 4, 6),
    });
}

/** Takes the container off, with the right key or a wrong one; throws what the tool says. */
export function unwrapped(
  { tools, strangers, keys }: Bench,
  kind: SealKind,
  file: Uint8Array,
  isRight = true,
): Uint8Array {
  const passphrase = isRight ? keys.right : keys.wrong;
  switch (kind) {
    case 'age-passphrase':
      return tools.age(file, passphrase);
    case 'age-recipients':
      return tools.ageFor(file, isRight ? keys.identity : keys.otherIdentity);
    case 'openpgp-passphrase':
      return tools.gpg(file, passphrase);
    case 'openpgp-recipients':
      return (isRight ? tools : strangers).gpgFor(file);
    case 'zip-passphrase':
      return tools.sevenZip(file, passphrase);
    default:
      return file;
  }
}
