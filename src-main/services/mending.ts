import type { Clock } from '../../src-shared/ports/clock.ts';
import { createMendPace } from './mend-pace.ts';

/** What a tenant's room is opened with, so that what turns out damaged in it is mended. */
export interface Mended {
  /** The history was found damaged while it was open before: it is looked at from end to end, at once. */
  readonly historySuspect: boolean;
  /** The ledger or the mirror turned out damaged while in use, for the first time since it was opened. */
  onDamage(): void;
  /** The history turned out damaged while in use. Answers whether it is to be opened anew now, at its own pace. */
  historyDamaged(): boolean;
  /** A suspect history is open, and was looked at from end to end or begun anew. */
  historyLookedThrough(): void;
}

/**
 * Has damaged files mended by closing and opening them anew, at the pace of {@link createMendPace}. Opening the ledger and
 * the mirror finds what is wrong with them; the history, which has a look of its own and is opened anew alone, is known as
 * suspect until it was opened with that look, whoever does that and when, and however often opening fails before.
 */
export function createMending(deps: {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Closes the files of the open tenant and opens them anew. */
  reopen(): void;
}): (folder: string) => Mended {
  const mayMend = createMendPace(deps.clock);
  const mayMendHistory = createMendPace(deps.clock);
  const suspects = new Set<string>();
  return (folder) => ({
    historySuspect: suspects.has(folder),
    onDamage() {
      if (mayMend()) deps.reopen();
    },
    historyDamaged() {
      suspects.add(folder);
      return mayMendHistory();
    },
    historyLookedThrough: () => void suspects.delete(folder),
  });
}
