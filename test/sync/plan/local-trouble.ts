import { keychainTroubles, storeTroubles } from '../app/local-trouble.ts';
import type { Seeded } from '../world/seeded.ts';
import type { Operation, OperationKind } from './operation.ts';

/** Kinds that only worlds know in which computers themselves are in trouble, with their usual weight. */
export const troubleWeights = {
  keychain: 9,
  store: 9,
  'second-start': 5,
  // A keychain is asked when the program starts, or its token has ended.
  crash: 6,
} as const satisfies Partial<Readonly<Record<OperationKind, number>>>;

/** A kind of them. */
export type TroubleKind = Exclude<keyof typeof troubleWeights, 'crash'>;

/** What goes wrong, and for how long. */
export function drawTrouble(kind: TroubleKind, rng: Seeded): Operation {
  switch (kind) {
    case 'keychain':
      return { kind, what: rng.pick(keychainTroubles), seconds: rng.pick([1, 20, 45, 400]) };
    case 'store':
      return {
        kind,
        of: rng.pick(['ledger', 'ledger', 'mirror']),
        what: rng.pick(storeTroubles),
        seconds: rng.pick([0.05, 0.4, 2, 20, 300]),
      };
    case 'second-start':
      return { kind };
    default:
      return kind satisfies never;
  }
}
