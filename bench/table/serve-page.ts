import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import presetMantine from 'postcss-preset-mantine';
import { build, preview } from 'vite';
import type { InlineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page with the tables, built as the product's window is, and served on loopback. */
export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the page into a folder and serves it. */
export async function servePage(outDir: string): Promise<ServedPage> {
  const config: InlineConfig = {
    configFile: false,
    root: here('./page'),
    logLevel: 'error',
    plugins: [react()],
    css: { postcss: { plugins: [presetMantine()] } },
    resolve: {
      alias: {
        'virtual:ag-grid-community': here('../node_modules/ag-grid-community'),
        'virtual:@tanstack/react-virtual': here('../node_modules/@tanstack/react-virtual'),
      },
    },
    build: { outDir, emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 5000 },
    preview: { host: '127.0.0.1', port: 0 },
  };
  await build(config);
  const server = await preview(config);
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the page is not served');
  return { url, close: () => server.close() };
}
