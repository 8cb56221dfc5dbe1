import { planKey } from '../world/counters.ts';
import type { Regression } from './regression.ts';

const aim = planKey('row gone through');

/** Seeds of worlds as they have been drawn since edition 6. */
export const ofEdition6: readonly Regression[] = [
  ...[19, 22, 29].map((seed): Regression => ({
    seed,
    edition: 6,
    aim,
    found: 'I2: a plan that came back after it was sent issued another client secret',
  })),
  ...[20, 37].map((seed): Regression => ({
    seed,
    edition: 6,
    aim,
    found:
      'I2: a new rule for somebody whose deletion waits was taken over beside the same one that waited already',
  })),
  {
    seed: 501056,
    edition: 6,
    found:
      'I13 (the oracle’s own): in the same world without faults six deletions were asked for a moment before the app knew its user’s rights, and so not saved',
  },
  {
    seed: 36,
    edition: 6,
    aim,
    found:
      'I17 (the oracle’s own): what was saved while a plan was read was taken for what the plan had become',
  },
];
