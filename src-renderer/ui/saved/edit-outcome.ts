import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';

/** How the changes of an edit stand when its answer is given. */
export interface EditOutcome {
  readonly done: number;
  /** Saved here, on their way, or not known yet. */
  readonly waiting: number;
  /** In conflict, refused, or held back by one of those. */
  readonly needing: number;
  /** What the first that needs the admin says; null where none does. */
  readonly problem: string | null;
}

/** Counts the changes of a report by what is left to do. */
export function editOutcome(report: Pick<EditReport, 'changes'>): EditOutcome {
  const needing = report.changes.filter(({ state }) => ['conflict', 'rejected', 'blocked'].includes(state));
  const [first] = needing;
  return {
    done: report.changes.filter(({ state }) => state === 'done').length,
    waiting: report.changes.filter(({ state }) => ['pending', 'sending', 'unknown'].includes(state)).length,
    needing: needing.length,
    problem: first?.conflict?.message ?? first?.error?.message ?? null,
  };
}
