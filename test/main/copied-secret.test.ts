import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aBareUser } from '../builders/bare-user.ts';
import { concealingFormats, createClipboardPort } from '../../src-main/app/clipboard.ts';
import { lockWithTheMachine } from '../../src-main/app/lock-triggers.ts';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createRolebook, type Rolebook } from '../../src-main/compose.ts';
import type { DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { HandClock } from '../builders/hand-clock.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';
import { createRecordingLog } from '../builders/recording-log.ts';
import { asClipboardItem, SystemClipboard } from '../builders/system-clipboard.ts';
import { startTenant } from '../contract/cloud/connected-tenant.ts';

const clock = createSystemClock();
const hand = new HandClock();
const board = new SystemClipboard();
const selection = new SystemClipboard();
const log = createRecordingLog();
const ends: (() => void | Promise<void>)[] = [];
let tenant: DemoTenant;
let origin = '';
let app: Rolebook;
let secret = '';
let id = '';

/** Everything as the window has it; timers of half a minute go by hand, since those are what is looked at. */
async function start(profileDir: string): Promise<Rolebook> {
  const timers = {
    ...clock,
    after: (ms: number, run: () => void) => (ms === 30_000 ? hand.after(ms, run) : clock.after(ms, run)),
  };
  const port = createClipboardPort({
    clipboard: Object.assign(board, { selection }),
    ClipboardItem: asClipboardItem,
    platform: 'linux',
    clock: timers,
    log,
  });
  return await createRolebook({
    profileDir,
    root: findAppRoot(import.meta.dirname),
    appInfo: { version: '0', shell: 'terminal', platform: 'linux', canBlockCapture: false },
    clock: timers,
    random: createSystemRandom(),
    log,
    transport: createNodeTransport({ clock }),
    clipboard: {
      writeSecret: (text) => port.write(text, { concealed: true, clearAfterMs: null }),
      clearIfOurs: async () => void (await port.clearIfOurs()),
    },
    askWhere: async () => null,
    askWhich: async () => null,
    askWhichFiles: async () => null,
    openLink: async () => {},
    pullByItself: true,
    emit: () => {},
    onLocked: () => {},
  });
}

/** An app with one secret in its tray. */
async function withSecret(email: string): Promise<void> {
  app = await start(temporaryFolder((work) => ends.push(work)));
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  await app.handlers['tenants.connect']({
    url: origin,
    method: 'service-account',
    account: clientId,
    secret: clientSecret,
    remember: false,
  });
  await vi.waitFor(async () => expect((await app.handlers['session.state']({})).mirrorAsOf).not.toBeNull(), {
    timeout: 20_000,
    interval: 20,
  });
  const { credential } = await app.handlers['users.create']({ ...aBareUser(email), send: 'now' });
  id = credential?.id ?? '';
  ({ secret } = await app.handlers['credentials.reveal']({ id }));
  await app.lock.start();
}

const copy = (part: 'secret' | 'account' = 'secret') => app.handlers['credentials.copy']({ id, part });
const unlock = () => app.handlers['lock.unlock']({ passphrase: null });
/** Lets promises that are under way come to their end. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pass = (seconds: number): Promise<void> => {
  hand.advance(seconds * 1000);
  return settle();
};
const gone = () => vi.waitFor(() => expect(board.text).toBe(''));

beforeAll(async () => {
  ({ tenant, origin } = await startTenant({
    profile: '3.0',
    users: 20,
    switches: { rulePhaseDelayMs: 0 },
  }));
  await withSecret('copied@example.com');
}, 60_000);
afterAll(async () => {
  await app.close();
  for (const end of ends.toReversed()) await end();
  await tenant.stop();
});
beforeEach(() => {
  Object.assign(board, { text: '', formats: [], broken: false, meanwhile: () => {} });
  selection.text = '';
  log.lines.length = 0;
});

describe('after its time', () => {
  it('time: lies there for 30 seconds, and no longer', async () => {
    expect(await copy()).toEqual({ clearsInSeconds: 30 });
    await pass(29.9);
    expect(board.text).toBe(secret);
    await pass(0.1);
    await gone();
  });

  it('time: copied again, the 30 seconds begin anew', async () => {
    await copy();
    await pass(20);
    await copy();
    await pass(20);
    expect(board.text).toBe(secret);
    await pass(10);
    await gone();
  });

  it('time: a copied account name goes the same way', async () => {
    await copy('account');
    expect(board.text).toBe('copied@example.com');
    await pass(30);
    await gone();
  });

  it('time: also from the selection of X11, where it is the same', async () => {
    await copy();
    selection.text = secret;
    await pass(30);
    await gone();
    expect(selection.text).toBe('');
  });
});

describe('only if it is still ours', () => {
  const others = 'of another program';

  it('ours: what another program copied since stays, after 30 seconds', async () => {
    await copy();
    board.text = others;
    await pass(30);
    expect(board.text).toBe(others);
  });

  it('ours: what another program copied since stays, at lock', async () => {
    await copy();
    board.text = others;
    app.lock.lock('asked');
    await settle();
    await unlock();
    expect(board.text).toBe(others);
  });

  it('ours: another selection of X11 stays', async () => {
    await copy();
    selection.text = others;
    await pass(30);
    await gone();
    expect(selection.text).toBe(others);
  });

  it('ours: what is copied while we look stays', async () => {
    await copy();
    board.meanwhile = () => {
      board.meanwhile = () => {};
      void copy('account');
    };
    await pass(30);
    await vi.waitFor(() => expect(board.text).toBe('copied@example.com'));
    await pass(30);
    await gone();
  });
});

describe('at lock', () => {
  it.each(['asked', 'idle', 'suspend', 'screen'] as const)('lock: at once, locked by: %s', async (cause) => {
    await copy();
    const heard = new Map<string, () => void>();
    let tick = (): void => {};
    const undo = lockWithTheMachine({
      powerMonitor: {
        on: (event, listener) => heard.set(event, listener),
        getSystemIdleTime: () => 600,
      },
      clock: {
        after: (_, run) => {
          tick = run;
          return () => {};
        },
      },
      minutes: () => 5,
      lock: (why) => app.lock.lock(why),
    });
    const touch = {
      asked: () => void app.handlers['lock.now']({}),
      idle: () => tick(),
      suspend: () => heard.get('suspend')?.(),
      screen: () => heard.get('lock-screen')?.(),
    };
    touch[cause]();
    expect(app.lock.locked()).toBe(true);
    await gone();
    undo();
    await unlock();
  });

  it('lock: happens all the same when the clipboard cannot be read, and says so without its text', async () => {
    await copy();
    board.broken = true;
    app.lock.lock('asked');
    await vi.waitFor(() => expect(log.lines.map(({ event }) => event)).toContain('clipboard.clear-failed'));
    expect(app.lock.locked()).toBe(true);
    expect(JSON.stringify(log.lines)).not.toContain(secret);
    await unlock();
  });
});

describe('kept from clipboard histories', () => {
  it('concealed: a secret is copied with the mark', async () => {
    await copy();
    expect(board.formats).toEqual(['text/plain', ...Object.keys(concealingFormats('linux'))]);
  });

  it.each([
    ['linux', ['x-kde-passwordManagerHint']],
    ['darwin', ['org.nspasteboard.ConcealedType']],
    [
      'win32',
      [
        'ExcludeClipboardContentFromMonitorProcessing',
        'CanIncludeInClipboardHistory',
        'CanUploadToCloudClipboard',
      ],
    ],
  ] as const)('concealed: by the marks of %s', (platform, marks) => {
    const written = Object.keys(concealingFormats(platform)).join('\n');
    for (const mark of marks) expect(written).toContain(`"${mark}"`);
  });
});

describe('a copy that fails', () => {
  it('fails: is told without its text, and hands nothing over', async () => {
    await withSecretAnew('second@example.com');
    board.broken = true;
    const error: unknown = await Promise.resolve(copy()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify(log.lines)).not.toContain(secret);
    const [held] = await app.handlers['credentials.list']({});
    expect(held).toMatchObject({ account: 'second@example.com', handedOver: false });
  });
});

/** Another app, the one before closed. */
async function withSecretAnew(email: string): Promise<void> {
  await app.close();
  await withSecret(email);
}

describe('at the end of the app', () => {
  it('quit: at once', async () => {
    await withSecretAnew('third@example.com');
    await copy();
    expect(board.text).toBe(secret);
    await app.close();
    expect(board.text).toBe('');
  });

  it('quit: what another program copied since stays', async () => {
    await withSecret('fourth@example.com');
    await copy();
    board.text = 'of another program';
    await app.close();
    expect(board.text).toBe('of another program');
  });

  it('quit: ends all the same when the clipboard cannot be read', async () => {
    await withSecret('fifth@example.com');
    await copy();
    board.broken = true;
    await app.close();
    expect(log.lines.map(({ event }) => event)).toContain('close-failed');
    expect(JSON.stringify(log.lines)).not.toContain(secret);
  });
});
