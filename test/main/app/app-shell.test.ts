// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { join, resolve } from 'node:path';
import type * as Electron from 'electron';
import { describe, expect, it } from 'vitest';
import { describeApp, prepareApp, profileFromArgs } from '../../../src-main/app/app-shell.ts';
import { parseAppAddress } from '../../../src-main/app/app-origin.ts';
import { claimSingleInstance } from '../../../src-main/app/single-instance.ts';

describe('the profile of the command line', () => {
  it.each([
    [['--profile', 'p'], resolve('/home/a', 'p')],
    [['--profile=/tmp/p'], '/tmp/p'],
    [['x', '--profile', '/tmp/p', '--headless'], '/tmp/p'],
    [['--profile'], null],
    [['--profile', '--headless'], null],
    [['--profile='], null],
    [['--profiles', '/tmp/p'], null],
    [[], null],
  ])('%j is %s', (args, folder) => expect(profileFromArgs(args, '/home/a')).toBe(folder));
});

describe('before Electron is ready', () => {
  const prepare = (profile: string | null) => {
    const calls: unknown[] = [];
    const paths = new Map([['userData', '/default']]);
    const app = {
      enableSandbox: () => calls.push('sandbox'),
      setPath: (name: string, path: string) => paths.set(name, path),
      getPath: (name: string) => paths.get(name) ?? '',
    };
    const protocol = { registerSchemesAsPrivileged: (schemes: unknown) => calls.push(schemes) };
    prepareApp({ app, protocol } as unknown as Pick<typeof Electron, 'app' | 'protocol'>, profile);
    return { calls, paths };
  };

  it('every renderer is sandboxed and the scheme has no more than it needs', () => {
    expect(prepare(null).calls).toEqual([
      'sandbox',
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ]);
  });
  it('the profile is where the command line says, the browser’s part below it', () => {
    const { paths } = prepare('/tmp/p');
    expect(paths.get('userData')).toBe('/tmp/p');
    expect(paths.get('sessionData')).toBe(join('/tmp/p', 'window'));
  });
});

describe('what runs the window', () => {
  const app = { getVersion: () => '1.2.3' };
  it.each([
    ['45.0.0', 'darwin', 'electron', true],
    ['45.0.0', 'win32', 'electron', true],
    ['45.0.0', 'linux', 'electron', false],
    [undefined, 'darwin', 'chromium-shell', false],
  ] as const)(
    'with Electron %s on %s is %s, capture blocked: %s',
    (electron, platform, shell, canBlockCapture) => {
      const versions = electron === undefined ? {} : { electron };
      expect(describeApp(app, versions, platform)).toEqual({
        version: '1.2.3',
        shell,
        platform,
        canBlockCapture,
      });
    },
  );
});

describe('an address of ours', () => {
  it.each([
    ['app://rolebook', '/', ''],
    ['app://rolebook/users?x=1#y', '/users', '?x=1'],
  ])('%s', (address, pathname, search) => expect(parseAppAddress(address)).toEqual({ pathname, search }));
});

describe('the single instance', () => {
  it('is told of later starts', () => {
    const listeners: (() => void)[] = [];
    let told = 0;
    const app = {
      requestSingleInstanceLock: () => true,
      on: (_name: string, run: () => void) => listeners.push(run),
    };
    const claimed = claimSingleInstance(app as unknown as Electron.App, () => (told += 1));
    listeners[0]?.();
    expect([claimed, told]).toEqual([true, 1]);
  });
  it('is not this one when another has it', () => {
    const app = { requestSingleInstanceLock: () => false } as unknown as Electron.App;
    expect(claimSingleInstance(app, () => {})).toBe(false);
  });
});
