// oxlint-disable typescript/no-unsafe-type-assertion -- a handler is called with fewer details than Electron gives
import { EventEmitter } from 'node:events';
import type { WebContents, WindowOpenHandlerResponse } from 'electron';
import type { BrowserContext, Page } from 'playwright-core';
import type { OriginMap } from './origin-map.ts';
import { bridgePage } from './page-bridge.ts';
import type { MessageSource, PageBridge } from './page-bridge.ts';
import type { Shortcut } from './page-scripts.ts';
import { preventable } from './preventable.ts';

/** The part of a frame that a sender check reads. */
export interface ShellFrame {
  readonly url: string;
  readonly origin: string;
  readonly detached: boolean;
  readonly parent: ShellFrame | null;
}

/** What web contents take from the rest of the shell. */
export interface WebContentsHooks {
  readonly origins: OriginMap;
  readonly shortcuts: () => readonly Shortcut[];
  readonly invoke: (
    contents: ShellWebContents,
    frame: ShellFrame,
    channel: string,
    args: readonly unknown[],
  ) => Promise<unknown>;
  readonly menu: (contents: ShellWebContents, id: string) => void;
}

type Supported =
  | 'id'
  | 'send'
  | 'isDestroyed'
  | 'getURL'
  | 'loadURL'
  | 'reload'
  | 'forcefullyCrashRenderer'
  | 'focus'
  | 'setWindowOpenHandler';

/** An address of an origin of its own, with nothing in it. */
const nowhere = 'data:text/html,<title>Rolebook</title>';

function frameOf(origins: OriginMap, source: MessageSource): ShellFrame {
  const url = origins.toApp(source.url);
  const { protocol, host } = new URL(url);
  const frame = { url, origin: `${protocol}//${host}`, detached: false };
  return { ...frame, parent: source.isTopFrame ? null : { ...frame, parent: null } };
}

/** `webContents` of one window: one page of Chromium's. */
export class ShellWebContents extends EventEmitter implements Pick<WebContents, Supported> {
  readonly id: number;
  readonly #hooks: WebContentsHooks;
  readonly #page = Promise.withResolvers<Page>();
  #known: Page | null = null;
  #bridge: PageBridge | null = null;
  #loading: string | null = null;
  #destroyed = false;
  #openHandler: (details: { url: string }) => WindowOpenHandlerResponse = () => ({ action: 'allow' });

  constructor(id: number, hooks: WebContentsHooks) {
    super();
    this.id = id;
    this.#hooks = hooks;
    this.#page.promise.catch(() => {});
  }

  /** Connects a fresh page. Nothing may have been loaded in it yet. */
  async attach(context: BrowserContext, page: Page, preloadSource: string): Promise<void> {
    this.#bridge = await bridgePage(context, page, {
      preloadSource,
      shortcuts: this.#hooks.shortcuts(),
      messages: {
        invoke: (channel, args, source) =>
          this.#hooks.invoke(this, frameOf(this.#hooks.origins, source), channel, args),
        navigationStopped: (url) => void this.askToNavigate(url, true),
        menu: (id) => this.#hooks.menu(this, id),
      },
    });
    page.on('domcontentloaded', () => this.emit('dom-ready', preventable({})));
    page.on('load', () => this.emit('did-finish-load', preventable({})));
    page.on('crash', () => {
      this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 1 });
    });
    this.#known = page;
    this.#page.resolve(page);
  }

  /** The page, once it is there. */
  page(): Promise<Page> {
    return this.#page.promise;
  }

  get session(): PageBridge['session'] | null {
    return this.#bridge?.session ?? null;
  }

  owns(page: Page): boolean {
    return this.#known === page;
  }

  /** Whether the app lets a page that wants to leave go to this address (Chromium's spelling). */
  askToNavigate(address: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#loading === address) return true;
    const url = this.#hooks.origins.toApp(address);
    const details = preventable({ url, isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', details);
    if (isMainFrame && !details.defaultPrevented) this.emit('will-navigate', details, url);
    return !details.defaultPrevented;
  }

  /** Chromium has opened a page for this one; the app is asked, as Electron would have asked before. */
  askToOpen(address: string): void {
    const answer = this.#openHandler({ url: this.#hooks.origins.toApp(address) });
    if (answer.action !== 'deny') throw new Error('The Chromium shell opens no windows for pages');
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.page();
    const target = this.#hooks.origins.toChromium(url);
    this.#loading = target;
    try {
      await page.goto(target, { waitUntil: 'load' });
    } finally {
      this.#loading = null;
    }
  }

  reload(): void {
    this.#known?.reload().catch(() => {});
  }

  /**
   * Ends the page's process. Chromium gives a page from elsewhere a process of its own and ends the former one; a page
   * that crashed for real could not be driven any more.
   */
  forcefullyCrashRenderer(): void {
    this.#end().catch(() => {});
  }

  async #end(): Promise<void> {
    const page = await this.page();
    this.#loading = nowhere;
    await page.goto(nowhere).finally(() => {
      this.#loading = null;
    });
    this.emit('render-process-gone', preventable({}), { reason: 'killed', exitCode: 9 });
  }

  getURL(): string {
    return this.#hooks.origins.toApp(this.#known?.url() ?? '');
  }

  send(channel: string, ...args: unknown[]): void {
    this.#bridge?.send(channel, args[0]).catch(() => {});
  }

  focus(): void {
    this.#known?.bringToFront().catch(() => {});
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.#openHandler = (details) => handler(details as Parameters<typeof handler>[0]);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** The page has gone. */
  destroyed(): void {
    this.#destroyed = true;
    this.#page.reject(new Error('The window was closed'));
    this.emit('destroyed');
  }
}
