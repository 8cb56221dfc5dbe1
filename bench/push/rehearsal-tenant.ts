import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const startSchema = z.object({
  baseUrl: z.string(),
  serviceAccount: z.object({ clientId: z.string(), clientSecret: z.string() }),
});

/** The built-in tenant in a process of its own. */
export interface RehearsalTenant {
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): void;
}

/** Starts one with 1,000 users; resolves when it answers. */
export async function startRehearsalTenant(): Promise<RehearsalTenant> {
  const main = fileURLToPath(new URL('../../src-main/demo-tenant/main.ts', import.meta.url));
  const args = ['--users', '1000', '--no-validate-replies', '--switch', 'rulePhaseDelayMs=0'];
  const server = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  // The measuring process may fail; the tenant is not to outlive it.
  process.once('exit', () => server.kill());
  server.unref();
  const [line]: readonly unknown[] = await once(createInterface({ input: server.stdout }), 'line');
  const { baseUrl, serviceAccount } = startSchema.parse(JSON.parse(String(line)));
  return { origin: new URL(baseUrl).origin, ...serviceAccount, close: () => void server.kill() };
}
