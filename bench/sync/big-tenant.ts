import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createHttp } from '../../src-main/cloud/http.ts';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createTenantClient } from '../../src-main/cloud/create-tenant-client.ts';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';

/** A big tenant in another process, and the product's own client to it. */
export interface BigTenant {
  /** The serving process. */
  readonly pid: number;
  client(): TenantClient;
  /** Ten facts change, of which its feeds and counts tell. */
  change(): Promise<void>;
  close(): void;
}

/** Starts the page server for so many users; resolves when all its pages are rendered. */
export async function startBigTenant(users: number): Promise<BigTenant> {
  const server = fork(fileURLToPath(new URL('./page-server.ts', import.meta.url)), [String(users)], {
    execArgv: ['--max-old-space-size=8192'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    server.once('message', (message) => resolve(String(message)));
    server.once('exit', () => reject(new Error('the page server ended')));
  });
  const clock = createSystemClock();
  const transport = createNodeTransport({ clock });
  const token = { token: async () => 'bench', renew: async () => 'bench' };
  return {
    pid: server.pid ?? 0,
    client: () =>
      createTenantClient(
        createHttp({ transport, origin, tokens: token, clock, random: { below: () => 0 }, log: silentLog }),
        '3.0',
      ),
    async change() {
      server.send('change');
      await once(server, 'message');
    },
    close() {
      transport.close();
      server.disconnect();
    },
  };
}
