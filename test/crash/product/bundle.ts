import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleForNode } from '../../bundle-threads.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A program and its threads, bundled as the product ships. */
export interface Bundled {
  readonly program: URL;
  /** Takes the files away. */
  remove(): void;
}

/**
 * Bundles the product process and its threads into an app folder of their own: a campaign starts them hundreds of times, and
 * reading all modules anew was most of what a round took.
 */
export async function bundleProduct(): Promise<Bundled> {
  const parent = join(root, 'out', 'test');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'killed-'));
  const outDir = join(folder, 'out', 'main');
  const programs = {
    'product-process': 'test/crash/product-process.ts',
    'mirror-worker': 'src-main/db/mirror-worker.ts',
    'history-worker': 'src-main/db/history/history-worker.ts',
    'make-file-worker': 'src-main/files/make-file-worker.ts',
    'pull-worker': 'src-main/sync/pull-worker.ts',
  };
  const output = { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' };
  await bundleForNode(outDir, programs, { emptyOutDir: false, output });
  // By this it knows its own folder.
  writeFileSync(join(folder, 'package.json'), readFileSync(join(root, 'package.json')));
  return {
    program: pathToFileURL(join(outDir, 'product-process.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
