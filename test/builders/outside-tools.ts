import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs of other people that open what we seal, in a folder of their own. */
export interface OutsideTools {
  readonly folder: string;
  /** Where a file of these bytes lies. */
  put(name: string, bytes: Uint8Array | string): string;
  run(program: string, args: readonly string[], input?: string): SpawnSyncReturns<Buffer>;
  /** Each answers what was sealed, and throws with the tool's words when the tool refuses. */
  age(sealed: Uint8Array, passphrase: string): Buffer;
  ageFor(sealed: Uint8Array, identity: string): Buffer;
  gpg(sealed: Uint8Array, passphrase: string): Buffer;
  /** With the secret keys that were imported. */
  gpgFor(sealed: Uint8Array): Buffer;
  sevenZip(sealed: Uint8Array, passphrase: string): Buffer;
  /** The PDF without its encryption. */
  qpdf(sealed: Uint8Array, passphrase: string): Buffer;
  /** The text of a PDF, pages ending in form feeds. */
  pdfText(file: Uint8Array, passphrase?: string): string;
  /** A KeePass database as KeePassXC exports it. */
  keepassxc(sealed: Uint8Array, passphrase: string, as: 'csv' | 'xml'): Buffer;
  /** The armoured public key of a new pair in the tools' keyring. */
  newPgpKey(userId: string, parameters?: readonly string[]): string;
  close(): void;
}

/** Makes the folder, with a keyring of GnuPG's that touches nobody's own. */
export function outsideTools(): OutsideTools {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-tools-'));
  const home = join(folder, 'gnupg');
  mkdirSync(home, { mode: 0o700 });
  let files = 0;

  const put = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, `${(files += 1)}-${name}`);
    writeFileSync(path, bytes, { mode: 0o600 });
    return path;
  };
  const run = (program: string, args: readonly string[], input = ''): SpawnSyncReturns<Buffer> =>
    spawnSync(program, args, {
      input,
      env: { ...process.env, GNUPGHOME: home, LC_ALL: 'C.UTF-8' },
      maxBuffer: 256 * 1024 * 1024,
    });
  const done = (result: SpawnSyncReturns<Buffer>): Buffer => {
    if (result.error !== undefined) throw result.error;
    if (result.status !== 0)
      throw new Error(`${String(result.stdout)}${String(result.stderr)}`.slice(0, 2000));
    return result.stdout;
  };
  const gpg = (args: readonly string[], input = ''): Buffer =>
    done(run('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', ...args], input));

  return {
    folder,
    put,
    run,
    age: (sealed, passphrase) => {
      const from = put('sealed.age', sealed);
      const to = join(folder, `${(files += 1)}-plain`);
      // age asks for a passphrase on a terminal only; script(1) gives it one.
      done(run('script', ['-qec', `age --decrypt --output ${to} ${from}`, '/dev/null'], `${passphrase}\n`));
      return readFileSync(to);
    },
    ageFor: (sealed, identity) =>
      done(run('age', ['--decrypt', '--identity', put('key', `${identity}\n`), put('sealed.age', sealed)])),
    gpg: (sealed, passphrase) =>
      gpg(['--passphrase-fd', '0', '--decrypt', put('sealed.gpg', sealed)], passphrase),
    gpgFor: (sealed) => gpg(['--decrypt', put('sealed.gpg', sealed)]),
    sevenZip: (sealed, passphrase) =>
      done(run('7z', ['e', '-so', '-y', `-p${passphrase}`, put('sealed.zip', sealed)])),
    qpdf: (sealed, passphrase) => {
      const to = join(folder, `${(files += 1)}-open.pdf`);
      const from = put('sealed.pdf', sealed);
      done(run('qpdf', [`--password=${passphrase}`, '--decrypt', '--qdf', from, to]));
      return readFileSync(to);
    },
    pdfText: (file, passphrase = '') =>
      done(run('pdftotext', ['-layout', '-upw', passphrase, put('file.pdf', file), '-'])).toString('utf8'),
    keepassxc: (sealed, passphrase, as) =>
      done(run('keepassxc-cli', ['export', '-q', '-f', as, put('file.kdbx', sealed)], `${passphrase}\n`)),
    newPgpKey: (userId, parameters = ['default', 'default', 'never']) => {
      // Older than the moment at which the tests seal.
      const then = ['--faked-system-time', '20250601T000000'];
      gpg([...then, '--passphrase', '', '--quick-gen-key', userId, ...parameters]);
      return gpg(['--armor', '--export', userId]).toString('utf8');
    },
    close: () => {
      run('gpgconf', ['--kill', 'all']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
