import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeCertificate } from '../cloud/hostile-server.ts';

const MAIN = fileURLToPath(new URL('../../../src-main/demo-tenant/main.ts', import.meta.url));

const run = (...args: string[]) =>
  spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

test.each(['SIGINT', 'SIGTERM'] as const)(
  'alone: one line of JSON tells who can sign in; %s ends it',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-tenant-'));
    const faults = join(folder, 'faults.json');
    writeFileSync(
      faults,
      JSON.stringify([{ match: { operationId: 'listIdps' }, action: { kind: 'html', status: 502 } }]),
    );
    const child = run(
      '--profile',
      '2.24',
      '--users',
      '50',
      '--seed',
      '9',
      '--token-lifetime',
      '77',
      '--switch',
      'auditListMember=logs',
      '--faults',
      faults,
    );
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const told = JSON.parse(line) as Record<string, unknown> & {
      baseUrl: string;
      administrator: { email: string; password: string };
      serviceAccount: { clientId: string; clientSecret: string };
    };
    expect(told).toMatchObject({
      profile: '2.24',
      seed: 9,
      users: 50,
      tenantId: expect.stringMatching(/^\d+$/),
    });
    const form = {
      grant_type: 'password',
      username: told.administrator.email,
      password: told.administrator.password,
    };
    const reply = await fetch(`${told.baseUrl}/api/v2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const token = (await reply.json()) as { access_token: string; expires_in: number };
    expect(token.expires_in).toBe(77);
    const headers = { authorization: `Bearer ${token.access_token}` };
    const users = await fetch(`${told.baseUrl}/api/v1/users`, { headers });
    expect(await users.json()).toHaveLength(50);
    expect((await fetch(`${told.baseUrl}/api/v1/idps`, { headers })).status).toBe(502);
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    rmSync(folder, { recursive: true });
  },
);

test('with a certificate it speaks https, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-tenant-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = makeCertificate('localhost');
  writeFileSync(key, made.key);
  writeFileSync(certificate, made.cert);
  const child = run('--users', '20', '--key', key, '--certificate', certificate);
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { baseUrl } = JSON.parse(line) as { baseUrl: string };
  expect(baseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const [reply] = (await once(
    https.get(`${baseUrl}/api/v1/users`, { ca: made.cert, servername: 'localhost' }),
    'response',
  )) as [IncomingMessage];
  reply.resume();
  expect(reply.statusCode).toBe(401);
  await expect(fetch(`${baseUrl.replace('https', 'http')}/api/v1/users`)).rejects.toThrow('fetch failed');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  rmSync(folder, { recursive: true });
});

test.each([
  [['--profile', '1.0'], 'there are: 3.0, 2.24'],
  [['--users', '3'], 'users must be a whole number from 20'],
  [['--switch', 'magic=1'], 'No such switch'],
  [['--faults', 'no-such-file.json'], 'no-such-file.json'],
  [['--key', 'key.pem'], '--certificate and --key go together'],
])('wrong options %j are told and end with 1', async (args, text) => {
  const child = run(...args);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(errors).toContain(text);
});

test('--help explains switches and faults', async () => {
  const child = run('--help');
  let help = '';
  child.stdout.on('data', (chunk: Buffer) => (help += chunk.toString()));
  await once(child, 'close');
  for (const word of [
    '--profile',
    '--users',
    '--seed',
    '--port',
    'userDeletionRemovesRules=true',
    'reply-lost',
  ]) {
    expect(help).toContain(word);
  }
});
