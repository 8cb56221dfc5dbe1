import { expect, it } from 'vitest';
import type { Bridge, Outcome } from '../../../../src-renderer/bridge/bridge.ts';
import { createAttempts } from '../../../../src-renderer/features/connect/attempts.ts';

function make() {
  const called: string[] = [];
  const bridge: Bridge = {
    call: (channel) => {
      called.push(channel);
      return new Promise(() => {});
    },
    on: () => () => {},
  };
  return { called, attempts: createAttempts(bridge) };
}
const done: Outcome<string> = { ok: true, data: 'in' };

it('cancels the attempt under way, once', () => {
  const { called, attempts } = make();
  void attempts.run(() => new Promise<Outcome<string>>(() => {}));
  attempts.cancel();
  attempts.cancel();
  expect(called).toEqual(['tenants.cancelConnect']);
});

it('cancels nothing before the first attempt and after the last', async () => {
  const { called, attempts } = make();
  attempts.cancel();
  expect(await attempts.run(async () => done)).toEqual(done);
  attempts.cancel();
  expect(called).toEqual([]);
});

it('answers of an attempt that was overtaken do not count, nor do they end the later one', async () => {
  const { called, attempts } = make();
  const first = Promise.withResolvers<Outcome<string>>();
  const early = attempts.run(() => first.promise);
  attempts.cancel();
  void attempts.run(() => new Promise<Outcome<string>>(() => {}));
  first.resolve(done);
  expect(await early).toBeNull();
  attempts.cancel();
  expect(called).toEqual(['tenants.cancelConnect', 'tenants.cancelConnect']);
});

it('a cancel that came too late is told how it ended', async () => {
  const { attempts } = make();
  const late = Promise.withResolvers<Outcome<string>>();
  const end = attempts.run(() => late.promise);
  attempts.cancel();
  late.resolve(done);
  expect(await end).toEqual(done);
});
