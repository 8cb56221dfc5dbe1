import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { lockWithTheMachine } from '../../../src-main/app/lock-triggers.ts';
import { HandClock } from '../../builders/hand-clock.ts';

class Machine extends EventEmitter {
  idle = 0;
}

function watch(minutes: number | null) {
  const machine = new Machine();
  const clock = new HandClock();
  const causes: string[] = [];
  const stop = lockWithTheMachine({
    powerMonitor: {
      getSystemIdleTime: () => machine.idle,
      on: (event: string, listener: () => void) => machine.on(event, listener),
    },
    clock,
    minutes: () => minutes,
    lock: (cause) => causes.push(cause),
  });
  return { machine, clock, causes, stop };
}

describe('locking with the machine', () => {
  it.each([
    { name: 'suspend', cause: 'suspend', event: 'suspend', idle: 0 },
    { name: 'a locked screen', cause: 'screen', event: 'lock-screen', idle: 0 },
    { name: 'five minutes without a touch', cause: 'idle', event: null, idle: 300 },
  ])('trigger: $name', ({ cause, event, idle }) => {
    const { machine, clock, causes, stop } = watch(5);
    clock.advance(10_000);
    expect(causes).toEqual([]);
    machine.idle = idle;
    if (event !== null) machine.emit(event);
    clock.advance(10_000);
    expect(causes).toEqual([cause]);
    stop();
  });

  it('does not look at the idle time when told not to, but still at sleep and screen', () => {
    const { machine, clock, causes } = watch(null);
    machine.idle = 100_000;
    clock.advance(10_000);
    machine.emit('lock-screen');
    expect(causes).toEqual(['screen']);
  });
});
