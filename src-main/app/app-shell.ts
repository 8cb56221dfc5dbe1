import { join, resolve } from 'node:path';
import type * as Electron from 'electron';
import type { AppInfo } from '../../src-shared/ipc/app-contract.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { createEventSender } from '../ipc/event-sender.ts';
import type { EventSender } from '../ipc/event-sender.ts';
import type { Log } from '../log/log.ts';
import { appOrigin } from './app-origin.ts';
import { createClipboardPort } from './clipboard.ts';
import type { ClipboardPort } from './clipboard.ts';
import { createOpenDialog, createOpenManyDialog, createSaveDialog } from './dialogs.ts';
import type { AskOpenPath, AskOpenPaths, AskSavePath } from './dialogs.ts';
import { createLinkOpener } from './external-links.ts';
import type { ExternalLink } from './external-links.ts';
import { buildMenu } from './menu.ts';
import { guardNavigation } from './navigation-guard.ts';
import { denyPermissions } from './permissions.ts';
import { schemePrivileges, serveApp } from './protocol.ts';
import { listServedFiles } from './served-files.ts';
import type { WindowPlaceStore } from './window-place.ts';
import { createWindows } from './windows.ts';
import type { AppWindows } from './windows.ts';

/** All of Electron that the app uses, apart from what runs before it (see {@link prepareApp}). */
export type ElectronParts = Pick<
  typeof Electron,
  | 'BrowserWindow'
  | 'ClipboardItem'
  | 'Menu'
  | 'app'
  | 'clipboard'
  | 'dialog'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
>;

/** What differs from run to run. */
export interface AppShellOptions {
  /** Absolute path of `out/renderer`. */
  readonly rendererDir: string;
  /** Absolute path of `out/preload/preload.cjs`. */
  readonly preloadPath: string;
  /** Origin of the development server, or null, as in every built app. */
  readonly devOrigin: string | null;
  readonly places: WindowPlaceStore;
  readonly backgroundColor: () => string;
  readonly newNonce: () => string;
  readonly lock: () => void;
  readonly clock: Pick<Clock, 'after'>;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
}

/** What the rest of the app sees of Electron. */
export interface AppShell {
  readonly windows: AppWindows;
  readonly events: EventSender;
  readonly clipboard: ClipboardPort;
  readonly askSavePath: AskSavePath;
  readonly askOpenPath: AskOpenPath;
  readonly askOpenPaths: AskOpenPaths;
  readonly openLink: (link: ExternalLink) => Promise<void>;
  /** Origins a call may come from, for the registrar. */
  readonly origins: readonly string[];
}

/** The folder given with `--profile DIR` or `--profile=DIR`, absolute; null without one. */
export function profileFromArgs(args: readonly string[], cwd: string): string | null {
  const at = args.findIndex((arg) => arg === '--profile' || arg.startsWith('--profile='));
  if (at < 0) return null;
  const value = args[at] === '--profile' ? args[at + 1] : args[at]?.slice('--profile='.length);
  return value === undefined || value === '' || value.startsWith('--') ? null : resolve(cwd, value);
}

/** What has to be said before Electron is ready: sandbox for all, our scheme, where the profile is. */
export function prepareApp(
  electron: Pick<typeof Electron, 'app' | 'protocol'>,
  profileDir: string | null,
): void {
  electron.app.enableSandbox();
  electron.protocol.registerSchemesAsPrivileged([schemePrivileges]);
  if (profileDir !== null) electron.app.setPath('userData', profileDir);
  electron.app.setPath('sessionData', join(electron.app.getPath('userData'), 'window'));
}

/** What runs the window. The stand-in for development has no Electron version. */
export function describeApp(
  app: Pick<Electron.App, 'getVersion'>,
  versions: { readonly electron?: string },
  platform: NodeJS.Platform,
): AppInfo {
  const electron = versions.electron !== undefined;
  return {
    version: app.getVersion(),
    shell: electron ? 'electron' : 'chromium-shell',
    platform,
    canBlockCapture: electron && (platform === 'darwin' || platform === 'win32'),
  };
}

/**
 * Puts the room together once Electron is ready: guards first, then the scheme, then the menu. Opens no window.
 *
 * @throws the file system's error when the window's files are not there
 */
export function createAppShell(electron: ElectronParts, options: AppShellOptions): AppShell {
  const { log, devOrigin } = options;
  guardNavigation({ app: electron.app, log, devOrigin });
  denyPermissions(electron.session.defaultSession, log);
  if (devOrigin === null) {
    serveApp(electron.protocol, {
      files: listServedFiles(options.rendererDir),
      newNonce: options.newNonce,
      log,
    });
  }

  const windows = createWindows({
    BrowserWindow: electron.BrowserWindow,
    screen: electron.screen,
    preloadPath: options.preloadPath,
    origin: devOrigin ?? appOrigin,
    places: options.places,
    backgroundColor: options.backgroundColor,
    log,
  });
  const events = createEventSender(() => windows.all().map((window) => window.webContents));

  const menu = buildMenu(
    { platform: options.platform, appName: 'Rolebook', development: devOrigin !== null },
    {
      newWindow: () => void windows.open(),
      lock: options.lock,
      command: (command, source) => {
        const target = windows.all().find((window) => window.id === source?.id) ?? windows.current();
        if (target !== undefined) events.send(target.webContents, 'app.command', command);
      },
    },
  );
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menu));

  return {
    windows,
    events,
    clipboard: createClipboardPort({
      clipboard: electron.clipboard,
      ClipboardItem: electron.ClipboardItem,
      platform: options.platform,
      clock: options.clock,
      log,
    }),
    askSavePath: createSaveDialog({
      dialog: electron.dialog,
      startFolder: () => electron.app.getPath('documents'),
      parent: () => windows.current(),
    }),

    askOpenPath: createOpenDialog({
      dialog: electron.dialog,
      startFolder: () => electron.app.getPath('documents'),
      parent: () => windows.current(),
    }),
    askOpenPaths: createOpenManyDialog({
      dialog: electron.dialog,
      startFolder: () => electron.app.getPath('documents'),
      parent: () => windows.current(),
    }),
    openLink: createLinkOpener(electron.shell),
    origins: [devOrigin ?? appOrigin],
  };
}
