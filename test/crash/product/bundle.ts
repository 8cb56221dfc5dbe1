import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

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
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: ['zod'] },
    build: {
      ssr: true,
      target: 'node24',
      minify: false,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: {
          'product-process': join(root, 'test/crash/product-process.ts'),
          'mirror-worker': join(root, 'src-main/db/mirror-worker.ts'),
          'history-worker': join(root, 'src-main/db/history/history-worker.ts'),
          'make-file-worker': join(root, 'src-main/files/make-file-worker.ts'),
          'pull-worker': join(root, 'src-main/sync/pull-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  // By this it knows its own folder.
  writeFileSync(join(folder, 'package.json'), readFileSync(join(root, 'package.json')));
  return {
    program: pathToFileURL(join(outDir, 'product-process.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
