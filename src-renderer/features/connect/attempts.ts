import type { Bridge, Outcome } from '../../bridge/bridge.ts';

/** Attempts to connect, of which the last one counts. */
export interface Attempts {
  /** How the attempt ended; null when another one was begun since. */
  run<T>(start: () => Promise<Outcome<T>>): Promise<Outcome<T> | null>;
  /** Asks the main process to end the attempt under way, which then fails as `connect-cancelled`; else nothing. */
  cancel(): void;
}

/** Follows the attempts of one connect screen. */
export function createAttempts(bridge: Bridge): Attempts {
  let latest = 0;
  let running = false;
  return {
    async run(start) {
      latest += 1;
      const mine = latest;
      running = true;
      const outcome = await start();
      if (mine !== latest) return null;
      running = false;
      return outcome;
    },
    cancel() {
      if (!running) return;
      running = false;
      void bridge.call('tenants.cancelConnect', {});
    },
  };
}
