import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  Screen,
  WebPreferences,
} from 'electron';
import type { Log } from '../log/log.ts';
import { placeWindow } from './window-place.ts';
import type { WindowPlace, WindowPlaceStore } from './window-place.ts';

/** What opening windows needs. */
export interface WindowsDeps {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  /** Absolute path of the built preload. */
  readonly preloadPath: string;
  /** Where the window lives: {@link appOrigin}, or the development server's origin. */
  readonly origin: string;
  readonly places: WindowPlaceStore;
  /** Shown until the page has painted, by the theme's canvas colour. */
  readonly backgroundColor: () => string;
  readonly log: Log;
}

/** The app's windows. */
export interface AppWindows {
  /**
   * Opens one more window.
   *
   * @param location path and search to start at, e.g. `/users?tab=local`; anything that is not a path means `/`
   */
  open(location?: string | null): BrowserWindow;
  /** Open windows, in the order they were opened. */
  all(): readonly BrowserWindow[];
  /** The one in front, else the first. */
  current(): BrowserWindow | undefined;
  /** Brings one to the front; opens one when there is none. */
  show(): void;
  /**
   * Ends every page with its process and starts it anew at the same address. What a page held in memory goes with its
   * process; a mere reload could leave it there (reliability §4, row Memory).
   */
  restartPages(): void;
  /** Keeps all windows, and those to come, out of screen captures, or lets them in again; where the system can. */
  protectContent(hidden: boolean): void;
  /** Whether these web contents belong to one of our windows. */
  owns(webContentsId: number): boolean;
}

/** Never loosened, for no window (reliability §1.1 items 2–4, 6, 8–11). */
export function safeWebPreferences(preloadPath: string): WebPreferences {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    disableDialogs: true,
  };
}

/** A remembered location as an address of ours; anything else is the start page. */
export function startAddress(origin: string, location: string | null | undefined): string {
  if (location === null || location === undefined) return `${origin}/`;
  const isPath = /^\/(?![/\\])[\u0021-\u007e]*$/.test(location) && location.length <= 4000;
  return isPath ? `${origin}${location}` : `${origin}/`;
}

/** Makes the windows' keeper; opens nothing yet. */
export function createWindows(deps: WindowsDeps): AppWindows {
  const windows: BrowserWindow[] = [];
  /** Windows whose page is being ended by us, and the address each comes back to. */
  const ending = new Map<BrowserWindow, string>();
  let contentHidden = false;

  const load = (window: BrowserWindow, address: string): void => {
    window.loadURL(address).catch((error: unknown) => {
      deps.log.error('window.load-failed', { error: error instanceof Error ? error.name : 'unknown' });
    });
  };

  const areas = (): readonly Rectangle[] => deps.screen.getAllDisplays().map((display) => display.workArea);

  const remember = (window: BrowserWindow): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    const place: WindowPlace = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    deps.places.write(place);
  };

  const open = (location?: string | null): BrowserWindow => {
    const place = placeWindow(deps.places.read(), areas(), windows.length);
    const window = new deps.BrowserWindow({
      ...place.bounds,
      minWidth: 960,
      minHeight: 600,
      title: 'Rolebook',
      show: false,
      backgroundColor: deps.backgroundColor(),
      webPreferences: safeWebPreferences(deps.preloadPath),
    });
    windows.push(window);
    if (place.maximized) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', () => remember(window));
    window.on('closed', () => windows.splice(windows.indexOf(window), 1));
    if (contentHidden) window.setContentProtection(true);
    window.webContents.on('render-process-gone', (_event, details) => {
      const address = ending.get(window);
      if (address !== undefined) {
        ending.delete(window);
        load(window, address);
        return;
      }
      deps.log.error('window.renderer-gone', { reason: details.reason, exitCode: details.exitCode });
    });
    load(window, startAddress(deps.origin, location));
    return window;
  };

  const current = (): BrowserWindow | undefined => windows.find((window) => window.isFocused()) ?? windows[0];

  return {
    open,
    all: () => [...windows],
    current,
    show() {
      const window = current() ?? open();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    restartPages() {
      for (const window of windows) {
        if (window.isDestroyed() || ending.has(window)) continue;
        const address = window.webContents.getURL();
        ending.set(window, address.startsWith(`${deps.origin}/`) ? address : startAddress(deps.origin, null));
        // A title may name what the page showed, and stays when the page goes.
        window.setTitle('Rolebook');
        window.webContents.forcefullyCrashRenderer();
      }
    },
    protectContent(hidden) {
      if (hidden === contentHidden) return;
      contentHidden = hidden;
      for (const window of windows) if (!window.isDestroyed()) window.setContentProtection(hidden);
    },
    owns: (webContentsId) =>
      windows.some((window) => !window.isDestroyed() && window.webContents.id === webContentsId),
  };
}
