// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import type { BaseWindow, MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { buildMenu } from '../../../src-main/app/menu.ts';
import type { AppCommand } from '../../../src-main/app/menu.ts';
import { readKey } from '../../../src-renderer/features/shell/shortcuts.ts';

function entries(platform: NodeJS.Platform, development = false) {
  const chosen: [AppCommand, BaseWindow | undefined][] = [];
  let opened = 0;
  let locked = 0;
  const template = buildMenu(
    { platform, appName: 'Rolebook', development },
    {
      command: (name, window) => chosen.push([name, window]),
      newWindow: () => (opened += 1),
      lock: () => (locked += 1),
    },
  );
  const flat = template.flatMap((top) => top.submenu as MenuItemConstructorOptions[]);
  const choose = (id: string, window?: BaseWindow): void =>
    flat.find((item) => item.id === id)?.click?.(undefined as never, window, {});
  return { flat, chosen, choose, openedWindows: () => opened, locks: () => locked };
}

const commands: readonly AppCommand[] = ['new-user', 'find', 'sync', 'settings', 'toggle-navigation'];

describe.each(['linux', 'darwin', 'win32'] as const)('the menu on %s', (platform) => {
  it.each(commands)('has %s once, which tells the window it was chosen in', (name) => {
    const menu = entries(platform);
    expect(menu.flat.filter((item) => item.id === name)).toHaveLength(1);
    const window = { id: 7 } as BaseWindow;
    menu.choose(name, window);
    expect(menu.chosen).toEqual([[name, window]]);
  });

  it('gives no key twice', () => {
    const keys = entries(platform).flat.flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('offers reload and developer tools only while developing', () => {
    const roles = (development: boolean) => entries(platform, development).flat.map((item) => item.role);
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('reload');
  });
});

it('locks without asking the page', () => {
  const menu = entries('linux');
  menu.choose('lock');
  expect([menu.locks(), menu.chosen]).toEqual([1, []]);
});

it('leaves to the page the keys after which people type on at once, and takes the others itself', () => {
  const heard = entries('linux').flat.filter((item) => item.registerAccelerator === false);
  expect(heard.map((item) => [item.id, item.accelerator])).toEqual([
    ['new-user', 'CommandOrControl+N'],
    ['find', 'CommandOrControl+K'],
    ['toggle-navigation', 'CommandOrControl+B'],
  ]);
  for (const { accelerator } of heard) {
    const key = accelerator?.toString().split('+').at(-1)?.toLowerCase() ?? '';
    expect(readKey({ key, mod: true, alt: false, typing: true }, false).act).not.toBeNull();
  }
});

it('makes a new user with Ctrl or Cmd and N', () => {
  expect(entries('linux').flat.find((item) => item.id === 'new-user')?.accelerator).toBe(
    'CommandOrControl+N',
  );
});

it('opens a further window', () => {
  const menu = entries('linux');
  menu.choose('new-window');
  expect(menu.openedWindows()).toBe(1);
});
