import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';

/** Kinds that a version of the tenant may lack altogether; every tenant has the others. */
const mayLack: ReadonlySet<FactKind> = new Set(['permission-sets', 'identity-providers']);

/**
 * What a failure means for the pull:
 * - `skip` the actor may not read this kind, or the version lacks it: the others go on
 * - `lose` this kind failed, its facts stay as they were, the others go on
 * - `stop` nobody would answer the others either
 */
export type FailureVerdict = 'skip' | 'lose' | 'stop';

/** See {@link FailureVerdict}. */
export function judgeFailure(error: ErrorBody, of: FactKind): FailureVerdict {
  const { kind } = error;
  switch (kind) {
    case 'not-permitted':
      return 'skip';
    case 'unavailable':
    case 'not-found':
      return mayLack.has(of) ? 'skip' : 'lose';
    case 'tenant':
    case 'conflict':
    case 'input':
    case 'internal':
      return 'lose';
    case 'auth':
    case 'network':
    case 'not-a-tenant':
    case 'storage':
    case 'keychain':
    case 'cancelled':
      return 'stop';
    default:
      return kind satisfies never;
  }
}

/** Kinds without which nobody's access can be told. */
const indispensable: ReadonlySet<FactKind> = new Set(['users', 'access-rules']);

/**
 * Whether skipping a kind leaves a hole: always for users and rules; of the others only what the mirror has from
 * before (`kept` facts). What the caller never could read is no lack.
 */
export function isMissed(kind: FactKind, kept: number): boolean {
  return indispensable.has(kind) || kept > 0;
}
