import type { HistoryReport } from '../../../src-shared/domain/recovery.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Journal } from '../../db/journal.ts';
import type { Recoveries } from '../../db/recoveries.ts';
import type { Log } from '../../log/log.ts';

/** Where it is noted. */
export interface BegunAnewDeps {
  readonly journal: Pick<Journal, 'append'>;
  readonly recoveries: Pick<Recoveries, 'add'>;
  readonly log: Log;
}

/**
 * Notes in the ledger that a damaged history was set aside, for the journal and until the user has seen it. Never throws: a
 * ledger that takes nothing is no reason to be without a history.
 */
export function noteBegunAnew({ journal, recoveries, log }: BegunAnewDeps, report: HistoryReport): void {
  const { lost } = report;
  try {
    recoveries.add(report);
    journal.append({
      actor: 'rolebook',
      verb: 'history.begun-anew',
      object: 'history',
      detail: { moments: lost?.moments ?? null, names: [...(lost?.names ?? [])] },
    });
  } catch (thrown) {
    log.error('history.loss-not-noted', { reason: toErrorBody(thrown).reason });
  }
}
