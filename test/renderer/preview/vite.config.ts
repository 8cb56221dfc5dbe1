import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import presetMantine from 'postcss-preset-mantine';
import { defineConfig } from 'vite';

/** Serves the screens with a tenant in memory; see main.tsx for what can be chosen. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  css: { postcss: { plugins: [presetMantine()] } },
  cacheDir: resolve(import.meta.dirname, '../../../node_modules/.vite-preview'),
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [resolve(import.meta.dirname, '../../..')] } },
});
