// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorBodySchema } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { callChannels } from '../../../src-shared/ipc/channels.ts';
import type { CallChannel } from '../../../src-shared/ipc/channels.ts';
import type { Handlers } from '../../../src-shared/ipc/contract.ts';
import { registerCalls } from '../../../src-main/ipc/registrar.ts';
import type { SenderEvent } from '../../../src-main/ipc/sender-check.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';

const info = { version: '1', shell: 'electron', platform: 'linux', canBlockCapture: false };

function register(handlers: Partial<Record<CallChannel, (input: never) => unknown>> = {}) {
  const log = createRecordingLog();
  const handled: string[] = [];
  const registered = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>();
  const all = Object.fromEntries(
    callChannels.map((channel) => [
      channel,
      (input: never) => {
        handled.push(channel);
        return handlers[channel]?.(input);
      },
    ]),
  ) as unknown as Handlers;
  let now = 0;
  const undo = registerCalls({
    ipcMain: {
      handle: (channel, run) => {
        if (registered.has(channel)) throw new Error('twice');
        registered.set(channel, run as never);
      },
      removeHandler: (channel) => void registered.delete(channel),
    },
    handlers: all,
    senders: { origins: ['app://rolebook'], owns: (id) => id === 1 },
    log,
    clock: { monotonic: () => (now += 5) },
    checkOutput: true,
  });
  const call = (channel: string, event: unknown, ...args: unknown[]) =>
    registered.get(channel)?.(event, ...args);
  return { log, handled, registered, call, undo };
}

type Frame = NonNullable<SenderEvent['senderFrame']>;
const ourFrame: Frame = {
  url: 'app://rolebook/users',
  origin: 'app://rolebook',
  parent: null,
  detached: false,
};
const us: SenderEvent = { sender: { id: 1 }, senderFrame: ourFrame };
const from = (frame: Partial<Frame>): SenderEvent => ({
  sender: { id: 1 },
  senderFrame: { ...ourFrame, ...frame },
});

describe('the registrar', () => {
  it('knows every channel of the contract, and takes them all back', () => {
    const { registered, undo } = register();
    expect([...registered.keys()].toSorted()).toEqual([...callChannels].toSorted());
    undo();
    expect(registered.size).toBe(0);
  });

  it('parses, handles, checks the answer and measures', async () => {
    const { call, log } = register({ 'app.info': () => info });
    expect(await call('app.info', us, {})).toEqual({ ok: true, data: info });
    expect(log.lines).toEqual([
      { level: 'debug', event: 'ipc.done', fields: { channel: 'app.info', ms: 5 } },
    ]);
  });

  it('hands the parsed input on, defaults filled in', async () => {
    let seen: unknown;
    const { call } = register({ 'sync.start': (input) => void (seen = input) });
    await call('sync.start', us, {});
    expect(seen).toEqual({ full: false });
  });

  it('takes a missing argument as an empty one', async () => {
    const { call } = register({ 'app.info': () => info });
    expect(await call('app.info', us)).toMatchObject({ ok: true });
  });

  it('notices an answer outside the contract', async () => {
    const { call, log } = register({ 'app.info': () => ({ version: 1 }) });
    expect(await call('app.info', us, {})).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(log.lines[0]).toMatchObject({ level: 'error', event: 'ipc.bug', fields: { thrown: 'ZodError' } });
  });

  it('passes an expected failure on as it is', async () => {
    const failure = new RolebookError({
      kind: 'network',
      origin: 'cloud',
      reason: 'no-answer',
      message: 'No answer.',
    });
    const { call } = register({ 'session.retry': () => Promise.reject(failure) });
    expect(await call('session.retry', us, {})).toEqual({ ok: false, error: failure.body });
  });

  it.each([
    ['an Error', new Error('token=canary')],
    ['a text', 'token=canary'],
    ['nothing', undefined],
  ])('turns %s thrown by a bug into an error without its text', async (_case, thrown) => {
    const { call, log } = register({
      'roles.list': () => {
        throw thrown;
      },
    });
    const reply = await call('roles.list', us, {});
    expect(reply).toMatchObject({ ok: false, error: { kind: 'internal', reason: 'unexpected' } });
    expect(JSON.stringify([reply, log.lines])).not.toContain('canary');
  });

  it('says in words where an argument is wrong, without repeating it', async () => {
    const { call, log } = register();
    const grants = [{ roleId: 1, scopes: [] }];
    const reply = await call('users.create', us, { kind: 'local', email: 'canary@example.com', grants });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'input', reason: 'input-not-understood' } });
    expect(JSON.stringify(reply)).toContain('The places of a role: none is given.');
    expect(JSON.stringify([reply, log.lines])).not.toContain('canary');
  });

  it('takes one argument and no more', async () => {
    const { call, handled } = register();
    expect(await call('app.info', us, {}, {})).toMatchObject({ error: { reason: 'too-many-arguments' } });
    expect(handled).toEqual([]);
  });
});

describe('a foreign sender', () => {
  const hostile: [string, SenderEvent, string][] = [
    ['a destroyed frame', { sender: { id: 1 }, senderFrame: null }, 'sender-no-frame'],
    ['a detached frame', from({ detached: true }), 'sender-no-frame'],
    ['another window', { sender: { id: 2 }, senderFrame: ourFrame }, 'sender-not-our-window'],
    ['a frame inside our page', from({ parent: {} as never }), 'sender-not-top-frame'],
    ...[
      '',
      'about:blank',
      'about:srcdoc',
      'data:text/html,x',
      'blob:app://rolebook/1',
      'javascript:1',
      'file:///app/index.html',
      'app://',
      'app://rolebook.evil/',
      'app://rolebook:1/',
      'app://rolebook@evil/',
      'app://evil@rolebook/',
      'apps://rolebook/',
      'https://rolebook/',
      'https://rolebook.app.localhost/',
      'https://app//rolebook',
    ].map((url): [string, SenderEvent, string] => [
      `a page at ${url || 'no address'}`,
      from({ url, origin: 'app://rolebook' }),
      'sender-foreign-origin',
    ]),
    ['our address with another origin', from({ origin: 'null' }), 'sender-foreign-origin'],
  ];

  it.each(hostile)('%s reaches no channel', async (_name, event, reason) => {
    const { call, handled, log } = register();
    for (const channel of callChannels) {
      expect(await call(channel, event, {})).toMatchObject({
        ok: false,
        error: { kind: 'not-permitted', reason },
      });
    }
    expect(handled).toEqual([]);
    expect(log.lines.every((line) => line.level === 'warn' && line.event === 'ipc.refused')).toBe(true);
  });
});

describe('any argument at all', () => {
  it.each(callChannels)(
    'to %s ends in an envelope, and is handled only when it was understood',
    async (channel) => {
      const { call, handled } = register();
      const anything = fc.anything({
        withBigInt: true,
        withMap: true,
        withSet: true,
        withDate: true,
        withNullPrototype: true,
      });
      await fc.assert(
        fc.asyncProperty(fc.array(anything, { maxLength: 3 }), async (args) => {
          handled.length = 0;
          const reply = (await call(channel, us, ...args)) as { ok: boolean; error?: unknown };
          if (!reply.ok) expect(errorBodySchema.safeParse(reply.error).success).toBe(true);
          if (handled.length === 0) expect(reply.ok).toBe(false);
        }),
        { numRuns: 100 },
      );
    },
  );
});
