/**
 * Runs a command with a session bus and an unlocked keyring of its own, both gone afterwards:
 *
 *   node dev/keyring-session.ts COMMAND [ARG …]
 *
 * Where there is a session bus already, `npm start` uses that; tests always take their own, so that they never
 * touch the user's keyring.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a desktop's session bus is there to be used. */
export function hasSessionBus(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env['DBUS_SESSION_BUS_ADDRESS']);
}

/** Whether the programs for a session of our own are there; without them the app runs without a keychain. */
export function canMakeKeyringSession(): boolean {
  if (process.platform !== 'linux') return false;
  const check = 'command -v dbus-run-session && command -v dbus-send && command -v gnome-keyring-daemon';
  return spawnSync('sh', ['-c', check], { stdio: 'ignore' }).status === 0;
}

// The daemon gets folders of its own; the command keeps the user's. It answers before it is on the bus: whoever asks
// for secrets in that moment makes the bus start a second, locked keyring, so the command waits for the first.
const inside = `
exec 2>&3 3>&-
printf %s "$ROLEBOOK_KEYRING_WORD" |
  XDG_DATA_HOME="$ROLEBOOK_KEYRING_DIR/data" XDG_CACHE_HOME="$ROLEBOOK_KEYRING_DIR/cache" \\
  XDG_RUNTIME_DIR="$ROLEBOOK_KEYRING_DIR/run" HOME="$ROLEBOOK_KEYRING_DIR" \\
  gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 125
owned() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
    string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
}
tries=0
until owned; do
  tries=$((tries + 1))
  [ "$tries" -le 200 ] || exit 125
  sleep 0.05
done
echo $$ > "$ROLEBOOK_KEYRING_DIR/pid"
unset ROLEBOOK_KEYRING_WORD ROLEBOOK_KEYRING_DIR
exec "$@"
`;

/** Ends the session's daemon where it has outlived its bus, which it does when the bus went during its start. */
function endDaemon(folder: string): void {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const belongs = readFileSync(join('/proc', name, 'environ'), 'utf8').includes(`=${folder}\0`);
      const isDaemon = readFileSync(join('/proc', name, 'comm'), 'utf8').startsWith('gnome-keyring');
      if (belongs && isDaemon) process.kill(Number(name), 'SIGTERM');
    } catch {
      // Gone meanwhile, or somebody else's.
    }
  }
}

/** Ends the processes of a session's group, at once: one that no longer ends by itself would not listen either. */
function endGroup(leader: number | undefined): void {
  if (leader !== undefined) process.kill(-leader, 'SIGKILL');
}

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// The bus daemon grumbles about limits it may not raise; the command keeps the real standard error.
const outside = 'exec dbus-run-session -- "$@" 3>&2 2>/dev/null';

/**
 * Runs a command to its end inside such a session.
 *
 * @param options.mostMs after this long the command and all that it started are ended
 * @returns its exit code; 125 when the keyring could not be unlocked; 128 + n when signal n ended it
 */
export async function runInKeyringSession(
  command: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; mostMs?: number } = {},
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-keyring-'));
  for (const name of ['data', 'cache', 'run']) mkdirSync(join(folder, name), { mode: 0o700 });
  chmodSync(folder, 0o700);
  const child = spawn('sh', ['-c', outside, 'sh', 'sh', '-c', inside, 'sh', ...command], {
    stdio: 'inherit',
    detached: true,
    cwd: options.cwd,
    env: {
      ...(options.env ?? process.env),
      ROLEBOOK_KEYRING_WORD: randomBytes(16).toString('hex'),
      ROLEBOOK_KEYRING_DIR: folder,
    },
  });
  // dbus-run-session dies of a signal and leaves its command behind, so signals go to the command alone; it is
  // kept out of the terminal's group for the same reason.
  const pass = (signal: NodeJS.Signals): void => {
    try {
      process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), signal);
    } catch {
      // Not started yet: nothing to spare.
      child.kill(signal);
    }
  };
  for (const signal of passedOn) process.on(signal, pass);
  const limit =
    options.mostMs === undefined ? undefined : setTimeout(() => endGroup(child.pid), options.mostMs);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
  } finally {
    clearTimeout(limit);
    for (const signal of passedOn) process.off(signal, pass);
    endDaemon(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const command = process.argv.slice(2);
  if (command.length === 0) {
    process.stderr.write('usage: node dev/keyring-session.ts COMMAND [ARG …]\n');
    process.exitCode = 2;
  } else {
    process.exitCode = canMakeKeyringSession()
      ? await runInKeyringSession(command)
      : (spawnSync(command[0] ?? '', command.slice(1), { stdio: 'inherit' }).status ?? 1);
  }
}
