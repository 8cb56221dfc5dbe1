import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where Chromium's remote debugging listens, as an http address on loopback. With port 0 Chromium chooses one and
 * writes it into its profile folder.
 */
export function endpointOf(chromiumProfile: string, port: number): string {
  if (port !== 0) return `http://127.0.0.1:${port}`;
  const [chosen] = readFileSync(join(chromiumProfile, 'DevToolsActivePort'), 'utf8').split('\n');
  return `http://127.0.0.1:${chosen}`;
}
