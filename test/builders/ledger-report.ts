import { isOfHistory, type MendReport, type RecoveryReport } from '../../src-shared/domain/recovery.ts';

/** A report that must be of a ledger; null where there is none. */
export function ledgerReport(report: MendReport | null): RecoveryReport | null {
  if (report !== null && isOfHistory(report)) throw new Error('the report is of a history');
  return report;
}
