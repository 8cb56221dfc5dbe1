// oxlint-disable typescript/no-unsafe-type-assertion -- a handler is called with fewer details than Electron gives
import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import type { BrowserContext } from 'playwright-core';

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<CheckHandler>[1];

/** Chromium's names of permissions, with Electron's name for each (CDP `Browser.setPermission`). */
const permissions: readonly { readonly chromium: string; readonly electron: Permission }[] = [
  { chromium: 'geolocation', electron: 'geolocation' },
  { chromium: 'notifications', electron: 'notifications' },
  { chromium: 'midi', electron: 'midi' },
  { chromium: 'camera', electron: 'media' },
  { chromium: 'microphone', electron: 'media' },
  { chromium: 'background-sync', electron: 'background-sync' },
  { chromium: 'persistent-storage', electron: 'persistent-storage' },
  { chromium: 'accelerometer', electron: 'sensors' },
  { chromium: 'clipboard-read', electron: 'clipboard-read' },
  { chromium: 'clipboard-write', electron: 'clipboard-sanitized-write' },
  { chromium: 'payment-handler', electron: 'payment-handler' },
  { chromium: 'idle-detection', electron: 'idle-detection' },
  { chromium: 'screen-wake-lock', electron: 'screen-wake-lock' },
  { chromium: 'storage-access', electron: 'storage-access' },
  { chromium: 'window-management', electron: 'window-management' },
  { chromium: 'local-fonts', electron: 'local-fonts' },
  { chromium: 'display-capture', electron: 'display-capture' },
  { chromium: 'keyboard-lock', electron: 'keyboardLock' },
  { chromium: 'pointer-lock', electron: 'pointerLock' },
  { chromium: 'nfc', electron: 'nfc' },
  { chromium: 'gyroscope', electron: 'sensors' },
  { chromium: 'magnetometer', electron: 'sensors' },
  { chromium: 'background-fetch', electron: 'background-fetch' },
  { chromium: 'periodic-background-sync', electron: 'periodic-background-sync' },
  { chromium: 'top-level-storage-access', electron: 'top-level-storage-access' },
  { chromium: 'captured-surface-control', electron: 'captured-surface-control' },
  { chromium: 'speaker-selection', electron: 'speaker-selection' },
  { chromium: 'web-app-installation', electron: 'web-app-installation' },
  { chromium: 'local-network-access', electron: 'local-network-access' },
  { chromium: 'local-network', electron: 'local-network' },
  { chromium: 'loopback-network', electron: 'loopback-network' },
];

/** `session.defaultSession`: the app's answers about permissions, handed to Chromium once it runs. */
export class ShellSession extends EventEmitter {
  #check: CheckHandler = () => false;
  readonly #applied = new WeakMap<BrowserContext, Promise<void>>();

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler ?? (() => true);
  }

  /** Chromium is told beforehand, from the check handler; it then never asks. */
  setPermissionRequestHandler(): void {}

  /** No device is ever offered in the shell. */
  setDevicePermissionHandler(): void {}

  /** Chromium refuses screen capture: `display-capture` is denied below. */
  setDisplayMediaRequestHandler(): void {}

  /** The shell's Chromium has its spelling service switched off. */
  setSpellCheckerEnabled(enabled: boolean): void {
    if (enabled) throw new Error('The Chromium shell has no spell checker');
  }

  /** Tells a Chromium, once, which permissions pages have. */
  apply(context: BrowserContext): Promise<void> {
    const applied = this.#applied.get(context) ?? this.#apply(context);
    this.#applied.set(context, applied);
    return applied;
  }

  async #apply(context: BrowserContext): Promise<void> {
    const browser = context.browser();
    if (browser === null) return;
    // Stays open: Chromium takes the answers back with the session that gave them.
    const session = await browser.newBrowserCDPSession();
    for (const { chromium, electron } of permissions) {
      const granted = this.#check(null, electron, '', {} as never);
      // Chromium forgets names from release to release; one it does not know cannot be asked for either.
      await session
        .send('Browser.setPermission', {
          permission: { name: chromium },
          setting: granted ? 'granted' : 'denied',
        })
        .catch(() => {});
    }
  }
}
