/** How much a campaign does. */
export interface Amount {
  /** Rounds or states, as the campaign counts. */
  readonly rounds: number;
  /** Seed of the first; the next ones follow. */
  readonly from: number;
}

/** Reads `N [--from S]` from the command line. */
export function readAmount(args: readonly string[], usual: number): Amount {
  const at = args.indexOf('--from');
  const from = at === -1 ? 1 : Number(args[at + 1]);
  const [first] = args.filter((_, n) => at === -1 || (n !== at && n !== at + 1));
  const rounds = first === undefined ? usual : Number(first);
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(from))
    throw new Error('usage: N [--from SEED]');
  return { rounds, from };
}

/** A violation, with the seed that shows it again. */
export interface Failure {
  readonly seed: number;
  readonly what: string;
}

/** What a campaign found; `failures` empty and `ok` true when all held. */
export interface Findings {
  readonly campaign: string;
  readonly from: number;
  readonly ok: boolean;
  readonly failures: readonly Failure[];
  readonly [count: string]: unknown;
}

/** Prints the findings, each failure on a line of its own, the counts as the last line; says how the process is to end. */
export function print({ failures, ...counts }: Findings): number {
  for (const { seed, what } of failures) process.stdout.write(`seed ${seed}: ${what}\n`);
  process.stdout.write(`${JSON.stringify({ ...counts, failures: failures.length })}\n`);
  return counts.ok ? 0 : 1;
}

/** Says why a campaign cannot be run on this machine, in words and as its last line; answers how the process is to end. */
export function printUnable(campaign: string, reason: string): number {
  process.stderr.write(`${reason}\n`);
  process.stdout.write(`${JSON.stringify({ campaign, ok: false, reason })}\n`);
  return 2;
}
