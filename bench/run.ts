/**
 * `npm run bench`: every measure in a process of its own, one after the other; a table, a file in bench/results, and as
 * the last line each target with whether it holds. `-- --quick` for a small run, `-- NAME…` for some measures only.
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figure } from './measure.ts';
import { measureFiles } from './targets.ts';

interface Result {
  readonly about: string;
  readonly figures: readonly Figure[];
}

function runOne(file: string, quick: boolean): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(
      fileURLToPath(new URL('./child.ts', import.meta.url)),
      [file, quick ? 'quick' : 'full'],
      {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      },
    );
    let result: Result | null = null;
    child.on('message', (message) => {
      result = message as Result;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && result !== null) resolve(result);
      else reject(new Error(`the measure ended with ${code}`));
    });
  });
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
const holds = ({ value, limit }: Figure): boolean => limit === null || value <= limit;

const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const names = wanted.length > 0 ? wanted : Object.keys(measureFiles);
const figures: Figure[] = [];
for (const name of names) {
  const file = measureFiles[name];
  if (file === undefined) throw new Error(`there is no measure "${name}"`);
  const result = await runOne(file, quick);
  console.log(`\n${name}: ${result.about}`);
  for (const figure of result.figures) {
    const limit = figure.limit === null ? '' : `≤ ${figure.limit} ${figure.unit}`;
    const verdict = figure.limit === null ? '' : holds(figure) ? 'holds' : 'FAILS';
    console.log(
      `  ${figure.name.padEnd(58)} ${shown(figure.value).padStart(10)} ${figure.unit.padEnd(7)} ${limit.padEnd(12)} ${verdict}`,
    );
  }
  figures.push(...result.figures);
}

const targets = figures
  .filter(({ limit }) => limit !== null)
  .map(({ name, value, limit, unit }) => ({ name, value, limit, unit, holds: value <= (limit ?? 0) }));
const all = targets.every((target) => target.holds);
const folder = new URL('./results/', import.meta.url);
mkdirSync(folder, { recursive: true });
const date = new Date().toISOString();
const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
writeFileSync(
  new URL(`${date.slice(0, 10)}${quick ? '-quick' : ''}.json`, folder),
  `${JSON.stringify({ date, quick, machine, figures, targets }, null, 2)}\n`,
);
console.log(`\n${JSON.stringify({ targets, holds: all })}`);
// A quick run is too small to judge by.
process.exitCode = all || quick ? 0 : 1;
