// oxlint-disable typescript/no-unsafe-type-assertion -- Electron’s template types hold more than the shell uses
import type { BaseWindow, Menu, MenuItemConstructorOptions } from 'electron';
import type { Shortcut } from './page-scripts.ts';

/** An entry with a key and something to do. */
interface KeyedEntry {
  readonly shortcut: Shortcut;
  readonly click: (window: BaseWindow | undefined) => void;
}

const keyNames: Readonly<Record<string, string>> = { plus: '+', space: ' ', esc: 'escape', return: 'enter' };

/** An accelerator such as `CommandOrControl+Shift+N` as the keyboard event it stands for. */
export function readAccelerator(id: string, accelerator: string, platform: NodeJS.Platform): Shortcut {
  const parts = accelerator.toLowerCase().split('+');
  const last = parts.at(-1) ?? '';
  const mac = platform === 'darwin';
  const either = parts.includes('commandorcontrol') || parts.includes('cmdorctrl');
  return {
    id,
    key: keyNames[last] ?? last,
    ctrl: (either && !mac) || parts.includes('ctrl') || parts.includes('control'),
    meta: (either && mac) || parts.includes('cmd') || parts.includes('command'),
    shift: parts.includes('shift'),
    alt: parts.includes('alt') || parts.includes('option'),
  };
}

/** A built menu. The shell draws none: entries with a key of their own work through the keyboard. */
export class ShellMenu {
  readonly entries: readonly KeyedEntry[];

  constructor(template: readonly MenuItemConstructorOptions[], platform: NodeJS.Platform) {
    const entries: KeyedEntry[] = [];
    const visit = (items: readonly MenuItemConstructorOptions[]): void => {
      for (const item of items) {
        if (Array.isArray(item.submenu)) visit(item.submenu);
        const { click, accelerator, id, label } = item;
        if (click === undefined || typeof accelerator !== 'string') continue;
        if (item.registerAccelerator === false) continue;
        entries.push({
          shortcut: readAccelerator(id ?? label ?? accelerator, accelerator, platform),
          click: (window) => click(undefined as never, window, {}),
        });
      }
    };
    visit(template);
    this.entries = entries;
  }
}

/** `electron.Menu`. */
export class ShellMenus {
  #current: ShellMenu | null = null;
  readonly #platform: NodeJS.Platform;

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  buildFromTemplate(template: Parameters<typeof Menu.buildFromTemplate>[0]): ShellMenu {
    return new ShellMenu(template as MenuItemConstructorOptions[], this.#platform);
  }

  setApplicationMenu(menu: ShellMenu | null): void {
    this.#current = menu;
  }

  getApplicationMenu(): ShellMenu | null {
    return this.#current;
  }

  shortcuts(): Shortcut[] {
    return this.#current?.entries.map(({ shortcut }) => shortcut) ?? [];
  }

  /** Carries out the entry with this id. */
  choose(id: string, window: BaseWindow | undefined): void {
    this.#current?.entries.find(({ shortcut }) => shortcut.id === id)?.click(window);
  }
}
