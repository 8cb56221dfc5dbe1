import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the window keeps its data as well (Electron's `userData`), unless a folder was named. */
export function profileFolder(
  named: string | null,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string = homedir(),
): string {
  if (named !== null) return resolve(named);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'rolebook');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'rolebook');
  const configured = env['XDG_CONFIG_HOME'];
  return join(configured === undefined || configured === '' ? join(home, '.config') : configured, 'rolebook');
}
