import { readShellOptions, thisSystem } from './shell-options.ts';
import { createShell } from './shell.ts';
import { ShellClipboardItem } from './shell-clipboard.ts';
import { missing, strict } from './strict.ts';

/*
 * The stand-in for the module `electron`. Its exports are singletons because Electron's are; everything behind
 * them is made by createShell.
 */
const mainFile = process.argv[1] ?? process.cwd();
const shell = createShell(
  readShellOptions(process.argv.slice(2), process.env, thisSystem()),
  mainFile,
  process.env,
);

export const app = strict('app', shell.app);
export const BrowserWindow = shell.BrowserWindow;
export const ClipboardItem = ShellClipboardItem;
export const Menu = strict('Menu', shell.Menu);
export const clipboard = strict('clipboard', Object.assign(shell.clipboard, { selection: undefined }));
export const dialog = strict('dialog', shell.dialog);
export const ipcMain = strict('ipcMain', shell.ipcMain);
export const nativeTheme = strict('nativeTheme', shell.nativeTheme);
export const powerMonitor = strict('powerMonitor', shell.powerMonitor);
export const protocol = strict('protocol', shell.protocol);
export const screen = strict('screen', shell.screen);
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', shell.session.defaultSession),
});
const shellModule = strict('shell', shell.shell);
export { shellModule as shell };

export const BaseWindow = missing('BaseWindow');
export const BrowserView = missing('BrowserView');
export const MenuItem = missing('MenuItem');
export const MessageChannelMain = missing('MessageChannelMain');
export const Notification = missing('Notification');
export const TouchBar = missing('TouchBar');
export const Tray = missing('Tray');
export const View = missing('View');
export const WebContentsView = missing('WebContentsView');
export const autoUpdater = missing('autoUpdater');
export const contentTracing = missing('contentTracing');
export const crashReporter = missing('crashReporter');
export const desktopCapturer = missing('desktopCapturer');
export const globalShortcut = missing('globalShortcut');
export const inAppPurchase = missing('inAppPurchase');
export const nativeImage = missing('nativeImage');
export const net = missing('net');
export const netLog = missing('netLog');
export const powerSaveBlocker = missing('powerSaveBlocker');
export const pushNotifications = missing('pushNotifications');
export const safeStorage = missing('safeStorage');
export const ShareMenu = missing('ShareMenu');
export const systemPreferences = missing('systemPreferences');
export const utilityProcess = missing('utilityProcess');
export const webContents = missing('webContents');
export const webFrameMain = missing('webFrameMain');
