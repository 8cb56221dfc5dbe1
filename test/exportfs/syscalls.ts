import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TracedWrite } from './traced-write.ts';

const program = fileURLToPath(new URL('traced-write.ts', import.meta.url));
/** Everything that makes, writes, flushes, names or opens up a file. */
const watched =
  'openat,open,creat,write,pwrite64,writev,ftruncate,copy_file_range,sendfile,fsync,fdatasync,link,linkat,symlink,' +
  'symlinkat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,chmod,fchmod,fchmodat';

/** Calls in the order in which they ended, those that another thread's call cut in two put together. */
function wholeCalls(log: string): string[] {
  const begun = new Map<string, string>();
  const calls: string[] = [];
  for (const line of log.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const half = /^(.*) <unfinished \.\.\.>$/.exec(rest)?.[1];
    const end = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    if (half !== undefined) begun.set(thread, half);
    else if (end === undefined) calls.push(rest);
    else calls.push(`${begun.get(thread) ?? ''}${end}`);
  }
  return calls;
}

/** A name as it is told of: parts, notes and the folder of the test are called alike each time. */
const plain = (name: string): string =>
  name.replace(/^\.rolebook-\d+-[0-9a-f-]+\.part$/, 'PART').replace(/^rolebook-\w+$/, 'T');

/** `folder/name` of the last two steps of a path. */
function told(path: string): string {
  const steps = path.split('/').filter((step) => step !== '');
  return steps.slice(-2).map(plain).join('/');
}

/** One call in short, as `open out/PART O_WRONLY|… 0600`; null for what is not about these folders, or failed. */
function short(call: string, about: readonly string[]): string | null {
  const [, name = '', given = '', result = ''] = /^(\w+)\((.*)\)\s+= (.*)$/.exec(call) ?? [];
  if (name === '' || result.startsWith('-1')) return null;
  const inside = (path: string): boolean =>
    about.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const handle = /^\d+<([^>]*)>/.exec(name.startsWith('open') || name === 'creat' ? result : given)?.[1];
  if (name.startsWith('open') || name === 'creat') {
    if (handle === undefined || !inside(handle)) return null;
    const [, flags = '', mode = ''] = /", ([A-Z_|]+)(?:, (0\d+))?$/.exec(given) ?? [];
    return /O_CREAT|O_WRONLY|O_RDWR/.test(flags) || name === 'creat'
      ? `open ${told(handle)} ${flags
          .split('|')
          .filter((flag) => flag !== 'O_CLOEXEC')
          .join('|')} ${mode}`
      : null;
  }
  if (handle !== undefined) {
    if (!inside(handle)) return null;
    const mode = name === 'fchmod' ? ` ${given.split(', ')[1] ?? ''}` : '';
    return `${name.replace(/^(pwrite64|writev)$/, 'write')} ${told(handle)}${mode}`;
  }
  // Through the open folder, or by its path: the last step is what tells.
  const paths = [...given.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path);
  const base = (path: string): string => plain(path.split('/').at(-1) ?? '');
  if (paths.length === 0 || !paths.every((path) => path.startsWith('/proc/self/fd/') || inside(path)))
    return null;
  const mode = name.startsWith('mkdir') ? ` ${/, (0\d+)$/.exec(given)?.[1] ?? ''}` : '';
  return `${name.replace(/at2?$/, '')} ${paths.map(base).join(' ')}${mode}`;
}

/** What a write of the product asks of the system within these folders, in order; the same call in a row told once. */
export function syscallsOf(write: TracedWrite, about: readonly string[], log: string): string[] {
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-y',
      '-s',
      '4096',
      '-e',
      `trace=${watched}`,
      '-o',
      log,
      process.execPath,
      program,
      JSON.stringify(write),
    ],
    { encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: '1' } },
  );
  if (run.status !== 0) throw new Error(`the write ended with ${String(run.status)}: ${run.stderr}`);
  const calls = wholeCalls(readFileSync(log, 'utf8')).flatMap((call) => short(call, about) ?? []);
  rmSync(log);
  return calls.filter((call, at) => call !== calls[at - 1]);
}
