import type { PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import { exitCodes } from '../exit-codes.ts';
import { findChanges, openChanges } from '../find-changes.ts';
import { note, noteFindings, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';

function printPlan(run: CliRun, report: PlanReport, refused: string, done: string): number {
  printOne(
    run,
    [
      ['File', report.path],
      ['Rows', report.rows],
      [refused, report.refused.length],
    ],
    report,
  );
  for (const { row, title, reason } of report.refused) note(run.io, `Row ${row}, ${title}: ${reason}`);
  note(run.io, report.rows === 0 ? 'Nothing was taken over.' : done);
  return report.refused.length === 0 ? exitCodes.ok : exitCodes.partly;
}

/** `rolebook changes export`. */
export async function exportPlan(
  run: CliRun,
  path: string,
  texts: readonly string[],
  options: { readonly force?: boolean },
): Promise<number> {
  await run.openTenant();
  const ids =
    texts.length === 0 ? null : findChanges(await openChanges(run), texts).map(({ change }) => change.id);
  const report = await run.exportTo({ path, mayReplace: options.force === true }, () =>
    run.call('changes.exportPlan', { ids }),
  );
  return printPlan(run, report, 'Left out', 'Apply it elsewhere with: rolebook changes import FILE');
}

/** `rolebook changes import`. */
export async function importPlan(run: CliRun, path: string): Promise<number> {
  await run.openTenant();
  const report = await run.exportTo({ path, mayReplace: false }, () => run.call('changes.importPlan', {}));
  return printPlan(
    run,
    report,
    'Refused',
    'What was taken over is staged. Send it with: rolebook changes send --staged',
  );
}

/** `rolebook changes by-hand`: what to do in the vendor's own console instead of sending (V40). */
export async function byHand(run: CliRun, texts: readonly string[]): Promise<number> {
  await run.openTenant();
  const ids =
    texts.length === 0 ? null : findChanges(await openChanges(run), texts).map(({ change }) => change.id);
  const plan = await run.call('changes.byHand', { ids });
  printList(
    run,
    [
      { id: 'step', label: 'Step' },
      { id: 'what', label: 'What to do' },
      { id: 'changes', label: 'Changes' },
    ],
    plan.steps.map(({ title, lines, changes }, at) => [at + 1, [title, ...lines].join(' · '), changes]),
  );
  noteFindings(run.io, plan.findings);
  for (const { title, reason } of plan.leftOut) note(run.io, `Left out: ${title}: ${reason}`);
  return exitCodes.ok;
}
