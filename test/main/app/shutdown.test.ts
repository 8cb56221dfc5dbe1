// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { createShutdown, quitInOrder } from '../../../src-main/app/shutdown.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';

function make() {
  const log = createRecordingLog();
  const timers: (() => void)[] = [];
  const after = (_ms: number, run: () => void): (() => void) => {
    timers.push(run);
    return () => void timers.splice(timers.indexOf(run), 1);
  };
  return { log, timers, shutdown: createShutdown({ log, clock: { after }, deadlineMs: 5000 }) };
}

describe('the shutdown', () => {
  it('runs its steps one by one, the last added first', async () => {
    const { shutdown, timers } = make();
    const seen: string[] = [];
    for (const name of ['db', 'session', 'window']) {
      shutdown.add(name, async () => {
        seen.push(`${name} begins`);
        await Promise.resolve();
        seen.push(`${name} ends`);
      });
    }
    expect(await shutdown.run()).toBe(true);
    expect(seen).toEqual([
      'window begins',
      'window ends',
      'session begins',
      'session ends',
      'db begins',
      'db ends',
    ]);
    expect(timers).toEqual([]);
  });

  it('goes on after a step that fails', async () => {
    const { shutdown, log } = make();
    let closed = false;
    shutdown.add('db', () => void (closed = true));
    shutdown.add('broken', () => Promise.reject(new TypeError('with a secret in it')));
    expect(await shutdown.run()).toBe(true);
    expect(closed).toBe(true);
    expect(log.lines).toEqual([
      { level: 'error', event: 'shutdown.step-failed', fields: { step: 'broken', error: 'TypeError' } },
    ]);
  });

  it('stops waiting at its deadline and names the step', async () => {
    const { shutdown, timers, log } = make();
    shutdown.add('hanging', () => new Promise(() => {}));
    const run = shutdown.run();
    timers[0]?.();
    expect(await run).toBe(false);
    expect(log.lines.at(-1)).toMatchObject({ event: 'shutdown.too-slow', fields: { step: 'hanging' } });
  });

  it('runs once, however often it is asked', async () => {
    const { shutdown } = make();
    let count = 0;
    shutdown.add('once', () => void (count += 1));
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(count).toBe(1);
  });
});

describe('quitting', () => {
  class FakeApp extends EventEmitter {
    quits = 0;
    ended = false;
    quit(): void {
      this.quits += 1;
      let prevented = false;
      this.emit('will-quit', { preventDefault: () => (prevented = true) });
      if (!prevented) this.ended = true;
    }
  }

  it('waits for the shutdown, then ends', async () => {
    const { shutdown } = make();
    const app = new FakeApp();
    const open = Promise.withResolvers<void>();
    shutdown.add('db', () => open.promise);
    quitInOrder(app as unknown as Pick<App, 'on' | 'quit'>, shutdown, 'linux');
    app.emit('window-all-closed');
    expect(app.ended).toBe(false);
    open.resolve();
    await shutdown.run();
    await Promise.resolve();
    expect(app.ended).toBe(true);
  });

  it('does not follow the last window on macOS', () => {
    const { shutdown } = make();
    const app = new FakeApp();
    quitInOrder(app as unknown as Pick<App, 'on' | 'quit'>, shutdown, 'darwin');
    app.emit('window-all-closed');
    expect(app.quits).toBe(0);
  });
});
