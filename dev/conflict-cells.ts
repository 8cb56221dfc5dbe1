/**
 * `npm run test:conflicts`: the conflict table (test/sync/conflicts), each of its 160 cells by the decisions alone and by the
 * engine over a tenant. The last line is JSON: cells that hold in both ways, of how many.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readReport } from './test-counts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rolebook-conflicts-'));
const report = join(folder, 'report.json');
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', 'test/sync/conflicts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  { cwd: root, stdio: 'inherit' },
);
const parsed = z
  .object({
    testResults: z.array(
      z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) }),
    ),
  })
  .parse(readReport(report));
rmSync(folder, { recursive: true, force: true });

const cells = parsed.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ title }) => title.includes(' | '));
const passing = (way: string): Set<string> =>
  new Set(
    cells
      .filter(({ title, status: end }) => title.startsWith(way) && end === 'passed')
      .map(({ title }) => title.slice(way.length)),
  );
const decisions = passing('decisions: ');
const engine = passing('engine: ');
const both = [...decisions].filter((cell) => engine.has(cell)).length;
const ok = status === 0 && both === 160;
process.stdout.write(
  `${JSON.stringify({ cells: both, of: 160, decisions: decisions.size, engine: engine.size, ok })}\n`,
);
process.exitCode = ok ? 0 : 1;
