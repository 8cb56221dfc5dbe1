import type { App } from 'electron';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';

/** What the end of the app needs. */
export interface ShutdownDeps {
  readonly log: Log;
  readonly clock: Pick<Clock, 'after'>;
  /** How long all steps together may take, in milliseconds. What is not done by then is left. */
  readonly deadlineMs: number;
}

/** The ordered end of the app. */
export interface Shutdown {
  /** Adds a step. Steps run one after the other, last added first, so that what was opened last closes first. */
  add(name: string, step: () => Promise<void> | void): void;
  /** Runs all steps once; later calls get the same promise. Never rejects. True when all were done in time. */
  run(): Promise<boolean>;
}

/** A shutdown without steps. A step that fails is logged and the next one runs. */
export function createShutdown(deps: ShutdownDeps): Shutdown {
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let running: Promise<boolean> | null = null;

  const runSteps = async (progress: { current: string }): Promise<boolean> => {
    for (let next = steps.pop(); next !== undefined; next = steps.pop()) {
      progress.current = next.name;
      try {
        await next.step();
      } catch (error) {
        deps.log.error('shutdown.step-failed', {
          step: next.name,
          error: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
    return true;
  };

  const runInTime = async (): Promise<boolean> => {
    const progress = { current: '' };
    const late = Promise.withResolvers<boolean>();
    const callOff = deps.clock.after(deps.deadlineMs, () => late.resolve(false));
    const inTime = await Promise.race([runSteps(progress), late.promise]);
    callOff();
    if (!inTime) deps.log.error('shutdown.too-slow', { step: progress.current });
    return inTime;
  };

  return {
    add(name, step) {
      steps.push({ name, step });
    },
    run() {
      running ??= runInTime();
      return running;
    },
  };
}

/**
 * Holds the app's quitting until the shutdown has run, then lets it go. Closing the last window quits, except on
 * macOS, where apps stay.
 */
export function quitInOrder(
  app: Pick<App, 'on' | 'quit'>,
  shutdown: Shutdown,
  platform: NodeJS.Platform,
): void {
  let finished = false;
  const finish = async (): Promise<void> => {
    await shutdown.run();
    finished = true;
    app.quit();
  };
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    void finish();
  });
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
}
