import type { Disk } from '../world/disk.ts';
import type { WireRequest } from '../world/wire.ts';
import type { BookRow } from './ledger-book.ts';
import type { Verdict } from './violation.ts';

/**
 * The request of a change's own that made the very thing of which the change says that somebody else has the name: its secret is
 * lost, and nobody is told (I18). Undefined where there is none. What arrived only after its sender had given it up is nothing
 * that the sender could know of. `did`: requests that had the effect the change asks for.
 */
export function takenForOthers(
  { id, conflict }: Pick<BookRow, 'id' | 'conflict'>,
  did: readonly WireRequest[],
  wishOf: (request: WireRequest) => string | undefined,
): WireRequest | undefined {
  if (conflict?.kind !== 'email-taken' && conflict?.kind !== 'name-taken') return undefined;
  return did.find(
    (request) =>
      (request.operation === 'create-user' || request.operation === 'create-account') &&
      wishOf(request) === id &&
      request.effects[0]?.subjects[0] === conflict.existingId &&
      (request.endedAt === null || request.workedAt === null || request.workedAt <= request.endedAt),
  );
}

/** I18, right after a step: a change does not give its own work for somebody else's. */
export function checkTaken(
  verdict: Verdict,
  row: BookRow,
  disk: Disk,
  wishOf: (request: WireRequest) => string | undefined,
): void {
  if (row.state !== 'conflict') return;
  const did = [...row.keys].flatMap((key) => disk.effects.get(key) ?? []);
  const own = takenForOthers(row, did, wishOf);
  if (own === undefined) return;
  const what = `${row.edit.kind} ${row.id}`;
  verdict.fail('I18', `${what} says that it is somebody else's, and request ${own.n} of its own made it`);
}
