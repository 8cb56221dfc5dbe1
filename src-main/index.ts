import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as electron from 'electron';
import { createAppShell, describeApp, prepareApp, profileFromArgs } from './app/app-shell.ts';
import { lockWithTheMachine } from './app/lock-triggers.ts';
import { confirmLosingCredentials } from './app/quit-question.ts';
import { createShutdown, quitInOrder } from './app/shutdown.ts';
import { claimSingleInstance } from './app/single-instance.ts';
import { noteUnexpected } from './app/unexpected.ts';
import { createWindowPlaceFile } from './app/window-place-file.ts';
import type { AppWindows } from './app/windows.ts';
import { createFetchTransport } from './cloud/fetch-transport.ts';
import { createNodeTransport } from './cloud/node-transport.ts';
import { createRolebook, type Rolebook } from './compose.ts';
import { registerCalls } from './ipc/registrar.ts';
import { createLog } from './log/create-log.ts';
import { openRotatingFile } from './log/rotating-file.ts';
import { findAppRoot } from './system/app-root.ts';
import { createSystemClock } from './system/system-clock.ts';
import { createSystemRandom } from './system/system-random.ts';

const { app, ipcMain } = electron;
const root = findAppRoot(import.meta.dirname);
prepareApp(electron, profileFromArgs(process.argv.slice(1), process.cwd()));

/** The order in which the app starts. */
async function start(): Promise<void> {
  await app.whenReady();
  const profileDir = app.getPath('userData');
  mkdirSync(profileDir, { recursive: true, mode: 0o700 });
  const clock = createSystemClock();
  const logFile = openRotatingFile({
    folder: join(profileDir, 'logs'),
    name: 'rolebook.log',
    maxBytes: 2_000_000,
    files: 3,
  });
  const log = createLog({ level: 'info', clock, write: (line) => logFile.write(line) });
  noteUnexpected(process, log);
  const appInfo = { ...describeApp(app, process.versions, process.platform), version: root.version };
  const shutdown = createShutdown({ log, clock, deadlineMs: 5_000 });
  shutdown.add('log', () => logFile.close());
  log.info('start', { version: root.version, shell: appInfo.shell, platform: process.platform });

  let lockNow = (): void => {};
  const shell = createAppShell(electron, {
    rendererDir: join(root.folder, 'out', 'renderer'),
    preloadPath: join(root.folder, 'out', 'preload', 'preload.cjs'),
    devOrigin: null,
    places: createWindowPlaceFile(profileDir),
    backgroundColor: () => (electron.nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff'),
    newNonce: () => randomBytes(18).toString('base64'),
    lock: () => lockNow(),
    clock,
    platform: process.platform,
    log,
  });

  const rolebook = await createRolebook({
    profileDir,
    root,
    appInfo,
    clock,
    random: createSystemRandom(),
    log,
    // Electron's own network knows the system's proxy and certificates; the stand-in has none.
    transport:
      appInfo.shell === 'electron'
        ? createFetchTransport((url, init) => electron.net.fetch(url, init), clock)
        : createNodeTransport({ clock, proxyEnv: process.env }),
    clipboard: {
      writeSecret: (text) => shell.clipboard.write(text, { concealed: true, clearAfterMs: null }),
      clearIfOurs: async () => void (await shell.clipboard.clearIfOurs()),
    },
    // The system's dialog has asked whether a file that is there may go.
    askWhere: async (question) => {
      const path = await shell.askSavePath(question);
      return path === null ? null : { path, mayReplace: true };
    },
    askWhich: async (question) => {
      const path = await shell.askOpenPath(question);
      return path === null ? null : { path };
    },
    askWhichFiles: async (question) => {
      const paths = await shell.askOpenPaths(question);
      return paths === null ? null : paths.map((path) => ({ path }));
    },
    openLink: shell.openLink,
    pullByItself: true,
    emit: (channel, payload) => {
      shell.events.broadcast(channel, payload);
      if (channel === 'credentials.changed') shell.windows.protectContent(rolebook.hasUnhandedCredentials());
    },
    onLocked: () => shell.windows.restartPages(),
  });
  shutdown.add('rolebook', () => rolebook.close());

  const unregister = registerCalls({
    ipcMain,
    handlers: rolebook.handlers,
    senders: { origins: shell.origins, owns: (id) => shell.windows.owns(id) },
    log,
    clock,
    checkOutput: false,
  });
  shutdown.add('calls', unregister);
  askBeforeLosing(rolebook, shell.windows);
  quitInOrder(app, shutdown, process.platform);

  await rolebook.restore();
  await rolebook.lock.start();
  lockNow = () => rolebook.lock.lock('asked');
  shutdown.add(
    'idle',
    lockWithTheMachine({
      powerMonitor: electron.powerMonitor,
      clock,
      minutes: () => rolebook.settings().lockAfterMinutes,
      lock: (cause) => rolebook.lock.lock(cause),
    }),
  );
  shell.windows.open(rolebook.settings().lastLocation);
  app.on('activate', () => shell.windows.show());
  app.on('second-instance', () => shell.windows.show());
}

/** Quitting with a credential that nobody has is asked about once; the answer holds for this quit. */
function askBeforeLosing(rolebook: Rolebook, windows: AppWindows): void {
  let agreed = false;
  app.on('before-quit', (event) => {
    if (agreed || !rolebook.hasUnhandedCredentials()) return;
    event.preventDefault();
    void confirmLosingCredentials({ dialog: electron.dialog, parent: () => windows.current() }).then(
      (quit) => {
        agreed = quit;
        // The last window may be closed already.
        if (quit) app.quit();
        else windows.show();
      },
    );
  });
}

if (claimSingleInstance(app, () => {})) {
  start().catch((error: unknown) => {
    electron.dialog.showErrorBox(
      'Rolebook could not start',
      error instanceof Error ? error.message : 'An unknown error.',
    );
    app.exit(1);
  });
} else {
  app.quit();
}
