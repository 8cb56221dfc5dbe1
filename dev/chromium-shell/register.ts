import { registerHooks } from 'node:module';

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
