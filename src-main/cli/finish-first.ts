import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import { exitCodes } from './exit-codes.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';

/** Reasons of errors that come of our own refusal to send anything more. */
const ours = new Set(['offline', 'working-offline']);

/**
 * Does an act that changes the tenant so that Ctrl+C (or a SIGTERM) does not lose what is on its way. The first signal
 * lets the request in flight finish and lets no other leave; the act then hands over what it has got, and the command
 * ends with `partly` and what was given to `tell`: what is done and what is not. The second signal ends at once.
 * An act that looks at `stopped` before each step itself says `betweenSteps`: nothing of it must be saved for later.
 */
export async function finishFirst(
  run: CliRun,
  act: (tell: (what: string) => void, stopped: () => boolean) => Promise<number>,
  { betweenSteps = false }: { readonly betweenSteps?: boolean } = {},
): Promise<number> {
  let stopped = false;
  let told: string | null = null;
  const undo = run.io.onInterrupt(() => {
    // Without a listener the next signal does what signals do.
    undo();
    stopped = true;
    note(run.io, 'Stopping when the tenant has answered; once more to stop at once.');
    if (betweenSteps) return;
    // Where that cannot be, the act goes on to its own end.
    run.call('session.setWorkOffline', { offline: true }).catch(() => {});
  });
  try {
    const code = await act(
      (what) => (told = what),
      () => stopped,
    );
    return stopped ? exitCodes.partly : code;
  } catch (error) {
    if (!stopped || !ours.has(toErrorBody(error).reason)) throw error;
    told = 'nothing was changed.';
    return exitCodes.partly;
  } finally {
    undo();
    if (stopped) note(run.io, `Stopped: ${told ?? 'what was done is not known; look with rolebook sync.'}`);
  }
}
