import type { ErrorBody } from '../../src-shared/errors/error-body.ts';

/**
 * What a failure means for the pull:
 * - `skip` the actor may not read this kind, or the version lacks it: the others go on
 * - `lose` this kind failed, its facts stay as they were, the others go on
 * - `stop` nobody would answer the others either
 */
export type FailureVerdict = 'skip' | 'lose' | 'stop';

/** See {@link FailureVerdict}. */
export function judgeFailure(error: ErrorBody): FailureVerdict {
  const { kind } = error;
  switch (kind) {
    case 'not-permitted':
    case 'unavailable':
    case 'not-found':
      return 'skip';
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
