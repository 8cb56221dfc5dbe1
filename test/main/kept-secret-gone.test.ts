import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { aBareUser } from '../builders/bare-user.ts';
import { eventually } from '../builders/eventually.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createKeytarKeychain } from '../../src-main/secrets/keytar-keychain.ts';
import { openKeychain } from '../../src-main/secrets/open-keychain.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import type { DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';
import { startTenant } from '../contract/cloud/connected-tenant.ts';
import { startRolebook } from '../contract/open-rolebook.ts';

/** The system's own keychain, under the name that the app uses; each test has an account of its own in it. */
const system = createKeytarKeychain({ clock: createSystemClock(), patienceMs: 5000 });
const answers = (await openKeychain(system, { random: createSystemRandom(), log: silentLog })) === system;

/** A profile that signed in with a service account whose secret it keeps, with a change that waits; closed again. */
async function keptProfile() {
  const profileDir = temporaryFolder(onTestFinished);
  const { tenant, origin } = await startTenant({
    profile: '3.0',
    users: 20,
    switches: { rulePhaseDelayMs: 0 },
  });
  onTestFinished(() => tenant.stop());
  const app = await startRolebook(profileDir);
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  const { connection } = await app.handlers['tenants.connect']({
    url: origin,
    method: 'service-account',
    account: clientId,
    secret: clientSecret,
    remember: true,
  });
  onTestFinished(() => void system.delete(connection.key).catch(() => {}));
  await eventually(async () => expect((await app.handlers['session.state']({})).mirrorAsOf).not.toBeNull());
  await app.handlers['session.setWorkOffline']({ offline: true });
  await app.handlers['users.create'](aBareUser('new@example.com'));
  await app.close();
  return { profileDir, tenant, key: connection.key, clientSecret };
}

const start = async (profileDir: string, key: string) => {
  const app = await startRolebook(profileDir);
  onTestFinished(() => app.close());
  await app.handlers['tenants.open']({ key });
  await app.handlers['session.setWorkOffline']({ offline: false });
  return app;
};

const created = (tenant: DemoTenant): number => tenant.journal.of('user.created').length;

test.skipIf(!answers)(
  'a secret that was removed from the keychain is told as that at the start; all else is kept, and a new one is kept anew',
  async () => {
    const { profileDir, tenant, key, clientSecret } = await keptProfile();
    expect(await system.delete(key)).toBe(true);
    const { handlers } = await start(profileDir, key);
    const state = await eventually(async () => {
      const now = await handlers['session.state']({});
      expect(now.link).toBe('needs-sign-in');
      return now;
    });
    expect(state.problem).toMatchObject({ kind: 'auth', reason: 'kept-secret-gone' });
    expect(state.problem?.message).toContain('does not hold the sign-in secret of this tenant any more');
    expect(state.problem?.hint).toContain('What was read of this tenant and the changes that wait are kept.');
    expect(state).toMatchObject({ outbox: { pending: 1 }, recovery: null, keychain: true });
    expect(state.mirrorAsOf).not.toBeNull();
    expect(created(tenant)).toBe(0);

    await handlers['tenants.signIn']({ key, secret: clientSecret, remember: true });
    await eventually(async () => expect(created(tenant)).toBe(1));
    expect(await system.get(key)).toContain(clientSecret);
  },
);

test.skipIf(!answers)('what somebody else wrote in its place is told apart from nothing', async () => {
  const { profileDir, key } = await keptProfile();
  await system.set(key, `not ours ${randomUUID()}`);
  const { handlers } = await start(profileDir, key);
  await eventually(async () =>
    expect(await handlers['session.state']({})).toMatchObject({
      link: 'needs-sign-in',
      problem: { reason: 'kept-secret-unreadable' },
      outbox: { pending: 1 },
    }),
  );
});

test.skipIf(!answers)(
  'a secret that goes while it runs is missed at the next renewal, and told as that',
  async () => {
    const { profileDir, tenant, key } = await keptProfile();
    const { handlers } = await start(profileDir, key);
    await eventually(async () => expect(created(tenant)).toBe(1));
    expect((await handlers['session.state']({})).link).toBe('online');
    expect(await system.delete(key)).toBe(true);
    // The token is spent before its time; what renews it is gone.
    tenant.faults.add({ match: { method: 'GET' }, action: { kind: 'status', status: 401 } });
    await handlers['sync.start']({ full: false });
    const state = await eventually(async () => {
      const now = await handlers['session.state']({});
      expect(now.link).toBe('needs-sign-in');
      return now;
    });
    expect(state.problem?.reason).toBe('kept-secret-gone');
    expect(state.mirrorAsOf).not.toBeNull();
  },
);
