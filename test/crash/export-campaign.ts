import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src-main/db/ledger.ts';
import { startWriting } from '../../src-main/files/start-writing.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { settleInterrupted } from '../../src-main/services/journal-book/settle-interrupted.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import { type Bench, makeBench } from '../exportcrypt/sealed-files.ts';
import type { Amount, Failure, Findings } from './arguments.ts';
import { exportPlan, type PlannedExport } from './export-plan.ts';
import type { ExportLife } from './export-process.ts';
import { deaths } from './file-faults.ts';
import { faultInExports, type ExportTally } from './judge-exports.ts';
import { type KillAt, runAndKill } from './killed-process.ts';

const program = new URL('export-process.ts', import.meta.url);
/** Rounds that one profile lives through. */
const lives = 10;
/** Operations on files that the longest export takes, about. */
const operations = 40;
/** Of them writes: of the note and of each file. */
const writes = 5;

interface Tally extends ExportTally {
  rounds: number;
  /** Unfinished files and folders that lay about when the process was dead. */
  leftBehind: number;
  readonly failures: Failure[];
}

type Kill = KillAt & Pick<ExportLife, 'death'>;

/** A kill by a timer from outside, or at an operation on files that no timer would hit. */
function killOf(below: (bound: number) => number): Kill {
  if (below(4) === 0) return { lines: 1 + below(4), milliseconds: below(250), death: null };
  const how = deaths[below(3)] ?? 'after';
  const death = { operation: 1 + below(how === 'torn' ? writes : operations), how };
  return { lines: Infinity, milliseconds: 0, death };
}

/** In the middle of a write, which the control has to survive and cannot. */
const tornWrite = (below: (bound: number) => number): Kill => ({
  lines: Infinity,
  milliseconds: 0,
  death: { operation: 1 + below(2), how: 'torn' },
});

const unfinished = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('.rolebook'));

/** What the product does when it is started again and the tenant is opened; answers the journal from then on. */
async function startAgain(profile: string) {
  const clock = createSystemClock();
  const { writtenBefore: written, settled } = await startWriting(profile, {
    random: createSystemRandom(),
    platform: process.platform,
  });
  const ledger = openLedger(join(profile, 'tenants', 'tenant', 'ledger.db'), { clock, log: silentLog });
  try {
    const startedAt = new Date(clock.now() + 1).toISOString();
    const notes: Promise<void>[] = [];
    settleInterrupted({
      journal: ledger.journal,
      startedAt,
      isChange: () => false,
      written,
      settled: (packageId) => void notes.push(settled(packageId)),
      log: silentLog,
    });
    await Promise.all(notes);
    return { rows: ledger.journal.list(10_000), verdict: ledger.journal.verify() };
  } finally {
    ledger.close();
  }
}

/** One life: exports until it is killed, a new start, and what is wrong then; null = nothing. */
async function oneLife(life: ExportLife, kill: KillAt, bench: Bench, tally: Tally): Promise<string | null> {
  const said = await runAndKill(program, [JSON.stringify(life)], kill);
  tally.leftBehind += unfinished(life.out).length;
  const begun: PlannedExport[] = [];
  const plan = exportPlan(life.seed);
  for (const line of said) if (line.startsWith('begin ')) begun.push(plan.next().value);
  const told = new Set(said.filter((line) => line.startsWith('done ')).map((line) => line.slice(5)));
  const { rows, verdict } = await startAgain(life.profile);
  if (!verdict.intact) return `the journal is broken at ${verdict.brokenAt}`;
  const notes = readdirSync(join(life.profile, 'unfinished'), { withFileTypes: true });
  const left = [...unfinished(life.out), ...notes.map(({ name }) => `note ${name}`)];
  if (left.length > 0) return `left over after the next start: ${left.join(', ')}`;
  const known = new Set(begun.map(({ name }) => name));
  // What is to be written over is put there just before its export begins.
  const ahead = plan.next().value;
  const strange = readdirSync(life.out).filter((name) => !known.has(name) && name !== ahead.name);
  if (strange.length > 0) return `nobody asked for ${strange.join(', ')}`;
  return await faultInExports({ out: life.out, begun, told, rows }, bench, tally);
}

async function oneProfile(
  seed: number,
  rounds: number,
  writer: ExportLife['writer'],
  bench: Bench,
  tally: Tally,
) {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-export-'));
  const profile = join(folder, 'profile');
  mkdirSync(join(profile, 'tenants', 'tenant'), { recursive: true });
  mkdirSync(join(profile, 'unfinished'));
  const below = seededNumbers(seed);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const out = join(folder, `round-${round}`);
      mkdirSync(out);
      const life = { profile, out, seed: seed * 1000 + round, keys: bench.keys, writer };
      const { lines, milliseconds, death } = writer === 'product' ? killOf(below) : tornWrite(below);
      const fault = await oneLife({ ...life, death }, { lines, milliseconds }, bench, tally);
      tally.rounds += 1;
      if (fault !== null) throw new Error(`round ${round + 1}: ${fault}`);
      rmSync(out, { recursive: true });
    }
    rmSync(folder, { recursive: true, force: true });
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    tally.failures.push({ seed, what: `${words} (files kept in ${folder})` });
  }
}

const emptyTally = (): Tally => ({
  rounds: 0,
  exports: 0,
  whole: 0,
  old: 0,
  absent: 0,
  interrupted: 0,
  leftBehind: 0,
  failures: [],
});

/** So many rounds, two profiles at a time. */
async function run(rounds: number, from: number, writer: ExportLife['writer'], bench: Bench): Promise<Tally> {
  const tally = emptyTally();
  const profiles = Array.from({ length: Math.ceil(rounds / lives) }, (_, n) => n);
  const worker = async (): Promise<void> => {
    for (let n = profiles.shift(); n !== undefined; n = profiles.shift())
      await oneProfile(from + n, Math.min(lives, rounds - n * lives), writer, bench, tally);
  };
  await Promise.all([worker(), worker()]);
  return tally;
}

/**
 * kill -9 of a real process at seeded instants while it exports, in every format and seal, one file or one for each person,
 * new or over an old one (reliability §4, row Export file): afterwards every target is whole, or what it was before; after
 * the next start nothing unfinished lies about, and the journal tells of each export how it ended. The control writes in
 * place and must lose. Ten rounds share a profile; a seed names its profile.
 */
export async function exportCampaign({ rounds, from }: Amount): Promise<Findings> {
  const bench = await makeBench();
  try {
    const { failures, ...counts } = await run(rounds, from, 'product', bench);
    // A profile ends with its first loss.
    const careless = await run(Math.min(rounds, 20), from, 'in-place', bench);
    const control = { rounds: careless.rounds, lost: careless.failures.length };
    for (const { what } of careless.failures) rmSync(keptIn(what), { recursive: true, force: true });
    return {
      campaign: 'crash:export',
      from,
      ...counts,
      control,
      failures,
      ok: failures.length === 0 && control.lost > 0,
    };
  } finally {
    bench.tools.close();
    bench.strangers.close();
  }
}

const keptIn = (what: string): string => /files kept in (.*)\)$/.exec(what)?.[1] ?? '';
