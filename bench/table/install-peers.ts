import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

const read = (path: string): Lock | null =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;

/** Installs bench's own packages when they are missing or not those of its lockfile, and says so. */
export function installPeers(): void {
  const folder = fileURLToPath(new URL('../', import.meta.url));
  const wanted = read(`${folder}package-lock.json`)?.packages ?? {};
  const there = read(`${folder}node_modules/.package-lock.json`)?.packages ?? {};
  if (Object.entries(wanted).every(([path, { version }]) => path === '' || there[path]?.version === version))
    return;
  console.log('bench: installing the tables that ours is measured beside (npm ci in bench/)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const installed = spawnSync(
    npm,
    ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { encoding: 'utf8', cwd: folder },
  );
  if (installed.status !== 0)
    throw new Error(`npm ci in bench/ failed: ${installed.stderr || String(installed.error)}`);
}
