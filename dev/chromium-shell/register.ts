import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * playwright-core alone is two megabytes, and the shell's own files are TypeScript: what compiling them gives is kept
 * for the next start, as a browser or Electron keeps its own parts compiled. Where it cannot be kept nothing is lost.
 */
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/chromium-shell', import.meta.url)));

/**
 * Preloaded with `node --import`: from here on, importing `electron` gives the stand-in. The production bundle
 * itself is untouched.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron' || specifier === 'electron/main') {
      return {
        url: new URL('./electron.ts', import.meta.url).href,
        format: 'module-typescript',
        shortCircuit: true,
      };
    }
    return nextResolve(specifier, context);
  },
});
