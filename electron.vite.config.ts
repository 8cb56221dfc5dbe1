import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import presetMantine from 'postcss-preset-mantine';
import type { Plugin } from 'vite';
import { noncePlaceholder } from './src-main/app/content-security-policy.ts';

const root = import.meta.dirname;

/** Programs of the main bundle; `out/main/<name>.js`. */
const programs: Readonly<Record<string, string>> = {
  index: 'src-main/index.ts',
  rolebook: 'src-main/cli/main.ts',
};

/** Worker threads: every `*-worker.ts` of the main process becomes `out/main/<name>.js`. */
function workers(): Record<string, string> {
  const files = readdirSync(resolve(root, 'src-main'), { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('-worker.ts'))
      .map((file) => [basename(file, '.ts'), resolve(root, 'src-main', file)]),
  );
}

const mainInput = {
  ...Object.fromEntries(
    Object.entries(programs)
      .map(([name, file]) => [name, resolve(root, file)] as const)
      // The window's program must be there; what is not written yet is left out.
      .filter(([name, file]) => name === 'index' || existsSync(file)),
  ),
  ...workers(),
};

/** Puts a module of the window before all others, so that it has run before React touches the document. */
function runFirst(source: string): Plugin {
  return {
    name: 'rolebook:run-first',
    transformIndexHtml: {
      order: 'pre',
      handler: () => [{ tag: 'script', attrs: { type: 'module', src: source }, injectTo: 'head-prepend' }],
    },
  };
}

/**
 * The window's files have addresses of their own (`app://rolebook/assets/…`), also seen from `/users/42`.
 * electron-vite insists on relative ones, made for `file:`; this runs after it.
 */
const absoluteAddresses: Plugin = {
  name: 'rolebook:absolute-addresses',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: true,
      minify: false,
      // What package.json names stays an import: native modules must, the rest may. zod is a hundred files, which
      // every thread would look for and read at its start.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: mainInput,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      minify: false,
      // A sandboxed preload can load `electron` and nothing else: whatever it imports must be inside.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'src-main/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src-renderer'),
    plugins: [runFirst('/trusted-types.ts'), react(), absoluteAddresses],
    css: { postcss: { plugins: [presetMantine()] } },
    html: { cspNonce: noncePlaceholder },
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      // The window's script is parsed at each start.
      minify: true,
      sourcemap: false,
      // The policy allows neither inline scripts nor data: fonts.
      assetsInlineLimit: 0,
      // Read from disk, not from a network.
      chunkSizeWarningLimit: 1500,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: resolve(root, 'src-renderer/index.html') } },
    },
  },
});
