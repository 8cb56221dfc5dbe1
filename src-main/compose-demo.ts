import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../src-shared/ports/clock.ts';
import type { DemoTenant } from './demo-tenant/demo-tenant.ts';
import type { RunningDemo } from './services/demo-connection.ts';
import type { AppRoot } from './system/app-root.ts';

/** The built-in tenant, loaded and started when it is first asked for, the same data each time. */
export function createDemo(options: { readonly clock: Pick<Clock, 'now'>; readonly root: AppRoot }): {
  start(): Promise<RunningDemo>;
  stop(): Promise<void>;
} {
  let running: Promise<{ tenant: DemoTenant; facts: RunningDemo }> | null = null;
  const start = async (): Promise<{ tenant: DemoTenant; facts: RunningDemo }> => {
    // It brings a validator, a router and a reader of YAML along, which no start with a tenant of one's own needs.
    const { createDemoTenant } = await import('./demo-tenant/demo-tenant.ts');
    const tenant = createDemoTenant({
      profile: '3.0',
      users: 400,
      seed: 1,
      clock: () => options.clock.now(),
      openApiDocument: readFileSync(join(options.root.folder, 'resources', 'tenant-openapi.yaml'), 'utf8'),
    });
    const { baseUrl } = await tenant.start();
    const { email, password } = tenant.credentials.administrator;
    return { tenant, facts: { url: baseUrl, account: email, secret: password, method: 'password' } };
  };
  return {
    async start() {
      running ??= start();
      return (await running).facts;
    },
    async stop() {
      const there = await running;
      await there?.tenant.stop();
    },
  };
}
