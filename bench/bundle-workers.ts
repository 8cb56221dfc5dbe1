/** Bundles the worker threads into out/bench, laid out as in the app; a program of its own, so that no measure carries the bundler's heap. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

await build({
  root: file('..'),
  configFile: false,
  logLevel: 'error',
  ssr: { noExternal: ['zod'] },
  build: {
    ssr: true,
    outDir: file('../out/bench/out/main/'),
    target: 'node24',
    minify: false,
    emptyOutDir: false,
    rolldownOptions: {
      input: {
        'mirror-worker': file('../src-main/db/mirror-worker.ts'),
        'history-worker': file('../src-main/db/history/history-worker.ts'),
        'make-file-worker': file('../src-main/files/make-file-worker.ts'),
        'pull-worker': file('../src-main/sync/pull-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
