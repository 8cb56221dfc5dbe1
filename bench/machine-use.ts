import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const ticksPerSecond = 100;

/** Processor seconds spent on this machine so far by everybody (Linux). */
function spentByAll(): number {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '';
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  const ticks = [user, nice, system, irq, softirq, steal].reduce<number>((sum, part) => sum + (part ?? 0), 0);
  return ticks / ticksPerSecond;
}

/** Processor seconds spent so far by this process and these. */
function spentByUs(others: readonly number[]): number {
  const { user, system } = process.cpuUsage();
  return others.reduce(
    (sum, pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return sum + (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    (user + system) / 1e6,
  );
}

/**
 * Begins to watch; the answer ends it and tells which part of the machine's processors others used meanwhile, from 0 to 1.
 * Where the system does not tell (it is not Linux), 0.
 */
export function watchOthers(ours: readonly number[]): () => number {
  if (!existsSync('/proc/stat')) return () => 0;
  const started = performance.now();
  const before = spentByAll() - spentByUs(ours);
  return () => {
    const seconds = (performance.now() - started) / 1000;
    const used = spentByAll() - spentByUs(ours) - before;
    return Math.max(0, used / seconds / cpus().length);
  };
}
