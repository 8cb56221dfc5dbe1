/**
 * `npm run check`: everything a machine can say about the source without running it. Each step is one command that
 * can be run by hand; the output of a step is shown only when it fails. `--report FILE` writes the counts as JSON.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const rooms = ['src-shared', 'src-main', 'src-main/preload', 'src-renderer', 'test', 'dev', 'bench'];
const sources = ['src-shared', 'src-main', 'src-renderer', 'test', 'dev', 'bench'];

const steps: readonly Step[] = [
  ...rooms.map((room): Step => ({ name: `types ${room}`, command: ['tsc', '-p', room] })),
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  {
    name: 'import zones',
    command: ['depcruise', '--config', 'dev/dependency-rules.ts', 'src-shared', 'src-main', 'src-renderer'],
  },
  { name: 'dead code', command: ['knip', '--config', 'dev/knip.json'] },
  { name: 'format', command: ['oxfmt', '--check', ...sources] },
];

interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly output: string;
  readonly milliseconds: number;
}

function run(step: Step): Promise<Outcome> {
  const [program, ...args] = step.command;
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const end = (ok: boolean): void =>
      resolve({ step, ok, output, milliseconds: performance.now() - started });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

let failed = 0;
for (const step of steps) {
  const outcome = await run(step);
  const time = `${(outcome.milliseconds / 1000).toFixed(1)} s`;
  console.log(`${outcome.ok ? '✓' : '✗'} ${step.name.padEnd(24)} ${time.padStart(7)}`);
  if (!outcome.ok) {
    failed += 1;
    console.log(`  $ ${step.command.join(' ')}\n${outcome.output.trimEnd()}\n`);
  }
}
const passed = steps.length - failed;
console.log(`check: ${passed} of ${steps.length} steps passed`);
const report = process.argv.indexOf('--report');
const file = report === -1 ? undefined : process.argv[report + 1];
if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
