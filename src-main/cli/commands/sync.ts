import { type Command, InvalidArgumentError, Option } from 'commander';
import { counted } from '../../../src-shared/words/count.ts';
import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { openChanges, sendChanges, withoutSecrets } from '../find-changes.ts';
import { note, printOne } from '../output.ts';
import { createProgress } from '../progress.ts';
import type { Register } from '../command-options.ts';
import type { CliRun } from '../run.ts';
import { watch } from '../watch.ts';

interface SyncOptions {
  readonly full?: boolean;
  readonly acceptRemovals?: boolean;
  readonly watch?: boolean;
  readonly every: number;
}

function exitOf(run: SyncRun): number {
  if (run.outcome === 'complete') return exitCodes.ok;
  if (run.outcome === 'failed') return exitCodeOf(run.error?.kind ?? 'tenant');
  return exitCodes.partly;
}

/** How many of the changes that wait went through. What issues a secret stays: nobody would get it. */
async function sendWaiting(run: CliRun): Promise<number> {
  const open = (await openChanges(run)).map(({ change }) => change);
  const waiting = open.filter(
    ({ state, held }) => (state === 'pending' && !held) || state === 'unknown' || state === 'sending',
  );
  if (waiting.length === 0) return 0;
  const able = new Set(withoutSecrets(open).map(({ id }) => id));
  const ids = waiting.filter(({ id }) => able.has(id)).map(({ id }) => id);
  const kept = waiting.length - ids.length;
  if (kept > 0) {
    note(
      run.io,
      `${counted(kept, 'change')} ${kept === 1 ? 'issues' : 'issue'} a secret, or ${kept === 1 ? 'needs' : 'need'} one that does. Send with: rolebook changes send --export …`,
    );
  }
  if (ids.length === 0) return 0;
  try {
    await sendChanges(run, ids);
  } catch (error) {
    note(run.io, `Nothing was sent: ${toErrorBody(error).message}`);
    return 0;
  }
  const left = new Set((await openChanges(run)).map(({ change }) => change.id));
  return ids.filter((id) => !left.has(id)).length;
}

/** Sends what waits, then pulls. */
async function round(run: CliRun, options: SyncOptions): Promise<{ sent: number; pulled: SyncRun }> {
  await run.call('session.retry', {});
  const sent = await sendWaiting(run);
  const pulled = await run.call('sync.start', { full: options.full === true });
  if (pulled.outcome !== 'held' || options.acceptRemovals !== true) return { sent, pulled };
  await run.call('sync.resolveHeld', { accept: true });
  return { sent, pulled: (await run.call('session.state', {})).lastRun ?? pulled };
}

const seconds = (pulled: SyncRun): string =>
  ((Date.parse(pulled.endedAt) - Date.parse(pulled.startedAt)) / 1000).toFixed(1);

async function sync(run: CliRun, options: SyncOptions): Promise<number> {
  await run.openTenant();
  const app = await run.application();
  const progress = createProgress(run.io);
  const undo = [
    app.onEvent('sync.progress', (event) => progress.show(event)),
    run.io.onInterrupt(() => void run.call('sync.cancel', {})),
  ];
  let result: SyncRun;
  let sent: number;
  try {
    ({ sent, pulled: result } = await round(run, options));
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
      ['Seconds', seconds(result)],
      ...(sent === 0 ? [] : [['Changes sent', sent] as const]),
    ],
    { ...result, sent },
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

function everySeconds(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 5) {
    throw new InvalidArgumentError('At least 5 seconds are needed.');
  }
  return Number(text);
}

/** `rolebook sync`. */
export function registerSync(program: Command, register: Register): void {
  register(
    program
      .command('sync')
      .description('send what waits and bring the local copy up to date; Ctrl+C stops and keeps what came')
      .option('--full', 'read everything again')
      .option('--accept-removals', 'take a tenant that became much smaller as true')
      .option('--watch', 'again and again, until Ctrl+C')
      .addOption(
        new Option('--every <seconds>', 'with --watch: how long to wait between two runs')
          .argParser(everySeconds)
          .default(60),
      ),
    (run, _args, options: SyncOptions) =>
      options.watch === true
        ? watch(run, options.every * 1000, () => round(run, options))
        : sync(run, options),
  );
}
