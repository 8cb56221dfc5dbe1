import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles programs and threads for Node into a folder, from the sources as they are, as the product's are. */
export async function bundleForNode(
  outDir: string,
  input: Readonly<Record<string, string>>,
  more: { readonly emptyOutDir: boolean; readonly output?: { readonly [name: string]: string } },
): Promise<void> {
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
      emptyOutDir: more.emptyOutDir,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, path]) => [name, join(root, path)])),
        ...(more.output === undefined ? {} : { output: more.output }),
      },
    },
  });
}

/**
 * Bundles the threads of mirror and pull once a run. Tests start them a thousand times, and reading 300 modules anew for each
 * was half of what a start took. `opened-mirror.ts` takes them from here; without a run of Vitest it takes the sources.
 */
export async function setup(): Promise<void> {
  const outDir = join(root, 'out', 'test', 'threads');
  const threads = {
    'mirror-worker': 'src-main/db/mirror-worker.ts',
    'pull-worker': 'src-main/sync/pull-worker.ts',
  };
  await bundleForNode(outDir, threads, { emptyOutDir: true });
  process.env['ROLEBOOK_TEST_THREADS'] = outDir;
}
