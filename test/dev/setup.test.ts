import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources } from '../../dev/setup/build.mjs';
import { matchesLockfile } from '../../dev/setup/dependencies.mjs';
import { findElectron } from '../../dev/setup/electron-binary.mjs';
import { isDebian, systemNeeds } from '../../dev/setup/system-packages.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rolebook-setup-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe('the hash of the sources', () => {
  const change = (act: () => void): boolean => {
    const before = hashSources(folder);
    act();
    return hashSources(folder) !== before;
  };
  beforeEach(() => put('src-main/a/b.ts', 'one'));

  it('changes with a text', () => expect(change(() => put('src-main/a/b.ts', 'two'))).toBe(true));
  it('changes with a new file', () => expect(change(() => put('src-shared/c.ts', ''))).toBe(true));
  it('changes with a name', () => {
    const moved = (): void => {
      rmSync(join(folder, 'src-main/a/b.ts'));
      put('src-main/a/c.ts', 'one');
    };
    expect(change(moved)).toBe(true);
  });
  it('does not change with a time, a page of documentation or a test', () => {
    const harmless = (): void => {
      utimesSync(join(folder, 'src-main/a/b.ts'), 1, 1);
      put('src-main/README.md', 'text');
      put('test/x.test.ts', 'text');
    };
    expect(change(harmless)).toBe(false);
  });
});

describe('what is installed', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = {
    packages: { '': {}, 'node_modules/a': entry, 'node_modules/b': { ...entry, optional: true } },
  };
  it.each([
    ['all of it', { 'node_modules/a': entry, 'node_modules/b': entry }, true],
    ['all but another system’s', { 'node_modules/a': entry }, true],
    ['less', {}, false],
    ['another version', { 'node_modules/a': { ...entry, version: '1.0.1' } }, false],
    ['another content', { 'node_modules/a': { ...entry, integrity: 'sha512-b' } }, false],
    ['more', { 'node_modules/a': entry, 'node_modules/c': entry }, false],
  ])('is %s: %j', (_case, packages, expected) => expect(matchesLockfile(lock, { packages })).toBe(expected));

  it('is what this checkout’s lockfile asks for', () => {
    const read = (path: string): object =>
      JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));
    expect(matchesLockfile(read('package-lock.json'), read('node_modules/.package-lock.json'))).toBe(true);
  });
});

describe('Electron’s program', () => {
  it('is there only with its path and its file', () => {
    expect(findElectron(folder)).toBeNull();
    put('node_modules/electron/path.txt', 'electron');
    expect(findElectron(folder)).toBeNull();
    put('node_modules/electron/dist/electron', '');
    expect(findElectron(folder)).toBe(join(folder, 'node_modules/electron/dist/electron'));
  });
});

describe('the system', () => {
  it.each([
    ['ID=debian\nVERSION_ID="12"', true],
    ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian', true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', true],
    ['ID=fedora', false],
    ['ID=arch\nHOME_URL="https://not-debian.example.org/"', false],
    ['', false],
  ])('%j is Debian: %s', (text, expected) => expect(isDebian(text)).toBe(expected));
  it('is asked for each package once, with a reason', () => {
    expect(new Set(systemNeeds.map((need) => need.package)).size).toBe(systemNeeds.length);
    expect(systemNeeds.every((need) => need.why.length > 0)).toBe(true);
  });
});
