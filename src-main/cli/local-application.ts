import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { EventChannel } from '../../src-shared/ipc/channels.ts';
import type { EventPayload } from '../../src-shared/ipc/contract.ts';
import { createNodeTransport } from '../cloud/node-transport.ts';
import { toFileError } from '../files/file-error.ts';
import { createLog } from '../log/create-log.ts';
import { openRotatingFile } from '../log/rotating-file.ts';
import type { AppRoot } from '../system/app-root.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { createSystemRandom } from '../system/system-random.ts';
import type { OpenApplication } from './application.ts';
import { profileFolder } from './profile-folder.ts';
import { makeReadingProfile, sweepReadingProfiles } from './reading-profile.ts';

/** Listeners by channel; a listener of one channel never sees the payload of another. */
type Listeners = { [E in EventChannel]: Set<(payload: EventPayload<E>) => void> };

const noListeners = (): Listeners => ({
  'session.changed': new Set(),
  'sync.progress': new Set(),
  'mirror.changed': new Set(),
  'credentials.changed': new Set(),
  'credentials.exporting': new Set(),
  'changes.changed': new Set(),
  'history.changed': new Set(),
  'reviews.changed': new Set(),
  'lock.changed': new Set(),
  'app.command': new Set(),
});

const windowOnly = (): RolebookError =>
  new RolebookError({
    kind: 'unavailable',
    origin: 'cli',
    reason: 'window-only',
    message: 'This works in Rolebook’s window only.',
  });

/** Makes the folder, or rejects with `storage` and the reason in words. */
async function makeProfileFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { body } = toFileError(error);
    throw new RolebookError(
      {
        ...body,
        origin: 'cli',
        message: `Rolebook cannot keep its data in “${folder}”. ${body.message}`,
        hint: 'Choose another folder with --profile.',
      },
      { cause: error },
    );
  }
}

/** The application of a terminal: the services of the window, this machine's network, a log of its own. */
export function createLocalApplication(root: AppRoot, env: NodeJS.ProcessEnv): OpenApplication {
  return async ({ profile, askWhere, askWhich, askWhichFiles, copyOf }) => {
    const ownFolder = profileFolder(profile, env, process.platform);
    await makeProfileFolder(ownFolder);
    await sweepReadingProfiles(ownFolder);
    const copy = copyOf === undefined ? null : await makeReadingProfile(ownFolder, copyOf);
    const profileDir = copy?.folder ?? ownFolder;
    const clock = createSystemClock();
    const logFile = openRotatingFile({
      folder: join(profileDir, 'logs'),
      name: 'rolebook-cli.log',
      maxBytes: 1_000_000,
      files: 2,
    });
    const log = createLog({ level: 'info', clock, write: (line) => logFile.write(line) });
    const listeners = noListeners();
    // Loaded here, so that --help and mistyped commands answer without opening SQLite and the rest.
    const { createRolebook } = await import('../compose.ts');
    const rolebook = await createRolebook({
      profileDir,
      root,
      appInfo: {
        version: root.version,
        shell: 'terminal',
        platform: process.platform,
        canBlockCapture: false,
      },
      clock,
      random: createSystemRandom(),
      log,
      transport: createNodeTransport({ clock, proxyEnv: env }),
      clipboard: {
        writeSecret: () => Promise.reject(windowOnly()),
        clearIfOurs: () => Promise.resolve(),
      },
      askWhere,
      askWhich,
      askWhichFiles,
      openLink: () => Promise.reject(windowOnly()),
      pullByItself: false,
      offline: copy !== null,
      emit: (channel, payload) => {
        for (const listener of listeners[channel]) listener(payload);
      },
      onLocked: () => {},
    });
    return {
      handlers: rolebook.handlers,
      onEvent: (channel, listener) => {
        listeners[channel].add(listener);
        return () => void listeners[channel].delete(listener);
      },
      restoreLast: async () => {
        await rolebook.restore();
        return await rolebook.handlers['tenants.current']({});
      },
      close: async () => {
        try {
          await rolebook.close();
        } finally {
          logFile.close();
          await copy?.remove();
        }
      },
    };
  };
}
