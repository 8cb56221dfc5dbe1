import { expect, vi } from 'vitest';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createRolebook, type Rolebook, type RolebookOptions } from '../../src-main/compose.ts';
import type { DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';
import { startTenant } from './cloud/connected-tenant.ts';

/** The whole app without a window, over a profile that may be of an earlier start. */
export function startRolebook(
  profileDir: string,
  ask: Partial<Pick<RolebookOptions, 'askWhere' | 'askWhich' | 'askWhichFiles' | 'emit'>> = {},
): Promise<Rolebook> {
  const clock = createSystemClock();
  return createRolebook({
    profileDir,
    root: findAppRoot(import.meta.dirname),
    appInfo: { version: '0', shell: 'terminal', platform: 'linux', canBlockCapture: false },
    clock,
    random: createSystemRandom(),
    log: silentLog,
    transport: createNodeTransport({ clock }),
    clipboard: { writeSecret: async () => {}, clearIfOurs: async () => {} },
    askWhere: async () => null,
    askWhich: async () => null,
    askWhichFiles: async () => null,
    emit: () => {},
    ...ask,
    openLink: async () => {},
    pullByItself: true,
    onLocked: () => {},
  });
}

/** The whole app without a window, signed in as an administrator of a tenant of its own, after its first sync. */
export async function openRolebook(
  { profile, users }: { readonly profile: '3.0' | '2.24' | '2.22' | '2.18' | '2.13'; readonly users: number },
  onEnd: (work: () => void | Promise<void>) => void,
  ask: Partial<Pick<RolebookOptions, 'askWhere' | 'askWhich' | 'askWhichFiles' | 'emit'>> = {},
): Promise<{
  readonly tenant: DemoTenant;
  readonly handlers: Rolebook['handlers'];
  /** Where the tenant's files lie. */
  readonly profileDir: string;
}> {
  const profileDir = temporaryFolder(onEnd);
  const { tenant, origin } = await startTenant({ profile, users, switches: { rulePhaseDelayMs: 0 } });
  const app = await startRolebook(profileDir, ask);
  onEnd(() => tenant.stop());
  onEnd(() => app.close());
  const { handlers } = app;
  const { email, password } = tenant.credentials.administrator;
  await handlers['tenants.connect']({
    url: origin,
    method: 'password',
    account: email,
    secret: password,
    remember: false,
  });
  await vi.waitFor(async () => expect((await handlers['session.state']({})).mirrorAsOf).not.toBeNull(), {
    timeout: 30_000,
    interval: 30,
  });
  return { tenant, handlers, profileDir };
}
