import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const patienceMs = 20_000;

/** Electron's program, or null where it is not there. */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/**
 * Tries once to fetch Electron's program, which its npm package leaves to the first run. On a network without the
 * release page this fails or hangs: then the Chromium shell is used, and nobody tries again by itself.
 */
export function ensureElectron(context, retry) {
  if (findElectron(context.root) !== null) return false;
  const manifest = join(context.root, 'node_modules', 'electron', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (!retry && context.readStamp().electronTried === version) return false;

  context.say(`fetching Electron ${version}, at most ${patienceMs / 1000} s`);
  const fetched = context.run(
    join(context.root, 'node_modules', '.bin', 'node'),
    [join(context.root, 'node_modules', 'electron', 'install.js')],
    { timeout: patienceMs, killSignal: 'SIGKILL' },
  );
  context.writeStamp({ electronTried: version });
  if (!fetched.ok || findElectron(context.root) === null) {
    context.say(
      `Electron is not to be had here (${fetched.timedOut ? 'no answer' : 'refused'}): using the Chromium shell. ` +
        'To try again: node dev/setup.mjs --retry-electron',
    );
  }
  return true;
}
