/**
 * Makes a fresh checkout ready: system packages, npm packages, Electron's program, the production build. Runs
 * before `npm start` and `npm test`, on whatever Node ≥ 20 the machine has, and uses nothing but Node itself.
 * Does only what is missing and says why; with nothing to do it takes a fraction of a second.
 *
 *   node dev/setup.mjs [--retry-electron]
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-binary.mjs';
import { SetupError, createContext } from './setup/context.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

const context = createContext(dirname(dirname(fileURLToPath(import.meta.url))));
const started = performance.now();
try {
  const did = [
    ensureSystemPackages(context),
    ensureDependencies(context),
    ensureElectron(context, process.argv.includes('--retry-electron')),
    ensureBuild(context),
  ].some((worked) => worked);
  if (did) context.say(`ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  context.say(error.message);
  process.exitCode = 1;
}
