import type { BaseWindow, MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../src-shared/ipc/contract.ts';

/** A command the window carries out. */
export type AppCommand = EventPayload<'app.command'>;

/** What the menu's entries do. */
export interface MenuActions {
  /** Hands a command to the window in which the entry was chosen. */
  readonly command: (command: AppCommand, window: BaseWindow | undefined) => void;
  readonly newWindow: () => void;
  /** Locks at once, whatever the page is doing. */
  readonly lock: () => void;
}

/** What the menu depends on. */
export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  /** Reload and developer tools are offered only while developing. */
  readonly development: boolean;
}

/** The native menu as a template. Pure, so it can be tested and used by any shell. */
export function buildMenu(options: MenuOptions, actions: MenuActions): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (label: string, accelerator: string, name: AppCommand): MenuItemConstructorOptions => ({
    id: name,
    label,
    accelerator,
    click: (_item, window) => actions.command(name, window),
  });
  // The menu only shows these keys; the page hears them itself. By way of the main process the keys that follow at
  // once would arrive before the field that they are meant for.
  const heardByPage = (label: string, accelerator: string, name: AppCommand): MenuItemConstructorOptions => ({
    ...command(label, accelerator, name),
    registerAccelerator: false,
  });
  const settings = command('Settings…', 'CommandOrControl+,', 'settings');

  const appMenu: MenuItemConstructorOptions = {
    label: options.appName,
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      heardByPage('New user…', 'CommandOrControl+N', 'new-user'),
      {
        id: 'new-window',
        label: 'New window',
        accelerator: 'CommandOrControl+Shift+N',
        click: () => actions.newWindow(),
      },
      separator,
      {
        id: 'lock',
        label: 'Lock Rolebook',
        accelerator: 'CommandOrControl+Shift+L',
        click: () => actions.lock(),
      },
      separator,
      ...(mac ? [] : [settings, separator]),
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      heardByPage('Find…', 'CommandOrControl+K', 'find'),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      heardByPage('Show or hide navigation', 'CommandOrControl+B', 'toggle-navigation'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(options.development
        ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]
        : []),
    ],
  };
  const tenant: MenuItemConstructorOptions = {
    label: '&Tenant',
    submenu: [command('Sync now', 'F5', 'sync')],
  };
  const window: MenuItemConstructorOptions = {
    label: '&Window',
    submenu: [{ role: 'minimize' }, ...(mac ? [{ role: 'zoom' as const }] : []), { role: 'close' }],
  };
  return [...(mac ? [appMenu] : []), file, edit, view, tenant, window];
}
