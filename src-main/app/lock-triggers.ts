import type { PowerMonitor } from 'electron';
import type { LockCause } from '../../src-shared/domain/lock.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { watchIdleness } from '../services/lock/idle-watch.ts';

/** What locking with the machine needs. */
export interface LockTriggersDeps {
  /** `lock-screen` is told on macOS and Windows only (reliability §4); there the idle time has to do. */
  readonly powerMonitor: {
    on(event: 'suspend' | 'lock-screen', listener: () => void): unknown;
  } & Pick<PowerMonitor, 'getSystemIdleTime'>;
  readonly clock: Pick<Clock, 'after'>;
  /** Minutes of idleness after which to lock; null = not by idleness. */
  minutes(): number | null;
  lock(cause: LockCause): void;
}

/**
 * Locks when the user has gone: after a while without a touch, and when the machine sleeps or locks its screen.
 *
 * @returns its own undo, for the part that runs by the clock
 */
export function lockWithTheMachine(deps: LockTriggersDeps): () => void {
  deps.powerMonitor.on('suspend', () => deps.lock('suspend'));
  deps.powerMonitor.on('lock-screen', () => deps.lock('screen'));
  return watchIdleness({
    clock: deps.clock,
    idleSeconds: () => deps.powerMonitor.getSystemIdleTime(),
    minutes: () => deps.minutes(),
    lock: () => deps.lock('idle'),
  });
}
