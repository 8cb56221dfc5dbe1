// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { guardNavigation, mayNavigate } from '../../../src-main/app/navigation-guard.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';

const away = [
  'https://example.com/',
  'http://localhost:5173/',
  'app://rolebook.evil/',
  'app://rolebook@evil/',
  'app://evil@rolebook/',
  'app://rolebook:80/',
  'APP2://rolebook/',
  'file:///etc/passwd',
  'file://server/share',
  '\\\\server\\share',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:app://rolebook/1234',
  'about:blank',
  'about:srcdoc',
  'view-source:app://rolebook/',
  'filesystem:app://rolebook/temporary/x',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'smb://server/share',
  'ms-msdt:/id',
  'search-ms:query=x',
  'vscode://file/x',
  'mailto:a@example.com',
  'tel:123',
  'ws://example.com/',
  'ftp://example.com/',
  'intent://x#Intent;end',
  '',
  'rolebook',
];

class FakeContents extends EventEmitter {
  open: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.open = handler;
  }
  ask(event: string, details: object): boolean {
    let prevented = false;
    this.emit(event, { ...details, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

let contents: FakeContents;
let log: ReturnType<typeof createRecordingLog>;

beforeEach(() => {
  const app = new EventEmitter();
  log = createRecordingLog();
  contents = new FakeContents();
  guardNavigation({ app: app as unknown as Pick<App, 'on'>, log, devOrigin: null });
  app.emit('web-contents-created', {}, contents);
});

describe('the navigation guard', () => {
  it('tries thirty addresses', () => expect(away.length).toBeGreaterThanOrEqual(30));

  it.each(away)('lets nobody go to %s', (url) => {
    expect(contents.ask('will-navigate', { url })).toBe(false);
    expect(contents.ask('will-redirect', { url })).toBe(false);
    expect(contents.ask('will-frame-navigate', { url, isMainFrame: true })).toBe(false);
    expect(contents.ask('will-frame-navigate', { url, isMainFrame: false })).toBe(false);
    expect(contents.open?.({ url }).action).toBe('deny');
  });

  it('logs the scheme and nothing more of the address', () => {
    contents.ask('will-navigate', { url: 'https://example.com/?token=canary' });
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).toContain('https:');
    expect(JSON.stringify(log.lines)).not.toMatch(/canary|example/);
  });

  it('lets the top frame move on our own origin, a frame inside it never', () => {
    const url = 'app://rolebook/users?tab=local';
    expect(contents.ask('will-navigate', { url })).toBe(true);
    expect(contents.ask('will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    expect(contents.ask('will-frame-navigate', { url, isMainFrame: false })).toBe(false);
  });

  it('opens no second window, not even on our own origin', () => {
    expect(contents.open?.({ url: 'app://rolebook/' }).action).toBe('deny');
  });

  it('attaches no webview', () => expect(contents.ask('will-attach-webview', {})).toBe(false));

  it('knows the development server only when told', () => {
    expect(mayNavigate('http://localhost:5173/users', 'http://localhost:5173')).toBe(true);
    expect(mayNavigate('http://localhost:5174/users', 'http://localhost:5173')).toBe(false);
    expect(mayNavigate('http://localhost:5173/users', null)).toBe(false);
  });
});
