import { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMarks, type Marks } from './marks.ts';
import { listen, type MarkingTenant, startMarkingTenant } from './marking-tenant.ts';
import { type ProcessWatch, watchProcesses } from './process-watch.ts';

/** A place of its own for everything that a run leaves behind, and a record of what no file shows. */
export interface Sandbox {
  readonly root: string;
  readonly scratch: string;
  readonly folders: {
    /** Profiles of the app. */
    readonly profiles: string;
    /** The system's folder for temporary files. */
    readonly temp: string;
    /** The home folder, with caches, settings and crash reports of every program. */
    readonly home: string;
    /** Where programs are started: core files would lie here. */
    readonly work: string;
    /** Files that the admin asked for: sealed ones, and reports without secrets. */
    readonly files: string;
    /** Files that the admin asked for with secrets to be read: the one place on disk where they may be. */
    readonly allowed: string;
    /** What the tests hand to the commands: files with passphrases. The product writes nothing there. */
    readonly given: string;
  };
  readonly env: NodeJS.ProcessEnv;
  readonly marks: Marks;
  readonly processes: ProcessWatch;
  /** Standard output and standard error of every process, by who it is. */
  readonly streams: { readonly who: string; readonly bytes: Buffer }[];
  /** Answers and notices of the main process, but for the calls that answer a secret. */
  readonly ipc: Buffer[];
  /** Titles, notices and announcements of windows. */
  readonly window: Buffer[];
  readonly tenants: { readonly name: string; readonly there: MarkingTenant }[];
  /** What reached a server that no secret is for. */
  readonly elsewhere: { readonly url: string; readonly received: Buffer[] };
  tenant(name: string, options?: Parameters<typeof startMarkingTenant>[2]): Promise<MarkingTenant>;
  /** Keeps what a process writes. */
  listenTo(child: ChildProcess, who: string): void;
  /** The command as a process of its own. `shows` = a secret was asked for on standard output, which then is no place to search. */
  command(
    profile: string,
    args: readonly string[],
    options?: { readonly input?: string; readonly shows?: boolean },
  ): Promise<{ code: number | null; out: string; err: string }>;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url));

/** Makes one, in a new folder. */
export async function createSandbox(): Promise<Sandbox> {
  const root = mkdtempSync(join(tmpdir(), 'rolebook-canary-'));
  const names = ['profiles', 'temp', 'home', 'work', 'files', 'allowed', 'given'] as const;
  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path, { mode: 0o700 });
    return path;
  };
  const [profiles, temp, home, work, files, allowed, given] = names.map(folder);
  const folders = { profiles, temp, home, work, files, allowed, given } as Sandbox['folders'];
  const marks = createMarks();
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'],
    HOME: folders.home,
    TMPDIR: folders.temp,
    XDG_CONFIG_HOME: join(folders.home, '.config'),
    XDG_CACHE_HOME: join(folders.home, '.cache'),
    XDG_DATA_HOME: join(folders.home, '.local', 'share'),
    XDG_STATE_HOME: join(folders.home, '.local', 'state'),
  };
  const streams: { who: string; bytes: Buffer }[] = [];
  const tenants: { name: string; there: MarkingTenant }[] = [];
  const received: Buffer[] = [];
  const server = createServer((request, response) => {
    received.push(Buffer.from(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`));
    request.on('data', (chunk: Buffer) => received.push(chunk));
    request.on('end', () => response.end('{}'));
  });
  const url = await listen(server);
  const processes = watchProcesses(root);

  const listenTo = (child: ChildProcess, who: string): void => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => streams.push({ who, bytes: chunk }));
  };

  return {
    root,
    scratch: folder('scratch'),
    folders,
    env,
    marks,
    processes,
    streams,
    ipc: [],
    window: [],
    tenants,
    elsewhere: { url, received },
    async tenant(name, options) {
      const there = await startMarkingTenant(marks, name, options);
      tenants.push({ name, there });
      return there;
    },
    listenTo,
    async command(profile, args, { input = '', shows = false } = {}) {
      const child = spawn(process.execPath, [main, '--profile', profile, ...args], {
        env,
        cwd: folders.work,
      });
      const text = { out: '', err: '' };
      child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      const who = `rolebook ${args.slice(0, 2).join(' ')}`;
      streams.push({ who, bytes: Buffer.from(text.err) });
      if (!shows) streams.push({ who, bytes: Buffer.from(text.out) });
      return { code, ...text };
    },
    async close() {
      processes.stop();
      for (const { there } of tenants) await there.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // A browser that was killed may still be at its last file.
      rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
