import { Buffer } from 'node:buffer';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import kdbxweb from 'kdbxweb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileMaker } from '../../../src-main/files/file-maker.ts';
import { usualWork } from '../../../src-main/files/file-job.ts';
import type { FileJob } from '../../../src-main/files/file-job.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';
import { openBitwardenJson } from '../../builders/bitwarden-opener.ts';
import { readCsv } from '../../builders/csv-reader.ts';
import { handOverEntries } from '../../builders/hand-over-entries.ts';
import { openKdbx } from '../../builders/kdbx-opener.ts';
import { type OutsideTools, outsideTools } from '../../builders/outside-tools.ts';
import { makeFileWorker, quickFileMaker } from '../../builders/quick-files.ts';

const passphrase = 'correct horse battery stäple';
const entries = handOverEntries(12);
const secrets = entries.map(({ secret }) => secret);
const make = quickFileMaker();

const job = (more: Partial<FileJob>): Omit<FileJob, 'work'> => ({
  entries,
  format: 'chrome-csv',
  columns: null,
  seal: { kind: 'plain', confirmed: true },
  packageId: 'K7QM-2XWA',
  now: Date.UTC(2026, 0, 2, 3, 4, 6),
  ...more,
});

const sealedBy = (seal: Seal): Promise<Uint8Array> => make(job({ seal }));
const secretsOf = (csv: Uint8Array): string[] =>
  readCsv(Buffer.from(csv).toString('utf8'))
    .slice(1)
    .map((row) => row[3] ?? '');

let tools: OutsideTools;
beforeAll(() => {
  tools = outsideTools();
});
afterAll(() => {
  tools.close();
});

describe('containers, opened by the tools they are meant for', () => {
  it('age by passphrase', async () => {
    const file = await sealedBy({ kind: 'age-passphrase', passphrase });
    expect(Buffer.from(file).includes('person0')).toBe(false);
    expect(secretsOf(tools.age(file, passphrase))).toEqual(secrets);
    expect(() => tools.age(file, `${passphrase}.`)).toThrow('incorrect passphrase');
  });

  it('age for keys, of which each opens it alone', async () => {
    const [one, two, other] = [
      await generateX25519Identity(),
      await generateX25519Identity(),
      await generateX25519Identity(),
    ];
    const recipients = [`  ${await identityToRecipient(one)}\n`, await identityToRecipient(two)];
    const file = await sealedBy({ kind: 'age-recipients', recipients });
    expect(secretsOf(tools.ageFor(file, one))).toEqual(secrets);
    expect(secretsOf(tools.ageFor(file, two))).toEqual(secrets);
    expect(() => tools.ageFor(file, other)).toThrow('no identity matched');
  });

  it('OpenPGP by passphrase', async () => {
    const file = await sealedBy({ kind: 'openpgp-passphrase', passphrase });
    expect(secretsOf(tools.gpg(file, passphrase))).toEqual(secrets);
    expect(() => tools.gpg(file, `${passphrase}.`)).toThrow('decryption failed');
  });

  it('OpenPGP for keys', async () => {
    const key = tools.newPgpKey('Ada <ada@example.com>');
    const file = await sealedBy({ kind: 'openpgp-recipients', recipients: [key] });
    expect(secretsOf(tools.gpgFor(file))).toEqual(secrets);
  });

  it('ZIP, never with the broken cipher', async () => {
    const file = await sealedBy({ kind: 'zip-passphrase', passphrase });
    expect(secretsOf(tools.sevenZip(file, passphrase))).toEqual(secrets);
    expect(() => tools.sevenZip(file, `${passphrase}.`)).toThrow('Wrong password');
    const listed = tools.run('7z', ['l', '-slt', tools.put('listed.zip', file)]).stdout.toString('utf8');
    expect(listed).toMatch(/Path = credentials\.csv\n/);
    expect(listed).toMatch(/Method = .*AES-256/);
    expect(listed).not.toContain('ZipCrypto');
  });
});

describe('formats that seal themselves', () => {
  it('Bitwarden’s JSON opens in an implementation that is not ours', async () => {
    const seal = { kind: 'own-passphrase', passphrase } as const;
    const text = Buffer.from(await make(job({ format: 'bitwarden-json', seal }))).toString('utf8');
    expect(text).not.toContain('person0');
    const vault = await openBitwardenJson(text, passphrase);
    expect(vault.items.map(({ login }) => login.password)).toEqual(secrets);
    expect(vault.items.map(({ login }) => login.uris[0]?.uri)).toEqual(entries.map(({ url }) => url));
    const names = new Map(vault.folders.map(({ id, name }) => [id, name]));
    expect(vault.items.map(({ folderId }) => names.get(folderId))).toEqual(
      entries.map(({ folder }) => folder),
    );
    await expect(openBitwardenJson(text, `${passphrase}.`)).rejects.toThrow('MAC');
    await expect(
      openBitwardenJson(text.replace('"kdfIterations": 5000', '"kdfIterations": 5001'), passphrase),
    ).rejects.toThrow('MAC');
  });

  it('a KeePass database holds every entry, out of date where it has to be changed', async () => {
    const made = await make(
      job({
        format: 'kdbx',
        seal: { kind: 'own-passphrase', passphrase },
        entries: [
          ...entries,
          ...handOverEntries(2).map((one, at) => ({
            ...one,
            mustChange: false,
            expiresAt: at === 0 ? null : '2026-02-03T00:00:00.000Z',
          })),
        ],
      }),
    );
    const open = (phrase: string) => openKdbx(made, phrase);
    const database = await open(passphrase);
    expect(database.versionMajor).toBe(4);
    const held = [...database.getDefaultGroup().allEntries()];
    const textOf = (value: unknown): string =>
      value instanceof kdbxweb.ProtectedValue ? value.getText() : String(value);
    const acme = entries.filter(({ folder }) => folder === 'Acme');
    const inAcme = held.filter((one) => one.parentGroup?.name === 'Acme').slice(0, acme.length);
    expect(inAcme.map((one) => textOf(one.fields.get('Password')))).toEqual(acme.map(({ secret }) => secret));
    expect(inAcme.every((one) => one.fields.get('Password') instanceof kdbxweb.ProtectedValue)).toBe(true);
    expect(held.map((one) => one.times.expires)).toEqual([
      ...acme.map(() => true),
      false,
      ...acme.map(() => true),
      true,
    ]);
    expect(held.at(-1)?.times.expiryTime?.toISOString()).toBe('2026-02-03T00:00:00.000Z');
    await expect(open(`${passphrase}.`)).rejects.toThrow('InvalidKey');
  });

  it('a KeePass database takes a guesser 64 MiB and three rounds', async () => {
    const work = { ...usualWork, scrypt: 10 };
    const file = await createFileMaker({ workerUrl: makeFileWorker, work })(
      job({ format: 'kdbx', seal: { kind: 'own-passphrase', passphrase } }),
    );
    const parameter = (name: string): number => {
      const at = Buffer.from(file).indexOf(Buffer.from([1, 0, 0, 0, name.charCodeAt(0)]));
      return Buffer.from(file).readUInt32LE(at + 9);
    };
    expect([parameter('M'), parameter('I'), parameter('P')]).toEqual([64 * 1024 * 1024, 3, 1]);
    expect(Buffer.from(file).includes(Buffer.from('nimLGVbbR3OyPfw+xvCh5g==', 'base64'))).toBe(true);
  });

  it('uses the full work by default', async () => {
    const seal = { kind: 'age-passphrase', passphrase } as const;
    const file = await createFileMaker({ workerUrl: makeFileWorker })(job({ seal }));
    expect(Buffer.from(file.subarray(0, 120)).toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/,
    );
    const json = await createFileMaker({ workerUrl: makeFileWorker })(
      job({ format: 'bitwarden-json', seal: { kind: 'own-passphrase', passphrase } }),
    );
    expect(Buffer.from(json).toString('utf8')).toContain('"kdfIterations": 600000');
  }, 30_000);
});

describe('createFileMaker', () => {
  it('opens no more after a flipped bit', async () => {
    const file = await sealedBy({ kind: 'age-passphrase', passphrase });
    for (let position = 0; position < file.length; position += 61) {
      const broken = Uint8Array.from(file);
      broken[position] = (broken[position] ?? 0) ^ 1;
      const decrypter = new Decrypter();
      decrypter.addPassphrase(passphrase);
      await expect(decrypter.decrypt(broken)).rejects.toThrow();
    }
  });

  it('leaves the main thread free meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const work = { ...usualWork, scrypt: 16 };
    await createFileMaker({ workerUrl: makeFileWorker, work })(
      job({ seal: { kind: 'age-passphrase', passphrase } }),
    );
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('rejects in words when the worker cannot run', async () => {
    const missing = new URL('file:///nowhere/make-file-worker.js');
    await expect(createFileMaker({ workerUrl: missing })(job({}))).rejects.toMatchObject({
      body: { reason: 'sealing-failed' },
    });
  });

  it('rejects with the words of what it refuses', async () => {
    await expect(sealedBy({ kind: 'age-recipients', recipients: ['age1mistyped'] })).rejects.toMatchObject({
      body: { kind: 'input', reason: 'recipient-unusable' },
    });
  });
});
