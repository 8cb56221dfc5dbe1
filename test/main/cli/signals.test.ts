import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { startTenant } from '../../contract/cloud/connected-tenant.ts';

const main = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url));
let tenant: DemoTenant;
let profile: string;

interface Running {
  readonly child: ChildProcess;
  readonly text: { out: string; err: string };
  readonly end: Promise<unknown[]>;
}

/** The command as a process of its own, signed in by the secret on standard input. */
function rolebook(...args: string[]): Running {
  const child = spawn(process.execPath, [main, '--profile', profile, ...args]);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  child.stdin.end(`${tenant.credentials.serviceAccount.clientSecret}\n`);
  return { child, text, end: once(child, 'close') };
}

/** Waits until the tenant has the request that is kept waiting. */
const inFlight = (): Promise<void> =>
  vi.waitFor(() => expect(tenant.faults.list()[0]?.fired).toBeGreaterThan(0), {
    timeout: 15_000,
    interval: 10,
  });

const roles = ['--role', 'Viewer@tenant', '--reason', 'for the whole tenant'];

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'rolebook-signals-'));
  const started = await startTenant({ profile: '3.0', switches: { rulePhaseDelayMs: 0 } });
  ({ tenant } = started);
  const { clientId } = tenant.credentials.serviceAccount;
  const connect = [
    'connect',
    started.origin,
    '--client-id',
    clientId,
    '--client-secret-stdin',
    '--no-remember',
  ];
  expect(await rolebook(...connect).end).toEqual([0, null]);
  expect(await rolebook('sync', '--secret-stdin').end).toEqual([0, null]);
}, 60_000);
afterEach(() => tenant.faults.clear());
afterAll(async () => {
  await tenant.stop();
  await rm(profile, { recursive: true, force: true });
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'hands the password over after %s, and gives no more rules',
  async (signal) => {
    tenant.faults.add({ match: { operationId: 'createUser' }, action: { kind: 'delay', ms: 700 } });
    const email = `${signal.toLowerCase()}@example.com`;
    const run = rolebook('users', 'create', email, ...roles, '--show-secret', '--secret-stdin');
    await inFlight();
    run.child.kill(signal);
    expect(await run.end, run.text.err).toEqual([6, null]);
    expect(run.text.out).toMatch(/Temporary password +\S{8}/);
    expect(run.text.err).toContain(
      `Stopped: the account ${email} was created; its password was handed over; 0 of 1 access rule given.`,
    );
  },
  30_000,
);

it('hands a new password over after a signal', async () => {
  expect(
    await rolebook('users', 'create', 'reset@example.com', ...roles, '--show-secret', '--secret-stdin').end,
  ).toEqual([0, null]);
  tenant.faults.add({ match: { path: '*password*' }, action: { kind: 'delay', ms: 700 } });
  const run = rolebook('users', 'reset-password', 'reset@example.com', '--show-secret', '--secret-stdin');
  await inFlight();
  run.child.kill('SIGINT');
  expect(await run.end, run.text.err).toEqual([6, null]);
  expect(run.text.out).toMatch(/Temporary password +\S{8}/);
  expect(run.text.err).toContain('has a new password, and it was handed over');
}, 30_000);

it('deletes no further user after a signal', async () => {
  const list = rolebook(
    'users',
    'list',
    '--filter',
    'type=local',
    '--columns',
    'email',
    '--json',
    '--secret-stdin',
  );
  expect(await list.end, list.text.err).toEqual([0, null]);
  const emails = (JSON.parse(list.text.out) as { email: string }[]).map(({ email }) => email).slice(-12);
  tenant.faults.add({ match: { operationId: 'deleteUser' }, action: { kind: 'delay', ms: 700 } });
  const accept = ['--accept', 'V26,V27', '--confirm', 'delete 12 users'];
  const run = rolebook('users', 'delete', ...emails, '--yes', ...accept, '--secret-stdin');
  await inFlight();
  run.child.kill('SIGINT');
  expect(await run.end, run.text.err).toEqual([6, null]);
  const deleted = Number(/(\d+) of 12 deleted/.exec(run.text.err)?.[1]);
  // No more than are asked for at once.
  expect(deleted, run.text.err).toBeGreaterThan(0);
  expect(deleted).toBeLessThanOrEqual(4);
  expect(run.text.err).toContain('Stopped: still to delete: ');
  // What is left waits; it is not forgotten.
  expect(run.text.err).toContain('Saved, waits to be sent.');
}, 30_000);

it('ends at once at the second signal', async () => {
  tenant.faults.add({ match: { operationId: 'createUser' }, action: { kind: 'hang' } });
  const run = rolebook('users', 'create', 'twice@example.com', ...roles, '--show-secret', '--secret-stdin');
  await inFlight();
  run.child.kill('SIGINT');
  await vi.waitFor(() => expect(run.text.err).toContain('once more'), { timeout: 5_000, interval: 10 });
  run.child.kill('SIGINT');
  expect(await run.end).toEqual([null, 'SIGINT']);
}, 30_000);
