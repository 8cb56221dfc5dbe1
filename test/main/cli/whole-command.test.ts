import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createReportSchema } from '../../../src-shared/ipc/users-contract.ts';
import type { CliIo } from '../../../src-main/cli/cli-io.ts';
import { createLocalApplication } from '../../../src-main/cli/local-application.ts';
import { readSecretFile } from '../../../src-main/cli/secret-file.ts';
import { runCli } from '../../../src-main/cli/program.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { findAppRoot } from '../../../src-main/system/app-root.ts';
import { readCsv } from '../../builders/csv-reader.ts';
import { startTenant } from '../../contract/cloud/connected-tenant.ts';

let tenant: DemoTenant;
let origin: string;
let folder: string;
const printed: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-whole-'));
  ({ tenant, origin } = await startTenant({ profile: '3.0', switches: { rulePhaseDelayMs: 0 } }));
});
afterAll(async () => {
  await tenant.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One command with everything real but the terminal; the account's secret comes on standard input. */
async function rolebook(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const text = { out: '', err: '' };
  const io: CliIo = {
    out: { write: (more) => void (text.out += more) },
    err: { write: (more) => void (text.err += more) },
    width: null,
    errIsTerminal: false,
    stdinIsTerminal: false,
    readInput: async () => `${tenant.credentials.serviceAccount.clientSecret}\n`,
    readHidden: async () => '',
    readFile: (path) => readFile(path, 'utf8'),
    readSecretFile: (path) => readSecretFile(path, process.platform),
    now: () => Date.now(),
    after: () => () => {},
    onInterrupt: () => () => {},
  };
  const code = await runCli(['--profile', join(folder, 'profile'), ...args], {
    io,
    openApplication: createLocalApplication(findAppRoot(import.meta.dirname), process.env),
    version: '0',
  });
  printed.push(text.out, text.err);
  return { code, ...text };
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const namedRows = z.array(z.object({ name: z.string() }));
const userRows = z.array(z.object({ id: z.string(), email: z.string() }));

it('goes the whole way: connect, sync, list, create, hand over, delete', async () => {
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  const connected = await rolebook(
    'connect',
    origin,
    '--client-id',
    clientId,
    '--client-secret-stdin',
    '--no-remember',
  );
  expect(connected, connected.err).toMatchObject({ code: 0 });
  expect(connected.out).toContain('3.0');

  const synced = await rolebook('sync', '--secret-stdin');
  expect(synced, synced.err).toMatchObject({ code: 0 });
  expect(synced.out).toMatch(/Outcome +complete/);

  // Lists need no secret: they are answered by the local copy.
  const [header, ...rows] = readCsv((await rolebook('users', 'list', '--format', 'csv')).out);
  expect(header?.[0]).toBe('User');
  expect(rows.length).toBeGreaterThanOrEqual(120);
  const roles = namedRows.parse(JSON.parse((await rolebook('roles', 'list', '--json')).out));
  expect(roles.map((role) => role.name)).toContain('Viewer');

  const path = join(folder, 'new.csv.age');
  const phrase = join(folder, 'phrase');
  await writeFile(phrase, 'correct horse battery staple\n');
  const created = await rolebook(
    'users',
    'create',
    'whole.way@example.com',
    '--role=Viewer@tenant',
    '--reason=Looks at the tenant as a whole.',
    `--export=keepassxc:${path}`,
    `--passphrase-file=${phrase}`,
    '--secret-stdin',
    '--json',
  );
  expect(created, created.err).toMatchObject({ code: 0 });
  const report = createReportSchema.parse(JSON.parse(created.out));
  expect(report.rules.map((rule) => rule.outcome)).toEqual(['created']);

  const decrypter = new Decrypter();
  decrypter.addPassphrase('correct horse battery staple');
  const [, login] = readCsv(await decrypter.decrypt(await readFile(path), 'text'));
  const password = login?.[3] ?? '';
  expect(login?.[2]).toBe('whole.way@example.com');
  expect(password.length).toBeGreaterThan(7);

  const found = await rolebook('users', 'list', '--search', 'whole.way', '--json');
  expect(userRows.parse(JSON.parse(found.out))).toMatchObject([{ id: report.userId }]);

  const gone = await rolebook('users', 'delete', 'whole.way@example.com', '--yes', '--secret-stdin');
  expect(gone, gone.err).toMatchObject({ code: 0 });
  expect(
    userRows.parse(JSON.parse((await rolebook('users', 'list', '--search', 'whole.way', '--json')).out)),
  ).toEqual([]);

  // Neither secret lies anywhere in the profile, and neither was printed.
  for (const secret of [password, clientSecret]) {
    expect(printed.join('')).not.toContain(secret);
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ]) {
      for (const file of await filesBelow(join(folder, 'profile'))) {
        expect((await readFile(file)).includes(form), file).toBe(false);
      }
    }
  }
}, 60_000);

it('reads the local copy and saves edits with a secret in hand while the tenant is away', async () => {
  const own = await startTenant({ profile: '3.0', switches: { rulePhaseDelayMs: 0 } });
  const { clientId, clientSecret } = own.tenant.credentials.serviceAccount;
  const profile = ['--profile', join(folder, 'away')];
  const secretFile = join(folder, 'away-secret');
  await writeFile(secretFile, `${clientSecret}\n`);
  const signIn = ['--secret-file', secretFile];
  try {
    const connect = ['connect', own.origin, '--client-id', clientId, '--no-remember'];
    expect(await rolebook(...profile, ...connect, ...signIn)).toMatchObject({ code: 0 });
    expect(await rolebook(...profile, 'sync', ...signIn)).toMatchObject({ code: 0 });
    await writeFile(`${secretFile}-wrong`, 'wrong\n');
    const wrong = await rolebook(...profile, 'users', 'list', '--secret-file', `${secretFile}-wrong`);
    expect(wrong).toMatchObject({ code: 3, out: '' });
  } finally {
    await own.tenant.stop();
  }
  const list = await rolebook(...profile, 'users', 'list', '--json', ...signIn);
  expect(list, list.err).toMatchObject({ code: 0 });
  expect(userRows.parse(JSON.parse(list.out)).length).toBeGreaterThanOrEqual(120);
  expect(list.err).toContain('Going on with the local copy.');
  const status = await rolebook(...profile, 'status', ...signIn);
  expect(status).toMatchObject({ code: 5 });
  expect(status.out).toMatch(/Data +as of/);
  const create = ['service-accounts', 'create', 'away', '--show-secret'];
  const made = await rolebook(...profile, ...create, ...signIn);
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(made.err).toContain('Saved, waits to be sent.');
  expect((await rolebook(...profile, 'changes', 'list')).out).toContain('away');
  expect(await rolebook(...profile, 'sync', ...signIn)).toMatchObject({ code: 5 });
}, 60_000);
