import { titleOf } from '../../src-shared/changes/edit-words.ts';
import type { Change } from '../../src-shared/domain/change.ts';
import type { EditReport } from '../../src-shared/ipc/changes-contract.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { type HandOverPlan, handOverAll } from './hand-over.ts';
import { note, printList } from './output.ts';
import type { CliRun } from './run.ts';
import { savedWords } from './saved-words.ts';

/** Why a change stands where it stands, in words; null where nothing is wrong. */
export function whyWords({ state, conflict, error, result }: Change): string | null {
  // What stood in the way of one that ended does not stand there any more.
  if (state === 'cancelled') return null;
  if (state === 'done') return result?.note ?? null;
  return conflict?.message ?? error?.message ?? result?.note ?? null;
}

/** The exit code that the ends of some changes come to: waiting is no failure. */
export function exitOfChanges(changes: readonly Change[]): number {
  const stuck = changes.filter(({ state }) => ['conflict', 'blocked', 'rejected', 'unknown'].includes(state));
  if (stuck.length === 0) return exitCodes.ok;
  const [first] = stuck;
  const alone = changes.length === 1 && first?.state === 'rejected';
  return alone && first.error !== null ? exitCodeOf(first.error.kind) : exitCodes.partly;
}

/** No secret of these leaves the command. */
export const noHandOver: HandOverPlan = { file: null, show: false };

/** Prints what an edit came to, hands over what was issued, and answers the exit code. */
export async function printEdit(
  run: CliRun,
  report: EditReport,
  plan: HandOverPlan = noHandOver,
): Promise<number> {
  const handed = await handOverAll(run, plan, report.credentials);
  const secretOf = new Map(handed.secrets.map(({ account, secret }) => [account, secret]));
  const accountOf = new Map(report.credentials.map(({ id, account }) => [id, account]));
  const columns = [
    { id: 'no', label: 'No.', right: true },
    { id: 'change', label: 'Change' },
    { id: 'state', label: 'State' },
    { id: 'why', label: 'Why' },
    ...(handed.secrets.length === 0 ? [] : [{ id: 'secret', label: 'Secret' }]),
  ];
  printList(
    run,
    columns,
    report.changes.map((change) => [
      change.seq,
      titleOf(change.edit),
      change.state,
      whyWords(change),
      ...(handed.secrets.length === 0
        ? []
        : [secretOf.get(accountOf.get(change.result?.credentialId ?? '') ?? '') ?? null]),
    ]),
  );
  if (report.changes.length === 0) note(run.io, 'Nothing to change: it is so already, or will be.');
  if (report.queued) note(run.io, savedWords);
  if (handed.failure !== null) throw handed.failure.error;
  return exitOfChanges(report.changes);
}
