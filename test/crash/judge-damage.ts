import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { openStates } from '../../src-shared/domain/change.ts';
import type { RecoveryReport } from '../../src-shared/domain/recovery.ts';
import { ledgerReport } from '../builders/ledger-report.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { EditPlan, type PlannedRow } from './edit-plan.ts';

/** What opening a damaged ledger came to, in the end a ledger that works. */
export interface Outcome {
  /** Null where the product saw nothing wrong. */
  readonly report: RecoveryReport | null;
  /** Commits that the journal still tells of, or null where it does not hold and says so. */
  readonly journalRows: number | null;
  readonly rows: readonly PlannedRow[];
  /** Seq of each row that is there. */
  readonly seqs: readonly number[];
}

/** Opens, reads all, saves one change more, closes. Throws whatever the product throws: none of it is expected. */
export function openDamaged(path: string): Outcome {
  const ledger = openLedger(path, { clock: movableClock(), log: silentLog });
  try {
    const all = [...ledger.outbox.open(), ...ledger.outbox.ended(1_000_000)];
    const verdict = ledger.journal.verify();
    const report = ledgerReport(ledger.recoveries.unseen());
    const unheld = ledger.outbox.open().filter(({ held }) => !held);
    if (report !== null && unheld.length > 0) throw new Error('a recovered change would send itself');
    const [first] = ledger.outbox.open();
    if (first !== undefined)
      ledger.outbox.commit({
        steps: [{ id: first.id, from: openStates, patch: { attempts: first.attempts } }],
      });
    return {
      report,
      journalRows: verdict.intact ? verdict.rows : null,
      rows: all.map(({ id, state, held, attempts }) => ({ id, state, held, attempts })),
      seqs: all.map(({ seq }) => seq),
    };
  } finally {
    ledger.close();
  }
}

/** Everything that a plan's rows ever were, so that a recovered one can be known for a true version. */
export class History {
  readonly #versions = new Set<string>();
  /** Rows that were made, in the order of their seq. */
  readonly ids: readonly string[];

  constructor(seed: number, commits: number) {
    const plan = new EditPlan(seed);
    const ids = new Set<string>();
    while (plan.count < commits) {
      plan.next();
      for (const row of plan.rows()) {
        this.#versions.add(`${row.id} ${row.state} ${row.attempts}`);
        ids.add(row.id);
      }
    }
    this.ids = [...ids].toSorted((one, other) => numberOf(one) - numberOf(other));
  }

  knows({ id, state, attempts }: PlannedRow): boolean {
    return this.#versions.has(`${id} ${state} ${attempts}`);
  }
}

const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));

/** What a report does not account for; null = each change that was saved is there in a version it once had, or named as lost. */
export function unaccounted(outcome: Outcome, report: RecoveryReport, history: History): string | null {
  const strange = outcome.rows.find((row) => !history.knows(row));
  if (strange !== undefined) return `${strange.id} was never ${strange.state}`;
  const there = new Set(outcome.seqs);
  const { lost } = report.changes;
  const highest = Math.max(0, ...outcome.seqs, ...lost.map(({ to }) => to));
  for (let seq = 1; seq <= Math.min(highest, history.ids.length); seq += 1) {
    const isLost = lost.some(({ from, to }) => from <= seq && seq <= to);
    if (there.has(seq) === isLost)
      return isLost ? `change ${seq} is there and called lost` : `change ${seq} is gone without a word`;
  }
  return null;
}
