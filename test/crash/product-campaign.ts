import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount } from './arguments.ts';
import { bundleProduct } from './product/bundle.ts';
import { faultsIn } from './product/judge.ts';
import { openProfile } from './product/profile.ts';
import { countEvidence, emptyTally, type ProductTally } from './product/tally.ts';

/** Rounds that one profile lives through. */
const lives = 10;

/**
 * One profile of the whole product, editing and syncing with a real tenant over sockets, killed again and again at seeded
 * instants; then it may finish. Nothing that was saved is lost, nothing happens twice at the tenant, and what is left open
 * says why. `program` is the product process.
 */
async function killProduct(seed: number, rounds: number, program: URL, tally: ProductTally): Promise<void> {
  const below = seededNumbers(seed);
  const profile = await openProfile(program);
  const found: string[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const at = { lines: 2 + below(24), milliseconds: below(120) };
      await profile.live(seed * 1000 + round, at);
      tally.rounds += 1;
    }
    const evidence = await profile.finish();
    countEvidence(tally, evidence);
    found.push(...faultsIn(evidence));
  } catch (thrown) {
    found.push(thrown instanceof Error ? thrown.message : String(thrown));
  } finally {
    for (const what of found)
      tally.failures.push({ seed, what: `${what} (profile kept in ${profile.folder})` });
    await profile.close(found.length > 0);
  }
}

/** So many rounds, ten to a profile, two profiles at a time; a seed names its profile. */
export async function productCampaign({ rounds, from }: Amount): Promise<ProductTally> {
  const tally = emptyTally();
  const { program, remove } = await bundleProduct();
  const profiles = Array.from({ length: Math.ceil(rounds / lives) }, (_, n) => n);
  const worker = async (): Promise<void> => {
    for (let n = profiles.shift(); n !== undefined; n = profiles.shift())
      await killProduct(from + n, Math.min(lives, rounds - n * lives), program, tally);
  };
  try {
    await Promise.all([worker(), worker()]);
  } finally {
    remove();
  }
  return tally;
}
