import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  /** The authority to believe it by, PEM; null where it speaks http. */
  readonly ca: string | null;
  close(): void;
}

/** Makes a key and a certificate for 127.0.0.1 in the folder; answers where they are. */
function makeCertificate(folder: string): { readonly key: string; readonly cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const named = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...made, ...named, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  return { key, cert };
}

/** Starts one with 1,000 users; resolves when it answers. With a folder for its certificate it speaks https. */
export async function startRehearsalTenant(folder: string | null): Promise<RehearsalTenant> {
  const main = fileURLToPath(new URL('../../src-main/demo-tenant/main.ts', import.meta.url));
  const args = ['--users', '1000', '--no-validate-replies', '--switch', 'rulePhaseDelayMs=0'];
  const files = folder === null ? null : makeCertificate(folder);
  if (files !== null) args.push('--key', files.key, '--certificate', files.cert);
  const server = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  // The measuring process may fail; the tenant is not to outlive it.
  process.once('exit', () => server.kill());
  server.unref();
  const [line]: readonly unknown[] = await once(createInterface({ input: server.stdout }), 'line');
  const { baseUrl, serviceAccount } = startSchema.parse(JSON.parse(String(line)));
  const ca = files === null ? null : readFileSync(files.cert, 'utf8');
  return { origin: new URL(baseUrl).origin, ...serviceAccount, ca, close: () => void server.kill() };
}
