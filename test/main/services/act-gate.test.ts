import { describe, expect, it } from 'vitest';
import { ActGate } from '../../../src-main/services/act-gate.ts';

describe('acts under way', () => {
  it('is idle at once when there are none', async () => {
    await expect(new ActGate().idle()).resolves.toBeUndefined();
  });

  it('waits for every act, also one that begins while waiting and one that fails', async () => {
    const gate = new ActGate();
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const ends: string[] = [];
    const one = gate.during(() => first.promise);
    const idle = gate.idle().then(() => ends.push('idle'));
    const two = gate.during(() => second.promise).catch(() => ends.push('failed'));
    first.resolve('done');
    expect(await one).toBe('done');
    expect(ends).toEqual([]);
    second.reject(new Error('lost'));
    await two;
    await idle;
    expect(ends).toEqual(['failed', 'idle']);
  });
});
