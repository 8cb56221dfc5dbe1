import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createOriginMap } from '../../../dev/chromium-shell/origin-map.ts';
import { claimLock, isClaimed, lockAddress } from '../../../dev/chromium-shell/instance-lock.ts';
import { ShellClipboard, ShellClipboardItem } from '../../../dev/chromium-shell/shell-clipboard.ts';
import { ShellDialog, hookFromPath } from '../../../dev/chromium-shell/shell-dialog.ts';
import { ShellMenus, readAccelerator } from '../../../dev/chromium-shell/shell-menu.ts';
import { hasDisplay, readShellOptions } from '../../../dev/chromium-shell/shell-options.ts';
import { ShellTheme } from '../../../dev/chromium-shell/shell-parts.ts';
import { MissingCounterpartError, missing, strict } from '../../../dev/chromium-shell/strict.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolebook-shell-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the stand-in addresses', () => {
  const map = createOriginMap(() => ['app']);
  it.each([
    ['app://rolebook', 'https://rolebook.app.localhost/'],
    ['app://rolebook/users?a=b#c', 'https://rolebook.app.localhost/users?a=b#c'],
    ['https://example.com/', 'https://example.com/'],
  ])('%s is %s in Chromium', (app, chromium) => expect(map.toChromium(app)).toBe(chromium));

  it.each([
    ['https://rolebook.app.localhost/x?y', 'app://rolebook/x?y'],
    ['https://rolebook.app.localhost.example.com/', 'https://rolebook.app.localhost.example.com/'],
    ['https://rolebook.app.localhost:8443/', 'https://rolebook.app.localhost:8443/'],
    ['https://a@rolebook.app.localhost/', 'https://a@rolebook.app.localhost/'],
    ['http://rolebook.app.localhost/', 'http://rolebook.app.localhost/'],
    ['https://.app.localhost/', 'https://.app.localhost/'],
    ['about:blank', 'about:blank'],
    ['', ''],
  ])('%s is %s to the app', (chromium, app) => expect(map.toApp(chromium)).toBe(app));
});

describe('what the shell lacks', () => {
  it('throws an error that names it', () => {
    const app = strict('app', { quit: () => 'done' });
    expect(app.quit()).toBe('done');
    expect(() => Reflect.get(app, 'dock')).toThrow(new MissingCounterpartError('app.dock'));
    expect(() => Reflect.set(app, 'badgeCount', 1)).toThrow('electron.app.badgeCount');
    const net: { fetch(): void } = missing('net');
    expect(() => net.fetch()).toThrow('electron.net has no counterpart');
  });
  it('does not disturb what it has: setters and private members work', () => {
    const theme = strict('nativeTheme', new ShellTheme());
    theme.themeSource = 'dark';
    expect([theme.themeSource, theme.shouldUseDarkColors]).toEqual(['dark', true]);
  });
});

describe('the flags', () => {
  const system = { platform: 'linux', isRoot: false, cwd: '/w', has: () => false } as const;
  it.each([
    [['--remote-debugging-port', '9222'], 9222],
    [['--remote-debugging-port=0'], 0],
    [[], null],
  ])('%j ask for the port %s', (args, port) => {
    expect(readShellOptions(args, { DISPLAY: ':0' }, system).remoteDebuggingPort).toBe(port);
  });
  it('are headless without a display, and keep Chromium’s sandbox for all but root', () => {
    expect(readShellOptions([], {}, system)).toMatchObject({ headless: true, chromiumSandbox: true });
    expect(readShellOptions([], { DISPLAY: ':0' }, { ...system, isRoot: true })).toMatchObject({
      headless: false,
      chromiumSandbox: false,
    });
    expect(readShellOptions(['--headless'], { DISPLAY: ':0' }, system).headless).toBe(true);
  });
  it('take the Chromium that only draws pages where no window is wanted and it is there', () => {
    const shell = '/usr/bin/chromium-headless-shell';
    const both = { ...system, has: (path: string): boolean => path === shell };
    const program = (env: NodeJS.ProcessEnv, where = both): string =>
      readShellOptions([], env, where).executablePath;
    expect(program({})).toBe(shell);
    expect(program({}, { ...both, has: () => false })).toBe('/usr/bin/chromium');
    expect(program({ DISPLAY: ':0' })).toBe('/usr/bin/chromium');
    expect(program({ ROLEBOOK_CHROMIUM: '/opt/other' })).toBe('/opt/other');
  });
  it.each([
    [{}, 'linux', false],
    [{ WAYLAND_DISPLAY: 'w' }, 'linux', true],
    [{ DISPLAY: '' }, 'linux', false],
    [{}, 'darwin', true],
  ] as const)('%j on %s means a display: %s', (env, platform, there) =>
    expect(hasDisplay(env, platform)).toBe(there),
  );
});

describe('the menu’s keys', () => {
  it.each([
    ['CommandOrControl+N', 'linux', { key: 'n', ctrl: true, meta: false, shift: false }],
    ['CommandOrControl+N', 'darwin', { key: 'n', ctrl: false, meta: true, shift: false }],
    ['CommandOrControl+Shift+N', 'linux', { key: 'n', ctrl: true, shift: true }],
    ['F5', 'linux', { key: 'f5', ctrl: false, meta: false, shift: false, alt: false }],
    ['CommandOrControl+,', 'linux', { key: ',', ctrl: true }],
    ['Alt+Plus', 'linux', { key: '+', alt: true }],
  ] as const)('%s on %s', (accelerator, platform, expected) => {
    expect(readAccelerator('id', accelerator, platform)).toMatchObject(expected);
  });
  it('carry out their entry', () => {
    const menus = new ShellMenus('linux');
    const chosen: unknown[] = [];
    const submenu = [
      { id: 'x', label: 'X', accelerator: 'F2', click: () => chosen.push('x') },
      { id: 'y', label: 'Y', accelerator: 'F3', registerAccelerator: false, click: () => chosen.push('y') },
      { role: 'quit' as const },
    ];
    menus.setApplicationMenu(menus.buildFromTemplate([{ label: 'File', submenu }]));
    expect(menus.shortcuts().map((shortcut) => shortcut.id)).toEqual(['x']);
    menus.choose('x', undefined);
    menus.choose('unknown', undefined);
    expect(chosen).toEqual(['x']);
  });
});

describe('dialogs', () => {
  const make = (hooks: ConstructorParameters<typeof ShellDialog>[0]['hooks'], said: string[] = []) =>
    new ShellDialog({
      hooks,
      downloads: () => join(folder, 'downloads'),
      say: (line) => void said.push(line),
    });

  it('are answered by a folder', async () => {
    const answer = await make([hookFromPath(folder)]).showSaveDialog({ defaultPath: '/elsewhere/a.csv' });
    expect(answer).toEqual({ canceled: false, filePath: join(folder, 'a.csv') });
  });
  it('are answered by a file, one by one, then by the shell itself', async () => {
    const file = join(folder, 'answers.json');
    writeFileSync(
      file,
      JSON.stringify({ save: [null, '/x'], open: ['/y', ['/a', '/b'], ['/a', '/b']], message: [1] }),
    );
    const dialog = make([hookFromPath(file)]);
    expect(await dialog.showSaveDialog({})).toEqual({ canceled: true, filePath: '' });
    expect(await dialog.showSaveDialog({})).toEqual({ canceled: false, filePath: '/x' });
    expect(await dialog.showOpenDialog({})).toEqual({ canceled: false, filePaths: ['/y'] });
    const many = { properties: ['openFile', 'multiSelections'] } as const;
    expect(await dialog.showOpenDialog({ properties: [...many.properties] })).toEqual({
      canceled: false,
      filePaths: ['/a', '/b'],
    });
    expect(await dialog.showOpenDialog({})).toEqual({ canceled: false, filePaths: ['/a'] });
    expect(await dialog.showOpenDialog({})).toEqual({ canceled: true, filePaths: [] });
    const question = { message: 'Quit?', buttons: ['Stay', 'Quit'], cancelId: 0 };
    expect((await dialog.showMessageBox(question)).response).toBe(1);
    expect((await dialog.showMessageBox(question)).response).toBe(0);
  });
  it('go to Downloads under a free name when nobody answers, and say so', async () => {
    const said: string[] = [];
    const dialog = make([], said);
    const first = await dialog.showSaveDialog({ defaultPath: 'users.csv.age' });
    writeFileSync(first.filePath, '');
    const second = await dialog.showSaveDialog({ defaultPath: 'users.csv.age' });
    expect([first.filePath, second.filePath]).toEqual(
      ['users.csv.age', 'users.csv (2).age'].map((name) => join(folder, 'downloads', name)),
    );
    expect(said.join('\n')).toContain(second.filePath);
  });
});

describe('the clipboard without a system one', () => {
  it('keeps what was written until it is cleared', async () => {
    const clipboard = new ShellClipboard(null);
    await clipboard.write([
      new ShellClipboardItem({ 'text/plain': 'x', 'electron application/osclipboard': 'secret' }),
    ]);
    expect(await clipboard.readText()).toBe('x');
    clipboard.clear();
    expect(await clipboard.readText()).toBe('');
  });
});

describe('the instance lock', () => {
  it('is held by one, who hears of the second', async () => {
    const address = lockAddress(folder, process.platform);
    const knocked = Promise.withResolvers<void>();
    const first = claimLock(address, () => knocked.resolve());
    expect(first.claimed).toBe(true);
    expect(await isClaimed(address)).toBe(true);
    // The knocking child is waited for synchronously, so this process can only answer it afterwards.
    const { execFile } = await import('node:child_process');
    const script = new URL('./knock.ts', import.meta.url).pathname;
    const second = new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [script, address], (error, output) =>
        error ? reject(error) : resolve(output),
      );
    });
    await knocked.promise;
    expect((await second).trim()).toBe('turned away');
    first.server?.close();
  });
  it('left behind by a dead process is taken over', () => {
    const address = lockAddress(join(folder, 'other'), process.platform);
    writeFileSync(address, '');
    const taken = claimLock(address, () => {});
    expect(taken.claimed).toBe(true);
    taken.server?.close();
  });
});
