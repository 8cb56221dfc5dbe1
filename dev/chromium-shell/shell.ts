// oxlint-disable typescript/no-unsafe-type-assertion -- the stand-ins are narrower than Electron’s types
import type { BaseWindow, BrowserWindowConstructorOptions, CustomScheme } from 'electron';
import type { BrowserHost, SchemeHandler } from './browser-host.ts';
import { startBrowser } from './browser-host.ts';
import { endpointOf } from './debug-endpoint.ts';
import { createOriginMap } from './origin-map.ts';
import { ShellApp } from './shell-app.ts';
import { ShellClipboard, findClipboardTool } from './shell-clipboard.ts';
import { ShellDialog, hookFromParent, hookFromPath } from './shell-dialog.ts';
import { ShellMenus } from './shell-menu.ts';
import type { ShellOptions } from './shell-options.ts';
import { ShellOpener, ShellPowerMonitor, ShellScreen, ShellTheme } from './shell-parts.ts';
import { ShellSession } from './shell-session.ts';
import { ShellWindow } from './shell-window.ts';
import type { WindowHooks } from './shell-window.ts';
import { strict } from './strict.ts';

type InvokeHandler = (event: unknown, ...args: unknown[]) => unknown;

/** Puts the shell together: everything of Electron's that the app uses, around one Chromium. */
export function createShell(options: ShellOptions, mainFile: string, env: NodeJS.ProcessEnv) {
  const schemes = new Map<string, SchemeHandler | null>();
  const invokeHandlers = new Map<string, InvokeHandler>();
  const windows: ShellWindow[] = [];
  const origins = createOriginMap(() => [...schemes.keys()]);
  const session = new ShellSession();
  const menus = new ShellMenus(process.platform);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const tellParent = (message: object): void => void process.send?.(message);
  let host: Promise<BrowserHost> | null = null;
  let nextId = 1;

  const profileDir = (): string => `${app.getPath('sessionData')}-chromium`;

  const start = async (): Promise<BrowserHost> => {
    const started = await startBrowser(options, profileDir(), app.switches, {
      origins,
      handlerFor: (scheme) => schemes.get(scheme) ?? undefined,
      pageOpened: (url) => windows.at(0)?.contents.askToOpen(url),
      mayNavigate: (page, url, isMainFrame) =>
        windows.find((window) => window.contents.owns(page))?.contents.askToNavigate(url, isMainFrame) ??
        false,
    });
    started.context.on('close', () => {
      // Chromium went by itself: the user closed its last window, or it was ended. A further window starts it anew.
      host = null;
      if (windows.length > 0) windows.slice().forEach((window) => window.close());
    });
    if (options.remoteDebuggingPort !== null) {
      const endpoint = endpointOf(profileDir(), options.remoteDebuggingPort);
      say(`DevTools listening on ${endpoint}`);
      tellParent({ kind: 'debug-endpoint', endpoint });
    }
    return started;
  };

  const app = new ShellApp(mainFile, {
    async start() {
      host ??= start();
      await host;
    },
    async closeWindows() {
      await Promise.all(windows.slice().map((window) => window.closed()));
      return windows.length === 0;
    },
    async stop() {
      await (await host)?.stop().catch(() => {});
    },
  });

  const hooks: WindowHooks = {
    headless: options.headless,
    origins,
    shortcuts: () => menus.shortcuts(),
    async context() {
      return (await (host ??= start())).context;
    },
    async newPage(bounds) {
      const browser = await (host ??= start());
      await session.apply(browser.context);
      return browser.newPage(bounds);
    },
    async invoke(contents, senderFrame, channel, args) {
      const handler = invokeHandlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      const window = windows.find((candidate) => candidate.contents === contents);
      return handler({ sender: window?.webContents, senderFrame, frameId: 0, processId: 0 }, ...args);
    },
    menu(contents, id) {
      const window = windows.find((candidate) => candidate.contents === contents);
      menus.choose(id, window as unknown as BaseWindow | undefined);
    },
    created(window) {
      windows.push(window);
      app.emit('browser-window-created', {}, window);
      app.emit('web-contents-created', {}, window.webContents);
      hooks.focused(window);
    },
    focused(window) {
      for (const other of windows) if (other !== window) other.setFocused(false);
      window.setFocused(true);
    },
    closed(window) {
      windows.splice(windows.indexOf(window), 1);
      if (windows.length === 0) app.windowsAllClosed();
    },
  };

  class BrowserWindow extends ShellWindow {
    constructor(windowOptions?: BrowserWindowConstructorOptions) {
      const id = nextId;
      nextId += 1;
      super(id, hooks, windowOptions);
      // oxlint-disable-next-line no-constructor-return -- what the shell lacks must throw, as everywhere
      return strict('BrowserWindow', this);
    }

    static getAllWindows(): ShellWindow[] {
      return [...windows];
    }

    static getFocusedWindow(): ShellWindow | null {
      return windows.find((window) => window.isFocused()) ?? null;
    }
  }

  // The app may ask before it quits, and nobody may be there to answer; who asks again means it.
  let asked = false;
  const onSignal = (): void => {
    if (asked) app.exit(130);
    else app.quit();
    asked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  return {
    app,
    BrowserWindow,
    session: { defaultSession: session },
    Menu: menus,
    screen: new ShellScreen(),
    powerMonitor: new ShellPowerMonitor(),
    nativeTheme: new ShellTheme(),
    clipboard: new ShellClipboard(options.headless ? null : findClipboardTool(env)),
    dialog: new ShellDialog({
      hooks: [options.dialogs === null ? null : hookFromPath(options.dialogs), hookFromParent()].filter(
        (hook) => hook !== null,
      ),
      downloads: () => app.getPath('downloads'),
      say,
    }),
    shell: new ShellOpener((address) => {
      say(`Would open ${address}`);
      tellParent({ kind: 'opened', address });
    }),
    ipcMain: {
      handle(channel: string, handler: InvokeHandler): void {
        if (invokeHandlers.has(channel)) throw new Error(`Second handler for '${channel}'`);
        invokeHandlers.set(channel, handler);
      },
      removeHandler: (channel: string): void => void invokeHandlers.delete(channel),
    },
    protocol: {
      registerSchemesAsPrivileged(list: readonly CustomScheme[]): void {
        for (const { scheme, privileges } of list) {
          if (privileges?.bypassCSP || !privileges?.standard || !privileges.secure) {
            throw new Error(
              'The Chromium shell only serves schemes that are standard, secure and under a policy',
            );
          }
          schemes.set(scheme, null);
        }
      },
      handle(scheme: string, handler: SchemeHandler): void {
        if (!schemes.has(scheme)) throw new Error(`${scheme}: was not registered as privileged`);
        schemes.set(scheme, handler);
      },
      isProtocolHandled: (scheme: string): boolean => (schemes.get(scheme) ?? null) !== null,
    },
  };
}
