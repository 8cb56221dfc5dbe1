import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** How this run of the shell was asked for. */
export interface ShellOptions {
  /** No window on a display. */
  readonly headless: boolean;
  /** Port of Chromium's remote debugging, 0 for any free one, null for none. */
  readonly remoteDebuggingPort: number | null;
  /** Chromium's program. */
  readonly executablePath: string;
  /** Only root needs to switch Chromium's own sandbox off; for everybody else it stays on. */
  readonly chromiumSandbox: boolean;
  /** A folder for saved files, or a JSON file with answers; see shell-dialog.ts. */
  readonly dialogs: string | null;
}

/** What the options depend on beside flags and environment. */
export interface ShellSystem {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly cwd: string;
  /** Whether a program is there. */
  has(path: string): boolean;
}

/** The system that this process runs on. */
export function thisSystem(): ShellSystem {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    cwd: process.cwd(),
    has: existsSync,
  };
}

const chromium = '/usr/bin/chromium';
/** Chromium without what it draws around a page: it starts in half the time, and cannot show a window. */
const headlessChromium = '/usr/bin/chromium-headless-shell';

/** Whether a window could be shown here. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

function valueOf(args: readonly string[], flag: string): string | null {
  const at = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (at < 0) return null;
  return args[at] === flag ? (args[at + 1] ?? null) : (args[at]?.slice(flag.length + 1) ?? null);
}

/** Reads the shell's own flags; the app reads `--profile DIR` itself. */
export function readShellOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  system: ShellSystem,
): ShellOptions {
  const port = valueOf(args, '--remote-debugging-port');
  const dialogs = env['ROLEBOOK_SHELL_DIALOGS'];
  const headless = args.includes('--headless') || !hasDisplay(env, system.platform);
  return {
    headless,
    remoteDebuggingPort: port === null ? null : Number.parseInt(port, 10),
    executablePath:
      env['ROLEBOOK_CHROMIUM'] ?? (headless && system.has(headlessChromium) ? headlessChromium : chromium),
    chromiumSandbox: !system.isRoot,
    dialogs: dialogs === undefined || dialogs === '' ? null : resolve(system.cwd, dialogs),
  };
}
