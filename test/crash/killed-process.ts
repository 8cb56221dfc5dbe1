import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** When to kill: so many milliseconds after this many lines that count. */
export interface KillAt {
  /** Lines of output to wait for. */
  readonly lines: number;
  readonly milliseconds: number;
}

/** How a program ended, and all that it had written by then. */
interface Ended {
  readonly lines: string[];
  readonly signal: NodeJS.Signals | null;
  readonly trouble: string;
}

async function run(program: URL, args: readonly string[], at: KillAt | null): Promise<Ended> {
  const child = spawn(process.execPath, [program.pathname, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let trouble = '';
  child.stderr.on('data', (text: Buffer) => {
    trouble += text.toString();
  });
  const reader = createInterface({ input: child.stdout });
  const read = new Promise<void>((resolve) => reader.once('close', resolve));
  reader.on('line', (line) => {
    lines.push(line);
    if (lines.length === at?.lines) setTimeout(() => child.kill('SIGKILL'), at.milliseconds);
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (_, by) => resolve(by));
  });
  await read;
  return { lines, signal, trouble };
}

/**
 * Runs a program of this folder and kills it with SIGKILL at the given instant. Answers all lines that it had written by
 * then; rejects when it ended before by itself, with what it said.
 */
export async function runAndKill(program: URL, args: readonly string[], at: KillAt): Promise<string[]> {
  const { lines, signal, trouble } = await run(program, args, at);
  if (signal !== 'SIGKILL') throw new Error(`the program ended by itself: ${trouble}`);
  return lines;
}

/** Runs a program of this folder to its end; rejects when it went wrong, with what it said. */
export async function runToEnd(program: URL, args: readonly string[]): Promise<string[]> {
  const { lines, trouble } = await run(program, args, null);
  if (trouble !== '' && lines.at(-1) !== 'end') throw new Error(trouble);
  return lines;
}
