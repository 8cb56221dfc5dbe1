import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** What taking a page threw: a SyntaxError means that it is no JSON; anything else stays what it is. */
export function badPage(kind: FactKind, thrown: unknown): unknown {
  if (!(thrown instanceof SyntaxError)) return thrown;
  return new RolebookError(
    {
      kind: 'tenant',
      origin: 'cloud',
      reason: 'page-unreadable',
      message: `The tenant sent a page of ${kind} that cannot be read.`,
      hint: 'Facts of this kind stay as they were. Try again later.',
    },
    { cause: thrown },
  );
}
