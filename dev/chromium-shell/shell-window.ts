import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { BrowserContext, Page } from 'playwright-core';
import { preventable } from './preventable.ts';
import { ShellWebContents } from './shell-web-contents.ts';
import type { WebContentsHooks } from './shell-web-contents.ts';
import { strict } from './strict.ts';

/** What windows take from the rest of the shell. */
export interface WindowHooks extends WebContentsHooks {
  readonly headless: boolean;
  context(): Promise<BrowserContext>;
  /** An empty page in a window of its own. */
  newPage(bounds: Rectangle): Promise<Page>;
  created(window: ShellWindow): void;
  focused(window: ShellWindow): void;
  closed(window: ShellWindow): void;
}

type Supported =
  | 'id'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isVisible'
  | 'minimize'
  | 'maximize'
  | 'restore'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'getTitle'
  | 'setTitle'
  | 'loadURL'
  | 'setContentProtection';

/** `BrowserWindow`: one window of Chromium's with one page. Only safe preferences are accepted. */
export class ShellWindow extends EventEmitter implements Pick<BrowserWindow, Supported> {
  readonly id: number;
  /** Typed as Electron's, so that it can be handed to the app; strict about what it lacks. */
  readonly webContents: ShellWebContents;
  readonly contents: ShellWebContents;
  readonly #hooks: WindowHooks;
  #bounds: Rectangle;
  #title: string;
  #state: 'normal' | 'minimized' | 'maximized' = 'normal';
  #visible = false;
  #focused = false;
  #destroyed = false;

  constructor(id: number, hooks: WindowHooks, options: BrowserWindowConstructorOptions = {}) {
    super();
    const prefs = options.webPreferences ?? {};
    if (prefs.sandbox === false || prefs.contextIsolation === false || prefs.nodeIntegration === true) {
      throw new Error('The Chromium shell only opens windows that are sandboxed and isolated');
    }
    this.id = id;
    this.#hooks = hooks;
    this.#title = options.title ?? 'Electron';
    this.#bounds = {
      x: options.x ?? 60,
      y: options.y ?? 40,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.contents = new ShellWebContents(id, hooks);
    this.webContents = strict('webContents', this.contents);
    hooks.created(this);
    this.#open(prefs.preload).catch((error: unknown) => {
      if (!this.#destroyed) process.stderr.write(`The window could not be opened: ${String(error)}\n`);
      this.#gone();
    });
  }

  async #open(preload: string | undefined): Promise<void> {
    const source = preload === undefined ? '' : readFileSync(preload, 'utf8');
    const context = await this.#hooks.context();
    const page = await this.#hooks.newPage(this.#bounds);
    page.once('close', () => this.#gone());
    if (this.#hooks.headless) {
      await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    }
    page.once('domcontentloaded', () => this.emit('ready-to-show'));
    await this.contents.attach(context, page, source);
    await this.#applyState();
  }

  /** Tells Chromium's window how to stand; without a display there is nothing to tell. */
  async #applyState(): Promise<void> {
    const session = this.contents.session;
    if (this.#hooks.headless || session === null) return;
    const { windowId } = await session.send('Browser.getWindowForTarget');
    // Chromium takes a size only in the normal state, and only without a state beside it.
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
    const { x, y, width, height } = this.#bounds;
    await session.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } });
    if (this.#state !== 'normal') {
      await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: this.#state } });
    }
  }

  /** Reads where the user has put the window. */
  async readBounds(): Promise<void> {
    const session = this.contents.session;
    if (this.#hooks.headless || session === null) return;
    const { bounds } = await session.send('Browser.getWindowForTarget');
    this.#state =
      bounds.windowState === 'maximized' || bounds.windowState === 'minimized'
        ? bounds.windowState
        : 'normal';
    if (this.#state !== 'normal') return;
    this.#bounds = {
      x: bounds.left ?? this.#bounds.x,
      y: bounds.top ?? this.#bounds.y,
      width: bounds.width ?? this.#bounds.width,
      height: bounds.height ?? this.#bounds.height,
    };
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.emit('close', preventable({}));
    this.#destroyed = true;
    this.#focused = false;
    this.contents.destroyed();
    this.emit('closed');
    this.#hooks.closed(this);
  }

  /** The window in front is the one that was shown or used last. */
  setFocused(focused: boolean): void {
    if (this.#focused === focused) return;
    this.#focused = focused;
    this.emit(focused ? 'focus' : 'blur');
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  show(): void {
    this.#visible = true;
    this.focus();
  }

  hide(): void {
    this.#visible = false;
  }

  focus(): void {
    this.contents.focus();
    this.#hooks.focused(this);
  }

  close(): void {
    void this.closed();
  }

  /** Closes and waits until it is done. */
  async closed(): Promise<void> {
    await this.readBounds().catch(() => {});
    const page = await this.contents.page().catch(() => null);
    await page?.close().catch(() => {});
    this.#gone();
  }

  destroy(): void {
    void this.closed();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isFocused(): boolean {
    return this.#focused;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  minimize(): void {
    this.#setState('minimized');
  }

  maximize(): void {
    this.#setState('maximized');
  }

  restore(): void {
    this.#setState('normal');
  }

  #setState(state: 'normal' | 'minimized' | 'maximized'): void {
    this.#state = state;
    this.#applyState().catch(() => {});
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#applyState().catch(() => {});
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  /** Chromium cannot keep its content out of screen captures; the app says so (app.info). */
  setContentProtection(): void {}
}
