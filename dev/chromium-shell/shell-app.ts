// oxlint-disable typescript/no-unsafe-type-assertion -- package.json is read as what npm made of it
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { claimLock, lockAddress } from './instance-lock.ts';
import { preventable } from './preventable.ts';

/** What the app object leaves to the rest of the shell. */
export interface AppHooks {
  /** Starts Chromium. Called once, when the app first waits for being ready. */
  start(): Promise<void>;
  /** Asks every window to close; false when one refused. */
  closeWindows(): Promise<boolean>;
  /** Ends Chromium. */
  stop(): Promise<void>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

function findManifest(from: string): { folder: string; manifest: Manifest } {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return { folder, manifest: JSON.parse(readFileSync(file, 'utf8')) as Manifest };
    if (dirname(folder) === folder) return { folder: from, manifest: { name: 'rolebook', version: '0.0.0' } };
  }
}

function configHome(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
}

type Supported =
  | 'name'
  | 'isPackaged'
  | 'commandLine'
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getLocale'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'setAppUserModelId'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock';

/** `electron.app`: paths, readiness, the single instance and an orderly end. */
export class ShellApp extends EventEmitter implements Pick<App, Supported> {
  readonly isPackaged = false;
  readonly commandLine: App['commandLine'];
  name: string;
  /** Chromium switches asked for through `commandLine`. */
  readonly switches: string[] = [];

  readonly #appPath: string;
  readonly #version: string;
  readonly #paths: Map<string, string>;
  readonly #hooks: AppHooks;
  #starting: Promise<void> | null = null;
  #ready = false;
  #lock: Server | null = null;
  #quitting = false;

  constructor(mainFile: string, hooks: AppHooks) {
    super();
    const { folder, manifest } = findManifest(dirname(mainFile));
    this.name = manifest.name;
    this.#version = manifest.version;
    this.#appPath = folder;
    this.#hooks = hooks;
    const home = homedir();
    this.#paths = new Map([
      ['home', home],
      ['appData', configHome()],
      ['temp', tmpdir()],
      ['desktop', join(home, 'Desktop')],
      ['documents', join(home, 'Documents')],
      ['downloads', join(home, 'Downloads')],
      ['exe', process.execPath],
      ['module', process.execPath],
    ]);
    const refuse = (): never => {
      throw new Error('electron.app.commandLine only takes appendSwitch in the Chromium shell');
    };
    this.commandLine = {
      appendSwitch: (name: string, value?: string) => {
        this.switches.push(value === undefined ? `--${name}` : `--${name}=${value}`);
      },
      appendArgument: refuse,
      getSwitchValue: refuse,
      hasSwitch: refuse,
      removeSwitch: refuse,
    };
    this.once('newListener', (name) => {
      if (name === 'ready') void this.whenReady();
    });
  }

  whenReady(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    // Electron is ready only after the main script has had its first turn.
    await new Promise((resolve) => setImmediate(resolve));
    await this.#hooks.start();
    this.#ready = true;
    this.emit('will-finish-launching');
    this.emit('ready', preventable({}), {});
  }

  isReady(): boolean {
    return this.#ready;
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === 'userData') return join(this.getPath('appData'), this.name);
    if (name === 'sessionData') return this.getPath('userData');
    if (name === 'logs') return join(this.getPath('userData'), 'logs');
    if (name === 'crashDumps') return join(this.getPath('userData'), 'Crashpad');
    throw new Error(`electron.app.getPath('${name}') has no counterpart in the Chromium shell`);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  getAppPath(): string {
    return this.#appPath;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return this.#version;
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  /** Every renderer of the shell is sandboxed by Chromium already. */
  enableSandbox(): void {}

  /** The shell always runs without a graphics card. */
  disableHardwareAcceleration(): void {}

  setAppUserModelId(): void {}

  requestSingleInstanceLock(): boolean {
    if (this.#lock !== null) return true;
    const address = lockAddress(this.getPath('userData'), process.platform);
    const { claimed, server } = claimLock(address, () => {
      this.emit('second-instance', preventable({}), [], process.cwd(), null);
    });
    this.#lock = server;
    return claimed;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.close();
    this.#lock = null;
  }

  /** The last window has gone: the app hears of it, or ends when nobody listens. */
  windowsAllClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    void this.#quit();
  }

  async #quit(): Promise<void> {
    const before = preventable({});
    this.emit('before-quit', before);
    const closed = !before.defaultPrevented && (await this.#hooks.closeWindows());
    const will = preventable({});
    if (closed) this.emit('will-quit', will);
    if (!closed || will.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    this.emit('quit', preventable({}), 0);
    await this.#end(0);
  }

  exit(code = 0): void {
    this.emit('quit', preventable({}), code);
    void this.#end(code);
  }

  async #end(code: number): Promise<void> {
    this.releaseSingleInstanceLock();
    await this.#hooks.stop();
    process.exit(code);
  }
}
