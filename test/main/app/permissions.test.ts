// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { readFileSync } from 'node:fs';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { denyPermissions } from '../../../src-main/app/permissions.ts';
import type { GrantingSession } from '../../../src-main/app/permissions.ts';
import { silentLog } from '../../../src-main/log/log.ts';

/** Every permission this Electron knows, read from its own declarations. */
function permissionNames(): string[] {
  const file = fileURLToPath(new URL('../../../node_modules/electron/electron.d.ts', import.meta.url));
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((text) => text.trimStart().startsWith('setPermissionCheckHandler('));
  const list = /permission: ([^,]+), requestingOrigin/.exec(line ?? '')?.[1] ?? '';
  return list.split('|').map((name) => name.trim().replaceAll("'", ''));
}

type Handler = (...args: unknown[]) => unknown;

class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  spellChecker = true;
  setPermissionRequestHandler = (handler: Handler): void => void this.handlers.set('request', handler);
  setPermissionCheckHandler = (handler: Handler): void => void this.handlers.set('check', handler);
  setDevicePermissionHandler = (handler: Handler): void => void this.handlers.set('device', handler);
  setDisplayMediaRequestHandler = (handler: Handler): void => void this.handlers.set('display', handler);
  setSpellCheckerEnabled = (enabled: boolean): void => void (this.spellChecker = enabled);
}

const session = new FakeSession();
denyPermissions(session as unknown as GrantingSession, silentLog);
const names = permissionNames();

describe('permissions', () => {
  it('are all known from the declarations', () => {
    expect(names.length).toBeGreaterThan(40);
    expect(names).toContain('geolocation');
  });

  it.each(names)('deny %s, asked for or checked', (name) => {
    const answers: unknown[] = [];
    session.handlers.get('request')?.({}, name, (granted: unknown) => answers.push(granted), {});
    expect(answers).toEqual([false]);
    expect(session.handlers.get('check')?.({}, name, 'app://rolebook', {})).toBe(false);
  });

  it.each(['hid', 'serial', 'usb'])('deny %s devices', (deviceType) => {
    expect(session.handlers.get('device')?.({ deviceType, origin: 'app://rolebook' })).toBe(false);
  });

  it('deny screen capture, downloads and the spell checker', () => {
    const answers: unknown[] = [];
    session.handlers.get('display')?.({}, (streams: unknown) => answers.push(streams));
    expect(answers).toEqual([null]);
    let prevented = false;
    session.emit('will-download', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
    expect(session.spellChecker).toBe(false);
  });
});
