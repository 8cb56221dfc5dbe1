import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Journal, JournalRow } from '../../db/journal.ts';
import type { WrittenBefore } from '../../files/start-writing.ts';
import type { Log } from '../../log/log.ts';
import { pathHash } from '../credentials/path-hash.ts';
import type { JournalDetail } from '../journal.ts';

/** Newest rows that are looked through: more than are written while one act runs, and read in a few milliseconds. */
const among = 5000;

/** What settling needs. */
export interface SettleDeps {
  readonly journal: Pick<Journal, 'withoutOutcome' | 'appendAll' | 'page'>;
  readonly written: WrittenBefore;
  /** The outcome of the export of this package stands in the journal. */
  settled(packageId: string): void;
  /** When this process started, RFC 3339: an intent that is younger may still be running here. */
  readonly startedAt: string;
  /** Changes of the outbox are settled by reading the tenant, not here. */
  isChange(act: string): boolean;
  readonly log: Log;
}

/** How an act ended, as far as it can be known now. */
function outcomeOf({ detail }: JournalRow, written: WrittenBefore): JournalDetail {
  const { package: packageId } = detail;
  const path = typeof packageId === 'string' ? written.pathOf(packageId) : null;
  return path === null
    ? { result: 'interrupted' }
    : { result: 'done', file: pathHash(path), foundAtNextStart: true };
}

/**
 * To be called when a tenant is opened: acts of which a killed process could not write how they ended get that row now. An
 * export or draft whose file or folder had got its name is `done`, and everything else `interrupted`. Answers how many there were.
 * Never throws: a tenant opens also when nothing can be written.
 */
export function settleInterrupted(deps: SettleDeps): number {
  const { journal, startedAt, isChange, written, log } = deps;
  try {
    const cutOff = journal
      .withoutOutcome(among)
      .filter(({ time, detail: { act } }) => time < startedAt && typeof act === 'string' && !isChange(act));
    journal.appendAll(
      cutOff.map((row) => ({
        actor: row.actor,
        verb: row.verb,
        object: row.object,
        detail: { ...row.detail, ...outcomeOf(row, written) },
      })),
    );
    for (const mark of written.marks()) {
      const rows = journal.page({ before: null, limit: 50, verb: 'credential.', search: mark });
      if (rows.some(({ detail }) => detail['package'] === mark && detail['result'] !== 'intended'))
        deps.settled(mark);
    }
    if (cutOff.length > 0) log.info('journal.settled', { acts: cutOff.length });
    return cutOff.length;
  } catch (error) {
    log.warn('journal.not-settled', { reason: toErrorBody(error).reason });
    return 0;
  }
}
