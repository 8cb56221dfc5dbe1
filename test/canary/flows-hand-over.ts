import { existsSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateKey } from 'openpgp';
import type { CredentialFormat } from '../../src-shared/domain/credential.ts';
import { formatFacts, sealsOf } from '../../src-shared/domain/hand-over-files.ts';
import type { Seal, SealKind } from '../../src-shared/domain/seal.ts';
import { type Day, inTray } from './day.ts';
import { type FlowBook, must, same } from './flow-book.ts';

/** Every format, and every way of sealing at least once. */
export const wholeExports: readonly (readonly [CredentialFormat, SealKind])[] = [
  ['kdbx', 'own-passphrase'],
  ['bitwarden-json', 'own-passphrase'],
  ['letters', 'own-passphrase'],
  ['letters', 'plain'],
  ['bitwarden-csv', 'age-passphrase'],
  ['bitwarden-org-csv', 'age-recipients'],
  ['1password-csv', 'openpgp-passphrase'],
  ['keepassxc-csv', 'openpgp-recipients'],
  ['keepass-csv', 'zip-passphrase'],
  ['lastpass-csv', 'plain'],
  ['chrome-csv', 'zip-passphrase'],
  ['apple-csv', 'plain'],
  ['proton-csv', 'plain'],
  ['csv', 'plain'],
  ['json', 'plain'],
];

/** The share of {@link wholeExports} that is quick. */
export const fewExports: typeof wholeExports = [
  ['bitwarden-csv', 'age-recipients'],
  ['chrome-csv', 'zip-passphrase'],
  ['csv', 'plain'],
];

async function sealers(passphrase: string): Promise<(kind: SealKind) => Seal> {
  const age = await identityToRecipient(await generateX25519Identity());
  const { publicKey } = await generateKey({ userIDs: [{ name: 'Ada', email: 'ada@example.com' }] });
  return (kind) => {
    if (kind === 'plain') return { kind, confirmed: true };
    if (kind === 'age-recipients') return { kind, recipients: [age] };
    if (kind === 'openpgp-recipients') return { kind, recipients: [publicKey] };
    return { kind, passphrase };
  };
}

/** How a secret stands in a text file that is not sealed: CSV doubles its quotes, KeePass and JSON have backslashes. */
const stands = (file: string, secret: string): boolean =>
  [
    secret,
    secret.replaceAll('"', '""'),
    secret.replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
    JSON.stringify(secret).slice(1, -1),
  ].some((form) => file.includes(form));

/** Every way in which secrets leave the tray, and fail to. */
export async function handOverFlows(
  { run }: FlowBook,
  day: Day,
  exports: typeof wholeExports,
): Promise<void> {
  const { product, sandbox, tenant } = day;
  const { files, allowed } = sandbox.folders;
  const sealOf = await sealers(day.words.seal);

  for (const [format, kind] of exports) {
    await run(`export: ${format}, ${kind}`, async () => {
      must(sealsOf(format).includes(kind), 'no such seal');
      const { secret, credential } = await day.reset('first@canary.test');
      const path = join(
        kind === 'plain' ? allowed : files,
        `${format}-${kind}.${formatFacts[format].extension}`,
      );
      await product.place(path);
      const report = await product.call('credentials.export', {
        ids: [credential.id],
        format,
        seal: sealOf(kind),
      });
      same([report.outcome, report.entries], ['written', 1], 'the report');
      if (kind === 'plain' && format !== 'letters')
        must(stands(readFileSync(path, 'utf8'), secret), 'the file does not hold the secret');
      return `${statSync(path).size} bytes, package ${report.packageId ?? 'none'}`;
    });
  }

  await run('a file for each, sealed for each', async () => {
    const one = await day.reset('bulk-2@canary.test');
    const two = await day.reset('bulk-3@canary.test');
    const path = join(files, 'each');
    await product.place(path);
    const parts = [one, two].map(({ credential }) => ({
      ids: [credential.id],
      seal: {
        kind: 'zip-passphrase' as const,
        passphrase: sandbox.marks.password('passphrase of one person'),
      },
    }));
    const report = await product.call('credentials.exportEach', { format: 'csv', files: parts });
    same([report.outcome, readdirSync(path).length], ['written', 2], 'the report');
    return '2 files';
  });

  await run('a suggested passphrase', async () => {
    const { passphrase, words } = await product.call('credentials.suggestPassphrase', {});
    sandbox.marks.adopt('suggested passphrase', passphrase);
    const { credential } = await day.reset('bulk-2@canary.test');
    await product.place(join(files, 'suggested.zip'));
    await product.call('credentials.export', {
      ids: [credential.id],
      format: 'csv',
      seal: { kind: 'zip-passphrase', passphrase },
    });
    return `${words} words, and a file sealed by them`;
  });

  await run('an export whose dialog is cancelled', async () => {
    await day.reset('bulk-2@canary.test');
    await product.place(null);
    const report = await product.call('credentials.export', {
      ids: await inTray(day),
      format: 'json',
      seal: { kind: 'plain', confirmed: true },
    });
    same(report.outcome, 'cancelled', 'the report');
    return `${report.entries} entries, nothing written`;
  });

  const failing = async (name: string, path: string): Promise<void> => {
    await run(`an export that fails: ${name}`, async () => {
      const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
      await product.place(path);
      const refusal = await product.refusal('credentials.export', {
        ids: await inTray(day),
        format: 'csv',
        seal: { kind: 'plain', confirmed: true },
      });
      same(existsSync(path) ? readFileSync(path, 'utf8') : null, before, 'what was there');
      return `refused as ${refusal.reason}`;
    });
  };
  const target = join(files, 'target.txt');
  writeFileSync(target, 'mine');
  symlinkSync(target, join(files, 'link.csv'));
  writeFileSync(join(files, 'there.csv'), 'mine');
  await failing('no such folder', join(files, 'nowhere', 'a.csv'));
  await failing('a file is there', join(files, 'there.csv'));
  await failing('a link is there', join(files, 'link.csv'));

  await run('an e-mail draft without the secret', async () => {
    const { credential } = await day.reset('first@canary.test');
    const path = join(files, 'welcome.eml');
    await product.place(path);
    await product.call('credentials.emailDraft', { id: credential.id, includeSecret: false });
    must(readFileSync(path, 'utf8').includes('first@canary.test'), 'the draft is not for the user');
    return `${statSync(path).size} bytes`;
  });

  await run('an e-mail draft with it, as confirmed', async () => {
    const { credential } = await day.reset('first@canary.test');
    const path = join(allowed, 'with-secret.eml');
    await product.place(path);
    await product.call('credentials.emailDraft', { id: credential.id, includeSecret: true });
    return `${statSync(path).size} bytes`;
  });

  await run('copied to the clipboard', async () => {
    const { credential, secret } = await day.reset('first@canary.test');
    const { clearsInSeconds } = await product.call('credentials.copy', { id: credential.id, part: 'secret' });
    same(await product.clipboard(), secret, 'the clipboard');
    return `it lies there, for ${clearsInSeconds} s`;
  });

  await run('a bug: the clipboard refuses with a text that quotes the secret', async () => {
    const { credential } = await day.reset('first@canary.test');
    await product.breakClipboard(true);
    const refusal = await product.refusal('credentials.copy', { id: credential.id, part: 'secret' });
    same(refusal.kind, 'internal', 'the refusal');
    return `told as ${refusal.reason}, ${tenant.issued.length} secrets issued so far`;
  });
}
