import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page, Route } from 'playwright-core';
import type { Rectangle } from 'electron';
import type { OriginMap } from './origin-map.ts';
import type { ShellOptions } from './shell-options.ts';

/** Answers a request of a custom scheme. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** What Chromium asks back. */
export interface HostHooks {
  readonly origins: OriginMap;
  handlerFor(scheme: string): SchemeHandler | undefined;
  /** A page has opened another one, which is closed at once: the app's own handler may only deny. */
  pageOpened(url: string): void;
  /** Whether a page may go there; both in Chromium's spelling. */
  mayNavigate(page: Page, url: string, isMainFrame: boolean): boolean;
}

/** The running Chromium. */
export interface BrowserHost {
  readonly context: BrowserContext;
  newPage(bounds: Rectangle): Promise<Page>;
  stop(): Promise<void>;
}

const quietArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-default-browser-check',
  // Chromium itself never looks a stand-in host up: every request is answered before.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** Chromium opens a window without tabs and address bar only for an address with something in it. */
const emptyPage = 'data:text/html,<title>Rolebook</title>';

async function fulfil(route: Route, origins: OriginMap, handler: SchemeHandler): Promise<void> {
  const asked = route.request();
  const request = new Request(origins.toApp(asked.url()), {
    method: asked.method(),
    headers: await asked.allHeaders(),
  });
  const response = await handler(request);
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Decides what becomes of one request: answered by its scheme's handler, or stopped. Nothing reaches a network. */
async function answer(route: Route, hooks: HostHooks): Promise<void> {
  const request = route.request();
  const frame = request.serviceWorker() === null ? request.frame() : null;
  if (request.isNavigationRequest() && frame !== null) {
    const isMainFrame = frame.parentFrame() === null;
    if (!hooks.mayNavigate(frame.page(), request.url(), isMainFrame)) return route.abort('aborted');
  }
  const scheme = new URL(hooks.origins.toApp(request.url())).protocol.slice(0, -1);
  const handler = hooks.origins.isOurs(request.url()) ? hooks.handlerFor(scheme) : undefined;
  if (handler === undefined) return route.abort('blockedbyclient');
  return fulfil(route, hooks.origins, handler);
}

/** Starts Chromium with a profile folder of its own and all requests intercepted. */
export async function startBrowser(
  options: ShellOptions,
  profileDir: string,
  switches: readonly string[],
  hooks: HostHooks,
): Promise<BrowserHost> {
  mkdirSync(profileDir, { recursive: true, mode: 0o700 });
  const port = options.remoteDebuggingPort;
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: options.executablePath,
    headless: options.headless,
    chromiumSandbox: options.chromiumSandbox,
    viewport: null,
    acceptDownloads: false,
    // The app decides when it ends.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    // Without these, Chromium paints a bar about automation or the missing sandbox.
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...quietArgs,
      '--test-type',
      ...(options.headless ? [] : [`--app=${emptyPage}`]),
      ...(port === null ? [] : [`--remote-debugging-port=${port}`]),
      ...switches,
    ],
  });
  await context.route(
    () => true,
    (route) => answer(route, hooks).catch(() => route.abort('failed').catch(() => {})),
  );

  // Pages that a page opened are known by their opener; ours have none.
  const browser = context.browser();
  if (browser === null) throw new Error('Chromium runs without a browser session');
  const targets = await browser.newBrowserCDPSession();
  const closing = new Set<string>();
  /** One that is still being made when it is told to close may stay, without a word; it is told until it is gone. */
  const closeForGood = async (targetId: string): Promise<void> => {
    if (closing.has(targetId)) return;
    closing.add(targetId);
    for (let there = true; there;) {
      await targets.send('Target.closeTarget', { targetId }).catch(() => {});
      const { targetInfos } = await targets.send('Target.getTargets');
      there = targetInfos.some((target) => target.targetId === targetId);
      if (there) await setTimeout(50);
    }
    closing.delete(targetId);
  };
  const close = (target: { type: string; targetId: string; openerId?: string | undefined }): boolean => {
    if (target.type !== 'page' || target.openerId === undefined) return false;
    // Chromium itself went meanwhile.
    closeForGood(target.targetId).catch(() => {});
    return true;
  };
  targets.on('Target.targetCreated', ({ targetInfo }) => {
    if (close(targetInfo)) hooks.pageOpened(targetInfo.url);
  });
  targets.on('Target.targetInfoChanged', ({ targetInfo }) => close(targetInfo));
  await targets.send('Target.setDiscoverTargets', { discover: true });

  // A page may come without naming its opener: whatever nobody here has asked for goes.
  let asked = 0;
  context.on('page', (page) => {
    if (asked > 0) asked -= 1;
    else page.close().catch(() => {});
  });

  let unused: Page | null = context.pages()[0] ?? null;
  return {
    context,
    async newPage(bounds) {
      const first = unused;
      unused = null;
      if (first !== null) return first;
      asked += 1;
      if (options.headless) return context.newPage();
      // Started a second time on the same profile, Chromium hands over to the first and goes: one more window
      // without tabs and address bar, which the debugging protocol cannot ask for.
      const opened = context.waitForEvent('page');
      const size = `--window-size=${bounds.width},${bounds.height}`;
      const sandbox = options.chromiumSandbox ? [] : ['--no-sandbox'];
      const knock = spawn(
        options.executablePath,
        [`--user-data-dir=${profileDir}`, `--app=${emptyPage}`, size, ...sandbox, ...quietArgs],
        { stdio: 'ignore' },
      );
      knock.on('error', () => {});
      return opened;
    },
    stop: () => context.close(),
  };
}
