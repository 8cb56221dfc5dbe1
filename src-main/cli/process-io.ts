import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { CliIo } from './cli-io.ts';
import { readSecretFile } from './secret-file.ts';
import { usageError } from './usage-error.ts';

/** What the process gives. */
type Process = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'platform'>;

async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  stdin.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk)));
  await once(stdin, 'end');
  return Buffer.concat(chunks).toString('utf8');
}

/** Asks on standard error; what is typed goes to a stream that shows nothing. */
function readHidden(process: Process, prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      lines.close();
      process.stderr.write('\n');
      resolve(line);
    });
    lines.once('SIGINT', () => {
      lines.close();
      process.stderr.write('\n');
      reject(usageError('Stopped.'));
    });
  });
}

/** The real terminal. */
export function createProcessIo(process: Process, clock: Pick<Clock, 'now' | 'after'>): CliIo {
  return {
    out: { write: (text) => void process.stdout.write(text) },
    err: { write: (text) => void process.stderr.write(text) },
    width: process.stdout.isTTY ? process.stdout.columns : null,
    errIsTerminal: process.stderr.isTTY,
    stdinIsTerminal: process.stdin.isTTY,
    readInput: () => readAll(process.stdin),
    readHidden: (prompt) => readHidden(process, prompt),
    readFile: async (path) => {
      try {
        return await readFile(path, 'utf8');
      } catch {
        throw usageError(`The file “${path}” cannot be read.`);
      }
    },
    readSecretFile: (path) => readSecretFile(path, process.platform),
    now: () => clock.now(),
    after: (milliseconds, run) => clock.after(milliseconds, run),
    onInterrupt: (listener) => {
      const signals = ['SIGINT', 'SIGTERM'] as const;
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}
