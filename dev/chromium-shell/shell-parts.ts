// oxlint-disable typescript/no-unsafe-type-assertion -- a screen without the members nobody reads
import { EventEmitter } from 'node:events';
import type { Display, NativeTheme, PowerMonitor, Screen, Shell } from 'electron';

/** `electron.screen`: one screen of the common size; Chromium keeps its windows on the real ones by itself. */
export class ShellScreen
  extends EventEmitter
  implements Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>
{
  getPrimaryDisplay(): Display {
    const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
    return {
      id: 1,
      bounds,
      workArea: bounds,
      size: bounds,
      workAreaSize: bounds,
      scaleFactor: 1,
    } as Partial<Display> as Display;
  }

  getAllDisplays(): Display[] {
    return [this.getPrimaryDisplay()];
  }
}

/** `electron.powerMonitor`: never idle, never told of sleep or lock, as Electron on most Linux desktops. */
export class ShellPowerMonitor
  extends EventEmitter
  implements Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState'>
{
  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(): 'active' {
    return 'active';
  }
}

/** `electron.nativeTheme`: remembers what the app asks for; the page's own media queries stay Chromium's. */
export class ShellTheme
  extends EventEmitter
  implements Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'themeSource'>
{
  #source: NativeTheme['themeSource'] = 'system';
  readonly shouldUseHighContrastColors = false;

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: NativeTheme['themeSource']) {
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

/** `electron.shell`: nothing is opened; each address is written to standard error and told to the parent. */
export class ShellOpener implements Pick<Shell, 'openExternal'> {
  readonly #opened: (address: string) => void;

  constructor(opened: (address: string) => void) {
    this.#opened = opened;
  }

  async openExternal(address: string): Promise<void> {
    this.#opened(address);
  }
}
