import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** The product's worker threads, bundled as the product bundles them: source files would be measured with their stripping. */
export interface BundledWorkers {
  readonly mirror: URL;
  readonly pull: URL;
}

/** Bundles the workers into out/bench. */
export async function bundleWorkers(): Promise<BundledWorkers> {
  const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const outDir = file('../out/bench/');
  await build({
    root: file('..'),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node24',
      minify: false,
      emptyOutDir: false,
      rolldownOptions: {
        input: {
          'mirror-worker': file('../src-main/db/mirror-worker.ts'),
          'pull-worker': file('../src-main/sync/pull-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  const url = (name: string): URL => pathToFileURL(`${outDir}${name}.js`);
  return { mirror: url('mirror-worker'), pull: url('pull-worker') };
}
