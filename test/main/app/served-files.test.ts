// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppResponder } from '../../../src-main/app/protocol.ts';
import { findServedFile, listServedFiles } from '../../../src-main/app/served-files.ts';
import type { ServedFiles } from '../../../src-main/app/served-files.ts';
import { noncePlaceholder } from '../../../src-main/app/content-security-policy.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';

const outside = 'outside-canary';
let folder: string;
let files: ServedFiles;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-served-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), outside);
  writeFileSync(
    join(root, 'index.html'),
    `<meta nonce="${noncePlaceholder}"><i nonce="${noncePlaceholder}">`,
  );
  writeFileSync(join(root, 'assets', 'a-1.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'a-1.css'), 'a{}');
  writeFileSync(join(root, 'assets', 'notes.md'), 'not for the window');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'assets', 'link.txt'));
  symlinkSync(folder, join(root, 'up'));
  files = listServedFiles(root);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const responder = () => {
  let count = 0;
  return createAppResponder({ files, newNonce: () => `nonce-${(count += 1)}`, log: createRecordingLog() });
};

describe('what is listed', () => {
  it('is every file of a known type, and no link', () => {
    expect([...files.keys()].toSorted()).toEqual(['/assets/a-1.css', '/assets/a-1.js', '/index.html']);
  });
});

describe('what answers a path', () => {
  it.each([
    ['/', '/index.html'],
    ['/users', '/index.html'],
    ['/users/42/rules', '/index.html'],
    ['/users/a%40b', '/index.html'],
    ['/assets/a-1.js', '/assets/a-1.js'],
  ])('%s is answered by %s', (path, file) => {
    expect(findServedFile(files, path)?.path).toBe(files.get(file)?.path);
  });

  const refused = [
    '/assets/missing.js',
    '/assets/notes.md',
    '/assets/link.txt',
    '/up/secret.txt',
    '/secret.txt',
    '',
    'index.html',
    '/INDEX.HTML',
    '/index.html%00',
    '/index.html%00.js',
    '/index.html/',
    '/..',
    '/../secret.txt',
    '/../../etc/passwd',
    '/..%2fsecret.txt',
    '/..%2Fsecret',
    '/..%5csecret',
    '/..%5Csecret.txt',
    '/%2e%2e/secret',
    '/%2e%2e%2fsecret',
    '/%252e%252e%252fsecret',
    '/%c0%ae%c0%ae/secret.txt',
    '/assets/../index.html',
    '/assets/./a-1.js',
    '/assets//a-1.js',
    '//etc/passwd',
    '/\\etc\\passwd',
    '/assets\\a-1.js',
    '/assets/%2e%2e/%2e%2e/secret',
    '/C:/Windows/win.ini',
    '/c%3a/windows/win.ini',
    '/file:///etc/hostname.txt',
    '/.git/config.txt',
    '/assets/.htaccess',
    '/assets/a-1.js.map',
    '/assets/a-1.js%20',
    '/assets/a-1.js::$DATA.js',
    '/assets/a-1.JS',
    '/nul.txt',
    `/${'a/'.repeat(3000)}`,
    '/users%2f..%2f..%2fsecret',
    '/~root/.ssh/id.txt',
  ];
  it.each(refused.map((path) => [path.slice(0, 60), path] as const))('%s is refused', (_name, path) => {
    const file = findServedFile(files, path);
    // A screen's path without a dot may end at the start page, never at another file.
    expect(file === null || (file === files.get('/index.html') && !/[.\\]|%2|%5|%00/i.test(path))).toBe(true);
  });
  it('tries at least forty of them', () => expect(refused.length).toBeGreaterThanOrEqual(40));

  it('never leaves the list, whatever the path', () => {
    const listed = new Set(files.values());
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, more) => {
        const file = findServedFile(files, `${path}/${more}`);
        return file === null || listed.has(file);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an answer', () => {
  it('of a page has a new nonce each time, in the page and in its policy', async () => {
    const respond = responder();
    for (const expected of ['nonce-1', 'nonce-2']) {
      const response = await respond(new Request('app://rolebook/users'));
      const page = await response.text();
      expect(page).toBe(`<meta nonce="${expected}"><i nonce="${expected}">`);
      expect(response.headers.get('Content-Security-Policy')).toContain(`'nonce-${expected}'`);
    }
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/a-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/a-1.css', 'text/css; charset=utf-8'],
  ])('of %s says its type and forbids guessing', async (path, type) => {
    const response = await responder()(new Request(`app://rolebook${path}`));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(type);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each([
    'app://rolebook.evil/',
    'app://evil/index.html',
    'app://rolebook:81/',
    'app://rolebook@evil/',
    'app://user:pass@rolebook/',
    'https://rolebook/',
    'file:///etc/hostname',
  ])('to %s is a refusal that carries the policy too', async (url) => {
    // Node's Request does not take names and passwords in an address; the responder reads no more than these two.
    const request = { url, method: 'GET' } as Request;
    const response = await responder()(request);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(await response.text()).toBe('');
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('to %s is 405', async (method) => {
    const response = await responder()(new Request('app://rolebook/', { method }));
    expect(response.status).toBe(405);
  });
});
