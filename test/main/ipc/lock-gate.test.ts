import { describe, expect, it } from 'vitest';
import { gateHandlers } from '../../../src-main/ipc/lock-gate.ts';
import { callChannels } from '../../../src-shared/ipc/channels.ts';
import type { CallChannel } from '../../../src-shared/ipc/channels.ts';
import type { Handlers } from '../../../src-shared/ipc/contract.ts';
import { callsWhileLocked } from '../../../src-shared/ipc/lock-contract.ts';

type AnyHandlers = Readonly<Record<CallChannel, (input: unknown) => unknown>>;

function gated(answer: (channel: CallChannel) => unknown) {
  const lock = { shut: false };
  const called: CallChannel[] = [];
  const handlers = Object.fromEntries(
    callChannels.map((channel) => [
      channel,
      () => {
        called.push(channel);
        return answer(channel);
      },
    ]),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the gate looks at no answer
  ) as unknown as Handlers;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const calls = gateHandlers(handlers, () => lock.shut) as unknown as AnyHandlers;
  return { lock, called, calls };
}

const refused = { body: { kind: 'auth', reason: 'locked' } };

describe('behind the lock', () => {
  it('only the lock itself and what runs the app are answered', () => {
    expect(callsWhileLocked).toEqual(['app.info', 'lock.state', 'lock.now', 'lock.unlock']);
  });

  it.each(callChannels.filter((channel) => !callsWhileLocked.includes(channel)))(
    'refuses: %s',
    async (channel) => {
      const { lock, called, calls } = gated(() => 'data');
      expect(await calls[channel]({})).toBe('data');
      lock.shut = true;
      await expect(calls[channel]({})).rejects.toMatchObject(refused);
      expect(called).toEqual([channel]);
      lock.shut = false;
      expect(await calls[channel]({})).toBe('data');
    },
  );

  it.each([...callsWhileLocked])('answers: %s', async (channel) => {
    const { lock, calls } = gated(() => 'open');
    lock.shut = true;
    expect(await calls[channel]({})).toBe('open');
  });

  it('keeps back the answer to what was asked before it shut', async () => {
    const pending = Promise.withResolvers<string>();
    const { lock, called, calls } = gated(() => pending.promise);
    const asked = Promise.resolve(calls['views.window']({}));
    lock.shut = true;
    pending.resolve('rows');
    await expect(asked).rejects.toMatchObject(refused);
    expect(called).toEqual(['views.window']);
  });
});
