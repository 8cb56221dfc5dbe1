import type { WireOperation } from '../world/wire-operation.ts';

/** Operations that the app never asks a tenant of a line it speaks. */
export const impossible: ReadonlySet<WireOperation> = new Set<WireOperation>(['other']);

/** Steps of a change's state that have to be seen (docs/outbox.md). */
export const wantedTransitions: readonly string[] = [
  'pending > sending',
  'pending > conflict',
  'pending > blocked',
  'pending > rejected',
  'pending > done',
  'pending > cancelled',
  'sending > done',
  'sending > pending',
  'sending > unknown',
  'sending > conflict',
  'sending > rejected',
  'unknown > done',
  'unknown > pending',
  'unknown > conflict',
  'conflict > pending',
  'conflict > cancelled',
  'conflict > done',
  'blocked > pending',
  'blocked > cancelled',
  'rejected > pending',
  'rejected > cancelled',
];
