import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Amount, Failure, Findings } from './arguments.ts';
import { faultIn, holds, Recovered, rowsAfterEach, scratchFolder } from './judge-ledger.ts';

const program = new URL('io-process.ts', import.meta.url);
const commits = 12;

/** A call that fails, how, and whether from then on or once. */
interface Fault {
  readonly call: string;
  readonly error: string;
  readonly forEver: boolean;
}

const faults: readonly Fault[] = [
  'pwrite64:ENOSPC',
  'pwrite64:EIO',
  'fsync:EIO',
  'fdatasync:EIO',
  'ftruncate:EIO',
]
  .map((text) => text.split(':'))
  .flatMap(([call = '', error = '']) => [
    { call, error, forEver: false },
    { call, error, forEver: true },
  ]);

function run(path: string, seed: number, extra: readonly string[]): string[] {
  const files = ['', '-wal', '-shm'].flatMap((suffix) => ['-P', `${path}${suffix}`]);
  const { stdout, status, signal, stderr } = spawnSync(
    'strace',
    [
      '-f',
      '-o',
      `${path}.strace`,
      ...files,
      ...extra,
      process.execPath,
      program.pathname,
      path,
      String(seed),
      String(commits),
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`it crashed (${signal ?? status}): ${stderr.slice(0, 500)}`);
  return stdout.trim().split('\n');
}

/** How often each call is made on the ledger's files when nothing fails. */
function countCalls(folder: string): Map<string, number> {
  const path = join(folder, 'ledger.db');
  const wanted = [...new Set(faults.map(({ call }) => call))];
  run(path, 1, ['-e', `trace=${wanted.join(',')}`]);
  const log = readFileSync(`${path}.strace`, 'latin1');
  return new Map(
    wanted.map((call) => [call, log.split('\n').filter((line) => line.includes(` ${call}(`)).length]),
  );
}

interface Tally {
  runs: number;
  failedCommits: number;
  refusedOpenings: number;
  reasons: Record<string, number>;
  readonly failures: Failure[];
}

function judge(lines: readonly string[], path: string, tally: Tally): void {
  let acknowledged = 0;
  for (const line of lines) {
    const [word = '', , reason = ''] = line.split(' ');
    if (/^\d+$/.test(word)) acknowledged = Number(word);
    if (word === 'failed') tally.failedCommits += 1;
    if (word === 'refused') tally.refusedOpenings += 1;
    const named = word === 'failed' ? reason : word === 'refused' ? line.slice('refused '.length) : null;
    if (named !== null) tally.reasons[named] = (tally.reasons[named] ?? 0) + 1;
    if (word === 'wrong' || line.includes('bug ')) throw new Error(line);
  }
  if (!existsSync(path)) {
    if (acknowledged > 0) throw new Error('the ledger is gone');
    return;
  }
  try {
    const fault = faultIn(holds(path), rowsAfterEach(1, commits + 1), acknowledged);
    if (fault !== null) throw new Error(fault);
  } catch (thrown) {
    if (thrown instanceof Recovered)
      throw new Error(`after ${acknowledged} commits ${thrown.message}`, { cause: thrown });
    throw thrown;
  }
}

/**
 * Disk full and I/O errors at every write, sync and cut of the ledger's files, once and for ever (reliability §2.5): a commit
 * that fails says so in words and has not happened, the next one can; what was acknowledged is there when the disk is well
 * again. Positions are spread evenly over all there are; with enough rounds it is each of them.
 */
export function ioCampaign({ rounds, from }: Amount): Findings {
  const tally: Tally = { runs: 0, failedCommits: 0, refusedOpenings: 0, reasons: {}, failures: [] };
  const place = mkdtempSync(join(scratchFolder(), 'rolebook-io-'));
  const calls = countCalls(place);
  const all = faults.flatMap((fault) =>
    Array.from({ length: calls.get(fault.call) ?? 0 }, (_, n) => ({ ...fault, position: n + 1 })),
  );
  for (let n = 0; n < rounds; n += 1) {
    const seed = from + n;
    const fault = rounds >= all.length ? all[n % all.length] : all[Math.floor((n * all.length) / rounds)];
    if (fault === undefined) continue;
    const folder = mkdtempSync(join(place, 'run-'));
    const path = join(folder, 'ledger.db');
    const { call, error, forEver, position } = fault;
    tally.runs += 1;
    try {
      const when = `${position}${forEver ? '+' : ''}`;
      const lines = run(path, 1, ['-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${when}`]);
      judge(lines, path, tally);
    } catch (thrown) {
      const words = thrown instanceof Error ? thrown.message : String(thrown);
      tally.failures.push({
        seed,
        what: `${call} ${error} at ${position}${forEver ? ' and on' : ''}: ${words}`,
      });
    }
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(place, { recursive: true, force: true });
  return {
    campaign: 'crash:io',
    from,
    positions: all.length,
    ...tally,
    ok: tally.failures.length === 0 && tally.failedCommits > 0,
  };
}
