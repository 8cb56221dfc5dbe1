import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppRoot } from './app-root.ts';

/**
 * A worker's address: its source file (`db/mirror-worker` → `src-main/db/mirror-worker.ts`), or in the bundle the entry of
 * the same name (`out/main/mirror-worker.js`).
 */
export function workerUrl(root: AppRoot, entry: string): URL {
  const name = entry.slice(entry.lastIndexOf('/') + 1);
  const path = root.bundled
    ? join(root.folder, 'out', 'main', `${name}.js`)
    : join(root.folder, 'src-main', `${entry}.ts`);
  return pathToFileURL(path);
}
