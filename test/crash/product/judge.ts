import type { Evidence } from './evidence.ts';
import { judgeActs } from './judge-acts.ts';
import { judgeEffects } from './judge-effects.ts';
import { judgeSecrets } from './judge-secrets.ts';

/**
 * All that is wrong with a profile at its end: what was told as saved is there or was taken back by whoever may have meant to,
 * was done once at the tenant or says why not, and no secret got lost without a word. Pure; shares no code with the product.
 */
export function faultsIn(evidence: Evidence): string[] {
  return [...judgeActs(evidence), ...judgeEffects(evidence), ...judgeSecrets(evidence)];
}
