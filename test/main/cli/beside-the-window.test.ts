import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Application } from '../../../src-main/cli/application.ts';
import type { CliIo } from '../../../src-main/cli/cli-io.ts';
import { createLocalApplication } from '../../../src-main/cli/local-application.ts';
import { runCli } from '../../../src-main/cli/program.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { findAppRoot } from '../../../src-main/system/app-root.ts';
import { startTenant } from '../../contract/cloud/connected-tenant.ts';

const open = createLocalApplication(findAppRoot(import.meta.dirname), process.env);
let tenant: DemoTenant;
let profile: string;
/** Stands for the window: it has the tenant open all the while. */
let owner: Application;

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'rolebook-beside-'));
  const started = await startTenant({ profile: '3.0', switches: { rulePhaseDelayMs: 0 } });
  tenant = started.tenant;
  owner = await open({
    profile,
    askWhere: async () => null,
    askWhich: async () => null,
    askWhichFiles: async () => null,
  });
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  await owner.handlers['tenants.connect']({
    url: started.origin,
    method: 'service-account',
    account: clientId,
    secret: clientSecret,
    remember: false,
  });
  await owner.handlers['sync.start']({ full: true });
  await owner.handlers['session.setWorkOffline']({ offline: true });
}, 120_000);
afterEach(async () => {
  await owner.close();
  await tenant.stop();
  await rm(profile, { recursive: true, force: true });
});

async function rolebook(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const text = { out: '', err: '' };
  const io: CliIo = {
    out: { write: (more) => void (text.out += more) },
    err: { write: (more) => void (text.err += more) },
    width: null,
    errIsTerminal: false,
    stdinIsTerminal: false,
    readInput: async () => '',
    readHidden: async () => '',
    readFile: async () => '',
    readSecretFile: async () => ({ text: '', openTo: null }),
    now: () => Date.now(),
    after: () => () => {},
    onInterrupt: () => () => {},
  };
  const code = await runCli(['--profile', profile, ...args], { io, openApplication: open, version: '0' });
  return { code, ...text };
}

it('what only reads works on a tenant that another Rolebook has open; what would change something does not', async () => {
  const before = tenant.journal.entries.length;
  await owner.handlers['serviceAccounts.create']({ name: 'beside' });

  // Left by a command that was killed.
  await mkdir(join(profile, 'reading', '999999999-left'), { recursive: true });
  const listed = await rolebook('users', 'list', '--search', 'newcomer');
  expect(listed, listed.err).toMatchObject({ code: 0 });
  expect(listed.out).toContain('newcomer@example.com');
  expect(listed.err).toContain('Another Rolebook has this tenant open');
  expect(listed.err).toMatch(/as of/);
  // Also what is in nothing but the log of the owner's ledger.
  expect((await rolebook('changes', 'list')).out).toContain('Create service account beside');
  expect((await rolebook('status')).out).toMatch(/Changes +1 pending/);

  const refused = await rolebook('users', 'delete', 'newcomer@example.com', '--yes');
  expect(refused.code).toBe(7);
  expect(refused.err).toContain('Use that one, or close it');
  expect((await rolebook('changes', 'discard', '1')).code).toBe(7);
  expect((await rolebook('sync')).code).toBe(7);

  expect(await readdir(join(profile, 'reading'))).toEqual([]);
  expect((await owner.handlers['changes.list']({ which: 'open', from: 0, limit: 10 })).total).toBe(1);
  expect(tenant.journal.entries).toHaveLength(before);
}, 120_000);
