import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the threads of mirror and pull once a run, from the sources as they are, as the product's are. Tests start them a
 * thousand times, and reading 300 modules anew for each was half of what a start took. `opened-mirror.ts` takes them from here;
 * without a run of Vitest it takes the sources.
 */
export async function setup(): Promise<void> {
  const outDir = join(root, 'out', 'test', 'threads');
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
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          'mirror-worker': join(root, 'src-main/db/mirror-worker.ts'),
          'pull-worker': join(root, 'src-main/sync/pull-worker.ts'),
        },
      },
    },
  });
  process.env['ROLEBOOK_TEST_THREADS'] = outDir;
}
