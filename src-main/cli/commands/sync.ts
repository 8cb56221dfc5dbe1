import type { Command } from 'commander';
import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { note, printOne } from '../output.ts';
import { createProgress } from '../progress.ts';
import type { Register } from '../command-options.ts';
import type { CliRun } from '../run.ts';

function exitOf(run: SyncRun): number {
  if (run.outcome === 'complete') return exitCodes.ok;
  if (run.outcome === 'failed') return exitCodeOf(run.error?.kind ?? 'tenant');
  return exitCodes.partly;
}

async function sync(
  run: CliRun,
  options: { readonly full?: boolean; readonly acceptRemovals?: boolean },
): Promise<number> {
  await run.openTenant();
  const app = await run.application();
  const progress = createProgress(run.io);
  const undo = [
    app.onEvent('sync.progress', (event) => progress.show(event)),
    run.io.onInterrupt(() => void run.call('sync.cancel', {})),
  ];
  let result: SyncRun;
  try {
    result = await run.call('sync.start', { full: options.full === true });
    if (result.outcome === 'held' && options.acceptRemovals === true) {
      await run.call('sync.resolveHeld', { accept: true });
      result = (await run.call('session.state', {})).lastRun ?? result;
    }
  } finally {
    progress.end();
    for (const one of undo) one();
  }
  printOne(
    run,
    [
      ['Outcome', result.outcome],
      ['Rows', result.rows],
      ['Added', result.added],
      ['Changed', result.changed],
      ['Removed', result.removed],
      ['Requests', result.requests],
      ['Bytes', result.bytes],
      ['Seconds', ((Date.parse(result.endedAt) - Date.parse(result.startedAt)) / 1000).toFixed(1)],
    ],
    result,
  );
  if (result.outcome === 'held') {
    const { held } = await run.call('session.state', {});
    const what = held === null ? 'Many facts' : `${held.wouldRemove} of ${held.of} ${held.kind}`;
    note(
      run.io,
      `${what} would vanish. Nothing was removed; if that is right, run: rolebook sync --accept-removals`,
    );
  }
  if (result.error !== null) note(run.io, `${result.error.message} ${result.error.hint ?? ''}`.trim());
  return exitOf(result);
}

/** `rolebook sync`. */
export function registerSync(program: Command, register: Register): void {
  register(
    program
      .command('sync')
      .description('bring the local copy up to date; Ctrl+C stops and keeps what came')
      .option('--full', 'read everything again')
      .option('--accept-removals', 'take a tenant that became much smaller as true'),
    (run, _args, options: { readonly full?: boolean; readonly acceptRemovals?: boolean }) =>
      sync(run, options),
  );
}
