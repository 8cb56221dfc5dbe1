import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** When to kill: so many milliseconds after this many lines that count. */
export interface KillAt {
  /** Lines of output to wait for. */
  readonly lines: number;
  readonly milliseconds: number;
}

/**
 * Runs a program of this folder and kills it with SIGKILL at the given instant. Answers all lines that it had written by
 * then; rejects when it ended before by itself, with what it said.
 */
export async function runAndKill(program: URL, args: readonly string[], at: KillAt): Promise<string[]> {
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
    if (lines.length === at.lines) setTimeout(() => child.kill('SIGKILL'), at.milliseconds);
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (_, by) => resolve(by));
  });
  await read;
  if (signal !== 'SIGKILL') throw new Error(`the program ended by itself: ${trouble}`);
  return lines;
}
