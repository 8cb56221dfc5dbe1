/**
 * `npm start [-- --profile DIR --remote-debugging-port N …]`: opens Rolebook's window, in Electron where its
 * program is there, else in the Chromium shell. Without a display it runs the tour (dev/tour.ts).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDisplay } from './chromium-shell/shell-options.ts';
import { canMakeKeyringSession, hasSessionBus, runInKeyringSession } from './keyring-session.ts';
import { findElectron } from './setup/electron-binary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function choose(): readonly [string, ...string[]] {
  if (!hasDisplay(process.env, process.platform)) {
    say('No display here: running the tour instead of opening the window.');
    return [process.execPath, join(root, 'dev', 'tour.ts'), ...args];
  }
  const electron = findElectron(root);
  // Electron refuses to run for root with its sandbox on, and the sandbox is never switched off.
  if (electron !== null && process.getuid?.() !== 0) {
    say('Rolebook, in Electron.');
    return [electron, root, ...args];
  }
  say(
    electron === null
      ? 'Rolebook, in the Chromium shell (Electron’s program is not on this machine).'
      : 'Rolebook, in the Chromium shell (Electron does not run for root).',
  );
  const register = join(root, 'dev', 'chromium-shell', 'register.ts');
  return [process.execPath, '--import', register, join(root, 'out', 'main', 'index.js'), ...args];
}

function run([program, ...rest]: readonly [string, ...string[]]): Promise<number> {
  const child = spawn(program, rest, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const command = choose();
if (process.platform === 'linux' && !hasSessionBus(process.env) && canMakeKeyringSession()) {
  say('No session bus here: secrets are kept in a keyring that ends with this run.');
  process.exitCode = await runInKeyringSession(command, { cwd: root });
} else {
  process.exitCode = await run(command);
}
