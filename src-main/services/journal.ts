import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import type { Log } from '../log/log.ts';

/** Facts about an act. Never a secret, never a secret's hash. */
export type JournalDetail = Readonly<Record<string, string | number | boolean | null>>;

/** One row of the journal. When, by whom and on which tenant is added by whoever stores it. */
export interface JournalEntry {
  /** What was done, e.g. `user.create`, `credential.export`. */
  readonly verb: string;
  /** To what: an e-mail, or the number of credentials. */
  readonly object: string;
  /** `act` is the same in the row of the intent and the row of its outcome. */
  readonly detail: JournalDetail;
  readonly result: 'intended' | 'done' | 'partly' | 'failed' | 'unknown' | 'cancelled' | 'interrupted';
}

/** Append-only record of what was done; it lies in the tenant's ledger. */
export interface Journal {
  append(entry: JournalEntry): Promise<void> | void;
}

/** What recording an act needs. */
export interface RecordDeps {
  readonly journal: Journal;
  readonly random: Random;
  readonly log: Log;
}

/** An act that changes the tenant or lets a secret out. */
export interface Act<T> {
  readonly verb: string;
  readonly object: string;
  readonly detail: JournalDetail;
  run(): Promise<T>;
  /** How a run that did not throw ended; `done` without more to say by default. */
  judge?(value: T): { result: JournalEntry['result']; detail?: JournalDetail };
}

/**
 * Does an act between two journal rows: the intent before, the outcome after. Without the first row the act does not
 * happen (`storage`/`journal-unwritable`). If only the second cannot be written the act stays done: the intent tells
 * of it, and the log says so.
 */
export async function recorded<T>(deps: RecordDeps, act: Act<T>): Promise<T> {
  const detail = { ...act.detail, act: deps.random.uuid() };
  const row = { verb: act.verb, object: act.object };
  try {
    await deps.journal.append({ ...row, detail, result: 'intended' });
  } catch (error) {
    if (toErrorBody(error).reason === 'no-tenant-open') throw error;
    throw new RolebookError(
      {
        kind: 'storage',
        origin: 'db',
        reason: 'journal-unwritable',
        message: 'Nothing was done, because it could not be written into the journal.',
        hint: 'Look whether the disk is full, then try again.',
      },
      { cause: error },
    );
  }
  const close = async (result: JournalEntry['result'], more: JournalDetail = {}): Promise<void> => {
    try {
      await deps.journal.append({ ...row, detail: { ...detail, ...more }, result });
    } catch {
      deps.log.error('journal.outcome-unwritten', { verb: act.verb, act: detail.act, result });
    }
  };
  let value: T;
  try {
    value = await act.run();
  } catch (error) {
    const { reason } = toErrorBody(error);
    await close(reason === 'outcome-unknown' ? 'unknown' : 'failed', { reason });
    throw error;
  }
  const judged = act.judge?.(value) ?? { result: 'done' as const };
  await close(judged.result, judged.detail);
  return value;
}
