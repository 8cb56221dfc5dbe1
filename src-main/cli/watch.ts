import { counted } from '../../src-shared/words/count.ts';
import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import { exitCodes } from './exit-codes.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';
import { visibleJson } from './terminal-text.ts';

/** One run as one line: words for people, or a JSON object. */
function line(run: CliRun, sent: number, pulled: SyncRun): string {
  if (run.format === 'json') return visibleJson({ ...pulled, sent }).replaceAll(/\s*\n\s*/g, ' ');
  const { endedAt, outcome, rows, added, changed, removed, requests, error } = pulled;
  const cells = [endedAt, outcome, rows, added, changed, removed, requests, sent];
  if (run.format === 'csv') return cells.join(',');
  const why = error === null ? '' : `: ${error.message}`;
  return `${endedAt}  ${outcome}${why}  ${counted(rows, 'row')}, +${added} ~${changed} -${removed}, ${counted(requests, 'request')}, ${counted(sent, 'change')} sent`;
}

const header = 'ended,outcome,rows,added,changed,removed,requests,sent';

/** Resolves after so many milliseconds, or at once when it is called off. */
async function pause(run: CliRun, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const cancel = run.io.after(milliseconds, resolve);
    signal.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}

/**
 * Does rounds of sync until Ctrl+C or a SIGTERM, a line each. A round that fails is told and does not end it; the one
 * under way at the signal is cancelled, keeping what came. Answers `ok`: it ran until it was told to stop.
 */
export async function watch(
  run: CliRun,
  milliseconds: number,
  round: () => Promise<{ sent: number; pulled: SyncRun }>,
): Promise<number> {
  await run.openTenant();
  const stop = new AbortController();
  const undo = run.io.onInterrupt(() => {
    undo();
    stop.abort();
    run.call('sync.cancel', {}).catch(() => {});
  });
  if (run.format === 'csv') run.io.out.write(`${header}\n`);
  while (!stop.signal.aborted) {
    try {
      const { sent, pulled } = await round();
      run.io.out.write(`${line(run, sent, pulled)}\n`);
    } catch (error) {
      note(run.io, toErrorBody(error).message);
    }
    await pause(run, milliseconds, stop.signal);
  }
  undo();
  return exitCodes.ok;
}
