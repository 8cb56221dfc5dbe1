import { readFileSync, readdirSync } from 'node:fs';

/** What processes of ours were started with. */
export interface ProcessWatch {
  /** Argument lists and environments, each once. */
  readonly seen: ReadonlySet<string>;
  /** How many processes were looked at. */
  count(): number;
  stop(): void;
}

/** Times that a process is read: at first it may not have become yet what it was started for. */
const looks = 4;

/** Reads argv and environ of every process whose environment names the folder, again and again until it is stopped. */
export function watchProcesses(folder: string): ProcessWatch {
  const seen = new Set<string>();
  const looked = new Map<string, number>();
  const ours = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync('/proc')) {
      const before = looked.get(pid) ?? 0;
      if (!/^\d+$/.test(pid) || before >= looks || Number(pid) === process.pid) continue;
      looked.set(pid, before + 1);
      try {
        const environ = readFileSync(`/proc/${pid}/environ`, 'latin1');
        if (!environ.includes(folder)) continue;
        ours.add(pid);
        seen.add(environ);
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
      } catch {
        // Gone already, or somebody else's.
      }
    }
  };
  const timer = setInterval(look, 40);
  return {
    seen,
    count: () => ours.size,
    stop: () => {
      look();
      clearInterval(timer);
    },
  };
}
