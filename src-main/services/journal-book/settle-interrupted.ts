import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Journal } from '../../db/journal.ts';
import type { Log } from '../../log/log.ts';

/** Newest rows that are looked through: more than are written while one act runs, and read in a few milliseconds. */
const among = 5000;

/** What settling needs. */
export interface SettleDeps {
  readonly journal: Pick<Journal, 'withoutOutcome' | 'appendAll'>;
  /** When this process started, RFC 3339: an intent that is younger may still be running here. */
  readonly startedAt: string;
  /** Changes of the outbox are settled by reading the tenant, not here. */
  isChange(act: string): boolean;
  readonly log: Log;
}

/**
 * To be called when a tenant is opened: acts of which a killed process could not write how they ended get that row now, as
 * `interrupted`. Whether the file of such an export is there, the journal cannot tell; that it was begun, it does. Answers
 * how many there were. Never throws: a tenant opens also when nothing can be written.
 */
export function settleInterrupted({ journal, startedAt, isChange, log }: SettleDeps): number {
  try {
    const cutOff = journal
      .withoutOutcome(among)
      .filter(({ time, detail: { act } }) => time < startedAt && typeof act === 'string' && !isChange(act));
    journal.appendAll(
      cutOff.map(({ actor, verb, object, detail }) => ({
        actor,
        verb,
        object,
        detail: { ...detail, result: 'interrupted' },
      })),
    );
    if (cutOff.length > 0) log.info('journal.settled', { acts: cutOff.length });
    return cutOff.length;
  } catch (error) {
    log.warn('journal.not-settled', { reason: toErrorBody(error).reason });
    return 0;
  }
}
