// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Display, Rectangle } from 'electron';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { placeWindow } from '../../../src-main/app/window-place.ts';
import type { WindowPlace } from '../../../src-main/app/window-place.ts';
import { createWindows, safeWebPreferences, startAddress } from '../../../src-main/app/windows.ts';
import { silentLog } from '../../../src-main/log/log.ts';

const screen: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };

describe('the place of a window', () => {
  const kept: WindowPlace = { x: 100, y: 80, width: 1400, height: 900, maximized: false };

  it('is 1280 × 800 in the middle at the first start', () => {
    expect(placeWindow(null, [screen], 0)).toEqual({
      bounds: { width: 1280, height: 800 },
      maximized: false,
    });
  });
  it('is where it was', () => {
    expect(placeWindow(kept, [screen], 0).bounds).toEqual({ x: 100, y: 80, width: 1400, height: 900 });
  });
  it('is moved a little for a second window, which does not start maximized', () => {
    const second = placeWindow({ ...kept, maximized: true }, [screen], 1);
    expect(second).toEqual({ bounds: { x: 128, y: 108, width: 1400, height: 900 }, maximized: false });
  });
  it.each([
    ['a screen that is gone', { ...kept, x: 2500 }],
    ['above the screen', { ...kept, y: -200 }],
    ['below the screen', { ...kept, y: 1030 }],
    ['no numbers', { ...kept, x: Number.NaN }],
    ['fractions', { ...kept, width: 1.5 }],
  ])('is the first one again for %s', (_case, place) => {
    expect(placeWindow(place, [screen], 0).bounds).toEqual({ width: 1280, height: 800 });
  });
  it('is never smaller than 960 × 600, and its title bar is always on a screen', () => {
    const rectangle = fc.record({
      x: fc.integer(),
      y: fc.integer(),
      width: fc.integer(),
      height: fc.integer(),
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(rectangle, fc.nat({ max: 9 }), (place, open) => {
        const { bounds } = placeWindow(place, [screen], open);
        expect(bounds.width).toBeGreaterThanOrEqual(960);
        expect(bounds.height).toBeGreaterThanOrEqual(600);
        if (bounds.y !== undefined) expect(bounds.y).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the address a window starts at', () => {
  it.each([
    ['/users?tab=local', 'app://rolebook/users?tab=local'],
    [null, 'app://rolebook/'],
    ['', 'app://rolebook/'],
    ['users', 'app://rolebook/'],
    ['//evil.example.com/', 'app://rolebook/'],
    ['/\\evil.example.com/', 'app://rolebook/'],
    ['https://evil.example.com/', 'app://rolebook/'],
    ['javascript:alert(1)', 'app://rolebook/'],
    ['/a b', 'app://rolebook/'],
    [`/${'a'.repeat(5000)}`, 'app://rolebook/'],
  ])('%s is %s', (location, address) => expect(startAddress('app://rolebook', location)).toBe(address));
});

describe('the safe preferences', () => {
  it.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webviewTag', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
  ] as const)('have %s %s', (name, value) => expect(safeWebPreferences('/p.cjs')[name]).toBe(value));
  it('enable no Blink feature by name', () =>
    expect(safeWebPreferences('/p.cjs').enableBlinkFeatures).toBeUndefined());
});

class FakeContents extends EventEmitter {
  readonly id: number;
  url = '';
  crashed = 0;
  getURL = (): string => this.url;
  forcefullyCrashRenderer = (): void => void (this.crashed += 1);
  constructor(id: number) {
    super();
    this.id = id;
  }
}

class FakeWindow extends EventEmitter {
  static opened: FakeWindow[] = [];
  readonly id = FakeWindow.opened.length + 1;
  readonly webContents = new FakeContents(FakeWindow.opened.length + 100);
  readonly options: BrowserWindowConstructorOptions;
  loaded = '';
  title = '';
  hiddenContent = false;
  setTitle = (title: string): void => void (this.title = title);
  setContentProtection = (hidden: boolean): void => void (this.hiddenContent = hidden);
  shown = 0;
  focused = false;
  minimized = false;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.opened.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.loaded = url;
  }
  show = (): void => void (this.shown += 1);
  focus = (): void => void (this.focused = true);
  restore = (): void => void (this.minimized = false);
  maximize = (): void => {};
  isDestroyed = (): boolean => false;
  isMinimized = (): boolean => this.minimized;
  isMaximized = (): boolean => false;
  isFocused = (): boolean => this.focused;
  getNormalBounds = (): Rectangle => ({ x: 5, y: 6, width: 1000, height: 700 });
}

describe('the windows', () => {
  let written: WindowPlace[];
  const make = () =>
    createWindows({
      BrowserWindow: FakeWindow as unknown as new (options: BrowserWindowConstructorOptions) => BrowserWindow,
      screen: { getAllDisplays: () => [{ workArea: screen } as Display] },
      preloadPath: '/app/preload.cjs',
      origin: 'app://rolebook',
      places: { read: () => null, write: (place) => void written.push(place) },
      backgroundColor: () => '#fff',
      log: silentLog,
    });

  beforeEach(() => {
    FakeWindow.opened = [];
    written = [];
  });

  it('end their pages with their processes and come back to where they were', () => {
    const windows = make();
    windows.open('/users');
    windows.open('/roles');
    const [one, two] = FakeWindow.opened;
    if (one === undefined || two === undefined) throw new Error('no windows');
    one.webContents.url = 'app://rolebook/users?q=anna';
    two.webContents.url = 'data:text/html,elsewhere';
    one.title = 'anna@example.com';
    windows.restartPages();
    windows.restartPages();
    expect([one.webContents.crashed, two.webContents.crashed]).toEqual([1, 1]);
    expect(one.title).toBe('Rolebook');
    for (const window of [one, two]) {
      window.loaded = '';
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    }
    expect([one.loaded, two.loaded]).toEqual(['app://rolebook/users?q=anna', 'app://rolebook/']);
    // A page that goes by itself does not come back by itself.
    one.loaded = '';
    one.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    expect(one.loaded).toBe('');
  });

  it('are kept out of screen captures as long as asked, new ones too', () => {
    const windows = make();
    windows.open();
    windows.protectContent(true);
    windows.open();
    expect(FakeWindow.opened.map((window) => window.hiddenContent)).toEqual([true, true]);
    windows.protectContent(false);
    windows.open();
    expect(FakeWindow.opened.map((window) => window.hiddenContent)).toEqual([false, false, false]);
  });

  it('are sandboxed, at least 960 × 600, and shown only once painted', () => {
    make().open('/roles');
    const [window] = FakeWindow.opened;
    expect(window?.options).toMatchObject({ minWidth: 960, minHeight: 600, show: false });
    expect(window?.options.webPreferences).toEqual(safeWebPreferences('/app/preload.cjs'));
    expect(window?.loaded).toBe('app://rolebook/roles');
    expect(window?.shown).toBe(0);
    window?.emit('ready-to-show');
    expect(window?.shown).toBe(1);
  });

  it('own their contents until they are closed, and leave their place behind', () => {
    const windows = make();
    windows.open();
    windows.open();
    expect([windows.owns(100), windows.owns(101), windows.owns(102)]).toEqual([true, true, false]);
    FakeWindow.opened[0]?.emit('close');
    FakeWindow.opened[0]?.emit('closed');
    expect(windows.owns(100)).toBe(false);
    expect(windows.all()).toHaveLength(1);
    expect(written).toEqual([{ x: 5, y: 6, width: 1000, height: 700, maximized: false }]);
  });

  it('come to the front, out of the task bar too; one is opened when there is none', () => {
    const windows = make();
    windows.show();
    const [window] = FakeWindow.opened;
    if (window !== undefined) window.minimized = true;
    windows.show();
    expect(FakeWindow.opened).toHaveLength(1);
    expect(window).toMatchObject({ minimized: false, focused: true });
  });
});
