import { readFileSync, readdirSync } from 'node:fs';

/** A process as Linux describes it. */
export interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Processor time so far, its own threads together, in milliseconds; counted in steps of 10. */
  readonly cpu: number;
}

/** Linux counts processor time in hundredths of a second for programs, whatever the kernel's own clock. */
const tick = 10;

function read(pid: number): ProcessTimes | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in brackets and may hold anything; the fields come after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      pid,
      parent: Number(fields[1]),
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
      cpu: (Number(fields[11]) + Number(fields[12])) * tick,
    };
  } catch {
    // Gone meanwhile.
    return null;
  }
}

/** Processor time of a process and of all below it, at this moment. Linux only. */
export function processTree(root: number): readonly ProcessTimes[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const found = new Set([root]);
  // Chromium's helpers are children of children; numbers wrap around, so the order says nothing.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}
