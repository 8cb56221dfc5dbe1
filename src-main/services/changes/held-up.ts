import type { Change } from '../../../src-shared/domain/change.ts';
import { claimsOf } from '../../sync/push/claims.ts';
import type { FindChange } from '../../sync/push/resolve-ids.ts';

/** Whether a change stays where it is until the user does something about it, and keeps its place meanwhile (I6). */
const stays = ({ state, held }: Change): boolean =>
  state === 'conflict' || state === 'blocked' || (state === 'pending' && held);

/**
 * For each open change that is held up, the first earlier one about the same that does not go on by itself. `open` is in the
 * order of sending; `find` knows those that have ended, too. Pure.
 */
export function heldUp(open: readonly Change[], find: FindChange): ReadonlyMap<string, Change> {
  const found = new Map<string, Change>();
  /** By claim: what holds up those who want it beside others, and those who want it alone. */
  const beside = new Map<string, Change>();
  const alone = new Map<string, Change>();
  for (const change of open) {
    // What was refused for good holds nobody up.
    if (change.state === 'rejected') continue;
    const claims = claimsOf(change, find);
    const earlier = claims
      .map((claim) => (claim.alone ? alone : beside).get(claim.key))
      .find((one) => one !== undefined);
    if (earlier !== undefined) found.set(change.id, earlier);
    const obstacle = earlier ?? (stays(change) ? change : undefined);
    if (obstacle === undefined) continue;
    for (const claim of claims) {
      if (!alone.has(claim.key)) alone.set(claim.key, obstacle);
      if (claim.alone && !beside.has(claim.key)) beside.set(claim.key, obstacle);
    }
  }
  return found;
}
