import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';

/** What a program did to files, in order, as strace saw it. Paths are absolute. */
export type DiskEvent =
  | { readonly what: 'write'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly what: 'truncate'; readonly path: string; readonly size: number }
  | { readonly what: 'sync'; readonly path: string }
  | { readonly what: 'create'; readonly path: string; readonly empty: boolean }
  | { readonly what: 'rename'; readonly from: string; readonly to: string }
  | { readonly what: 'unlink'; readonly path: string }
  /** A line of output. */
  | { readonly what: 'said'; readonly line: string };

const calls = 'openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(String.raw`\x`, ''), 'hex');
const name = (text: string): string => hex(text).toString('utf8');
const bytesOf = String.raw`"((?:\\x[0-9a-f]{2})*)"`;
const pathOf = String.raw`<((?:\\x[0-9a-f]{2})*)[^>]*>`;

const patterns: readonly [RegExp, (found: readonly string[]) => DiskEvent | null][] = [
  [
    new RegExp(String.raw`^pwrite64\(\d+${pathOf}, ${bytesOf}, \d+, (\d+)\) += \d+$`),
    ([, path = '', bytes = '', at = '']) => ({
      what: 'write',
      path: name(path),
      at: Number(at),
      bytes: hex(bytes),
    }),
  ],
  [
    new RegExp(String.raw`^write\(1(?:${pathOf})?, ${bytesOf}, \d+\) += \d+$`),
    ([, , bytes = '']) => ({ what: 'said', line: name(bytes).trim() }),
  ],
  [
    new RegExp(String.raw`^(?:fsync|fdatasync)\(\d+${pathOf}\) += 0$`),
    ([, path = '']) => ({ what: 'sync', path: name(path) }),
  ],
  [
    new RegExp(String.raw`^ftruncate\(\d+${pathOf}, (\d+)\) += 0$`),
    ([, path = '', size = '']) => ({ what: 'truncate', path: name(path), size: Number(size) }),
  ],
  [
    new RegExp(String.raw`^openat\(.*${bytesOf}, (O_[A-Z_|]*O_CREAT[A-Z_|]*), \d+\) += \d+`),
    ([, path = '', flags = '']) => ({ what: 'create', path: name(path), empty: flags.includes('O_TRUNC') }),
  ],
  [
    new RegExp(String.raw`^rename\(${bytesOf}, ${bytesOf}\) += 0$`),
    ([, from = '', to = '']) => ({ what: 'rename', from: name(from), to: name(to) }),
  ],
  [
    new RegExp(String.raw`^unlink\(${bytesOf}\) += 0$`),
    ([, path = '']) => ({ what: 'unlink', path: name(path) }),
  ],
];

function eventIn(call: string): DiskEvent | null {
  for (const [pattern, made] of patterns) {
    const found = pattern.exec(call);
    if (found !== null) return made(found);
  }
  return null;
}

/** Calls in the order in which they ended; one that another thread interrupted on paper is put together again. */
function* wholeCalls(log: string): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of log.split('\n')) {
    const [, pid = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (call.endsWith('<unfinished ...>'))
      begun.set(pid, call.slice(0, -'<unfinished ...>'.length).trimEnd());
    else if (call.startsWith('<...'))
      yield `${begun.get(pid) ?? ''}${call.replace(/^<\.\.\. \w+ resumed>/, '')}`;
    else yield call;
  }
}

/** Whether this machine can trace programs; the campaign needs Debian's package `strace`. */
export function canTrace(): boolean {
  return (
    spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
  );
}

/** Runs a program of this folder to its end and answers what it did to the files below a folder. */
export function traceProgram(program: URL, args: readonly string[], folder: string): DiskEvent[] {
  const logPath = `${folder}.strace`;
  const output = `${folder}.out`;
  // Output goes to a file, so that each line is one write that is seen when it ends.
  const out = openSync(output, 'w');
  try {
    const run = spawnSync(
      'strace',
      [
        '-f',
        '-y',
        '-xx',
        '-s',
        '300000',
        '-e',
        `trace=${calls}`,
        '-o',
        logPath,
        process.execPath,
        program.pathname,
        ...args,
      ],
      { stdio: ['ignore', out, 'pipe'] },
    );
    if (run.status !== 0) throw new Error(`the traced program failed: ${run.stderr.toString()}`);
    const log = readFileSync(logPath, 'latin1');
    return [...wholeCalls(log)].flatMap((call) => {
      const event = eventIn(call);
      if (event === null) return [];
      const path = event.what === 'said' ? folder : event.what === 'rename' ? event.to : event.path;
      // The index of the log is shared memory: what reaches the disk of it means nothing after a power cut.
      return path.startsWith(folder) && !path.endsWith('-shm') ? [event] : [];
    });
  } finally {
    closeSync(out);
    for (const file of [logPath, output]) rmSync(file, { force: true });
  }
}
