// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildApi } from '../../../src-main/preload/build-api.ts';
import { callChannels, eventChannels } from '../../../src-shared/ipc/channels.ts';

type AnyApi = Record<string, Record<string, (input?: unknown) => unknown>>;

function make(invoke: (channel: string, input: unknown) => Promise<unknown>) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const api = buildApi({
    calls: callChannels,
    events: eventChannels,
    invoke,
    subscribe: (channel, listener) => {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return () => void known.delete(listener);
    },
  });
  const emit = (channel: string, payload: unknown): void => {
    for (const listener of listeners.get(channel) ?? []) listener(payload);
  };
  return { api: api as unknown as AnyApi, emit };
}

describe('window.rolebook', () => {
  it('has a function for each channel, nothing else, all frozen', () => {
    const { api } = make(async () => ({ ok: true, data: null }));
    const names = Object.entries(api).flatMap(([room, methods]) => {
      expect(Object.isFrozen(methods)).toBe(true);
      return Object.entries(methods).map(([name, value]) => {
        expect(typeof value).toBe('function');
        return room === 'on' ? `on ${name}` : `${room}.${name}`;
      });
    });
    expect(Object.isFrozen(api)).toBe(true);
    expect(names.toSorted()).toEqual(
      [...callChannels, ...eventChannels.map((name) => `on ${name}`)].toSorted(),
    );
  });

  it('passes input and reply as they are', async () => {
    const { api } = make(async (channel, input) => ({ ok: true, data: [channel, input] }));
    expect(await api['sync']?.['start']?.({ full: true })).toEqual({
      ok: true,
      data: ['sync.start', { full: true }],
    });
  });

  it('passes payloads until it is told to stop', () => {
    const { api, emit } = make(async () => null);
    const seen: unknown[] = [];
    const stop = api['on']?.['app.command']?.((payload: unknown) => seen.push(payload)) as () => void;
    emit('app.command', 'sync');
    stop();
    emit('app.command', 'find');
    expect(seen).toEqual(['sync']);
  });

  it('does not subscribe what is not a function', () => {
    const { api, emit } = make(async () => null);
    expect(api['on']?.['app.command']?.('no function')).toBeTypeOf('function');
    expect(() => emit('app.command', 'sync')).not.toThrow();
  });

  it.each([
    ['throws', () => Promise.reject(new Error('canary'))],
    ['answers nothing', async () => undefined],
    ['answers a text', async () => 'canary'],
    ['answers an object of another shape', async () => ({ data: 'canary' })],
  ])('answers with an error of its own when the main process %s', async (_case, invoke) => {
    const reply = await make(invoke).api['app']?.['info']?.({});
    expect(reply).toMatchObject({ ok: false, error: { kind: 'internal', reason: 'bridge-failed' } });
    expect(JSON.stringify(reply)).not.toContain('canary');
  });

  it('never throws and only ever passes plain data, whatever it is given', async () => {
    const { api } = make(async (_channel, input) => {
      expect(JSON.parse(JSON.stringify(input))).toEqual(input);
      return { ok: true, data: null };
    });
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const throwing = {
      toJSON: () => {
        throw new Error('canary');
      },
    };
    const hostile = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withSet: true, withSparseArray: true }),
      fc.constantFrom<unknown>(cyclic, () => 1, Symbol('s'), throwing),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (input) => {
        const reply = (await api['users']?.['create']?.(input)) as { ok: boolean };
        expect(typeof reply.ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});
