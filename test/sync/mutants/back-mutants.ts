import type { Outbox } from '../../../src-main/db/outbox.ts';
import { backActs, planKey } from '../world/counters.ts';
import type { Mutant } from './mutant.ts';

/** Bugs in what comes once more: with a plan, or because it was brought back. */
export const backMutants: readonly Mutant[] = [
  {
    name: 'plan-row-taken-twice',
    does: 'does not see that what a plan brings is here already',
    aim: planKey('row gone through'),
    swaps: { outbox: (outbox): Outbox => ({ ...outbox, ofOrigin: () => [] }) },
  },
  {
    name: 'brings-back-as-new',
    does: 'sends what comes back, whatever became of it before it was taken back',
    aim: backActs.there,
    swaps: {
      outbox: (outbox): Outbox => ({
        ...outbox,
        commit(commit) {
          const added = new Set((commit.add ?? []).map(({ id }) => id));
          return outbox.commit({
            ...commit,
            steps: (commit.steps ?? []).filter(({ id }) => !added.has(id)),
          });
        },
      }),
    },
  },
];
