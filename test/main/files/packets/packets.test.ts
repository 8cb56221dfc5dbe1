import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPacketFile } from '../../../../src-main/files/packets/open-packet-file.ts';
import { sealPacketFile } from '../../../../src-main/files/packets/seal-packet-file.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { canonicalText } from '../../../../src-shared/reviews/canonical-text.ts';
import { aPacket, sha256 } from '../../../builders/review-packets.ts';
import { quickPacketWork, quickSealer } from '../../../builders/quick-packets.ts';

const packet = aPacket(5);
const passphrase = 'correct horse battery stäple';
const now = Date.UTC(2026, 2, 1);
const byPassphrase = { passphrase, identity: null };
const sealer = quickSealer();

const refusal = async (opening: Promise<unknown>): Promise<string> => {
  const error = await opening.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return 'opened';
  expect(error).toBeInstanceOf(RolebookError);
  return error instanceof RolebookError ? error.body.reason : 'another error';
};

let sealed: Uint8Array;
beforeAll(async () => {
  sealed = await sealer.sealFile(packet, { kind: 'age-passphrase', passphrase }, now);
});

describe('a sealed packet', () => {
  it('opens again with its passphrase, and shows nothing without', async () => {
    expect(await sealer.openFile(sealed, byPassphrase)).toEqual(packet);
    const text = Buffer.from(sealed).toString('latin1');
    expect(text).not.toContain('example.com');
    expect(text).not.toContain('rule-1');
  });

  it('opens with the key it is for, given as a file of age', async () => {
    const identity = await generateX25519Identity();
    const recipients = [await identityToRecipient(identity)];
    const file = await sealer.sealFile(packet, { kind: 'age-recipients', recipients }, now);
    const keyFile = `# created: 2026\n# public key: ${recipients[0]}\n${identity}\n`;
    expect(await sealer.openFile(file, { passphrase: null, identity: keyFile })).toEqual(packet);
    const open = (key: string | null, phrase: string | null = null) =>
      refusal(openPacketFile(file, { passphrase: phrase, identity: key }));
    expect(await open(await generateX25519Identity())).toBe('packet-key-wrong');
    expect(await open('AGE-SECRET-KEY-1QQQQ')).toBe('identity-unreadable');
    expect(await open('nothing')).toBe('identity-unreadable');
    expect(await open(null, passphrase)).toBe('packet-needs-identity');
  });

  it('takes no other seal, and no recipient that cannot be used', async () => {
    const seal = (how: Parameters<typeof sealer.sealFile>[1]) => refusal(sealer.sealFile(packet, how, now));
    expect(await seal({ kind: 'plain', confirmed: true })).toBe('packet-seal-unfit');
    expect(await seal({ kind: 'zip-passphrase', passphrase })).toBe('packet-seal-unfit');
    expect(await seal({ kind: 'age-recipients', recipients: ['age1mistyped'] })).toBe('recipient-unusable');
  });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string | null]>([
    ['packet-key-wrong', () => sealed, 'correct horse battery staple'],
    ['packet-needs-passphrase', () => sealed, null],
    ['packet-damaged', () => sealed.subarray(0, sealed.length - 1), passphrase],
    ['packet-damaged', () => sealed.subarray(0, 60), passphrase],
    ['packet-damaged', () => Buffer.concat([sealed, Buffer.from('x')]), passphrase],
    ['not-a-packet', () => Buffer.from('PK\u0003\u0004 something'), passphrase],
    ['not-a-packet', () => new Uint8Array(0), passphrase],
    ['packet-is-page', () => Buffer.from('<!DOCTYPE html><html>'), passphrase],
    ['packet-is-answer', () => Buffer.from('{"format":"rolebook-review-answer/1"}'), passphrase],
    [
      'packet-unreadable',
      () =>
        sealPacketFile(
          { ...packet, rowsHash: '0'.repeat(64) },
          {
            seal: { kind: 'age-passphrase', passphrase },
            now,
            work: quickPacketWork,
          },
        ),
      passphrase,
    ],
  ])('says what is wrong: %s', async (reason, bytes, phrase) => {
    expect(await refusal(openPacketFile(await bytes(), { passphrase: phrase, identity: null }))).toBe(reason);
  });

  it('with any one byte changed is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(await refusal(openPacketFile(changed, byPassphrase))).not.toBe('opened');
      }),
      { numRuns: 150 },
    );
  });

  it('is the same packet after any round trip', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ minLength: 12 }), async (name, phrase) => {
        const { rows } = packet;
        const given = aPacket(1, {
          rows: rows.slice(0, 1).map((row) => ({ ...row, role: { ...row.role, name } })),
        });
        const whole = { ...given, rowsHash: sha256(canonicalText(given.rows)) };
        const seal = { kind: 'age-passphrase', passphrase: phrase } as const;
        const file = await sealPacketFile(whole, { seal, now, work: quickPacketWork });
        expect(await openPacketFile(file, { passphrase: phrase, identity: null })).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});
