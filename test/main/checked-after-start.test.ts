import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createRolebook, type Rolebook } from '../../src-main/compose.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';
import { fileIn, spoilTable } from '../builders/spoilt-file.ts';
import { startTenant } from '../contract/cloud/connected-tenant.ts';

const clock = createSystemClock();

/** The app as the window has it, without one. */
async function start(profileDir: string, time: Clock = clock): Promise<Rolebook> {
  const app = await createRolebook({
    profileDir,
    root: findAppRoot(import.meta.dirname),
    appInfo: { version: '0', shell: 'terminal', platform: 'linux', canBlockCapture: false },
    clock: time,
    random: createSystemRandom(),
    log: silentLog,
    transport: createNodeTransport({ clock }),
    clipboard: { writeSecret: async () => {}, clearIfOurs: async () => {} },
    askWhere: async () => null,
    askWhich: async () => null,
    askWhichFiles: async () => null,
    openLink: async () => {},
    pullByItself: true,
    emit: () => {},
    onLocked: () => {},
  });
  onTestFinished(() => app.close());
  return app;
}

const shownUsers = async ({ handlers }: Rolebook): Promise<number> => {
  const query = { view: 'users' as const, search: '', filters: [], sort: [], from: 0, to: 10 };
  return (await handlers['views.window']({ ...query, columns: ['email'], facets: false })).total;
};

const eventually = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 30_000, interval: 30 });

test(
  'a mirror that is found damaged after the start has shown its first rows is set aside by itself',
  { timeout: 60_000 },
  async () => {
    const profileDir = temporaryFolder(onTestFinished);
    const { tenant, origin } = await startTenant({ profile: '3.0', users: 30 });
    onTestFinished(() => tenant.stop());
    const before = await start(profileDir);
    const { email, password } = tenant.credentials.administrator;
    await before.handlers['tenants.connect']({
      url: origin,
      method: 'password',
      account: email,
      secret: password,
      remember: false,
    });
    await eventually(async () =>
      expect((await before.handlers['session.state']({})).mirrorAsOf).not.toBeNull(),
    );
    const total = await shownUsers(before);
    expect(total).toBeGreaterThan(0);
    await before.close();
    spoilTable(fileIn(profileDir, 'mirror.db'), 'user_search_data');

    // The two seconds until the check last as long as this machine takes to show the rows.
    const held: (() => void)[] = [];
    const app = await start(profileDir, {
      ...clock,
      after(milliseconds, run) {
        if (milliseconds !== 2_000) return clock.after(milliseconds, run);
        held.push(run);
        return () => {};
      },
    });
    await app.restore();
    expect(await shownUsers(app)).toBe(total);
    for (const run of held) run();
    await eventually(async () => {
      expect(await shownUsers(app)).toBe(0);
      const { mirrorAsOf, connectionKey } = await app.handlers['session.state']({});
      expect(connectionKey).not.toBeNull();
      expect(mirrorAsOf).toBeNull();
    });
    const all = readdirSync(profileDir, { recursive: true, encoding: 'utf8' });
    expect(all.filter((name) => /damaged.*mirror\.db$/.test(name))).toHaveLength(1);
  },
);
