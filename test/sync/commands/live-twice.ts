import { createHash } from 'node:crypto';
import { runSeeds } from './run-seeds.ts';

/** What living through worlds twice came to (I16). */
export interface Twice {
  readonly seeds: number;
  /** Seeds whose two lives were not the same, event by event. */
  readonly different: readonly number[];
  /** Over all that happened. */
  readonly sha256: string;
}

/**
 * Lives through each world twice: in one process from the first to the last, in another from the last to the first. So two
 * lives of a world have nothing in common but its seed, not even what was lived through before.
 */
export async function liveTwice(
  seeds: readonly number[],
  { focused = false, mutant = null }: { readonly focused?: boolean; readonly mutant?: string | null } = {},
): Promise<Twice> {
  const order = { count: seeds.length, workers: 1, focused, mutant, digests: true };
  const [there, back] = await Promise.all([
    runSeeds({ ...order, from: seeds }),
    runSeeds({ ...order, from: seeds.toReversed() }),
  ]);
  const all = createHash('sha256');
  for (const seed of seeds) all.update(there.digests.get(seed) ?? '');
  return {
    seeds: there.digests.size,
    different: seeds.filter((seed) => there.digests.get(seed) !== back.digests.get(seed)),
    sha256: all.digest('hex'),
  };
}
