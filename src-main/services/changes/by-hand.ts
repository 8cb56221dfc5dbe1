import { checkConsolePasses, consoleSteps } from '../../../src-shared/changes/console-steps.ts';
import type { ByHand } from '../../../src-shared/ipc/changes-contract.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { exportable } from './export-plan.ts';

/** changes.byHand: changes that only wait, as steps in the vendor's own console (V40). What they need comes with them. */
export function changesByHand({ outbox }: Pick<EditRoom, 'outbox'>, ids: readonly string[] | null): ByHand {
  const open = outbox.open();
  const wanted = new Set(ids ?? open.map((change) => change.id));
  for (const id of wanted) for (const parent of outbox.get(id)?.dependsOn ?? []) wanted.add(parent);
  const { rows, leftOut } = exportable(open.filter((change) => wanted.has(change.id)));
  const steps = consoleSteps(rows);
  return {
    steps: steps.map(({ title, lines, changeIds }) => ({
      title,
      lines: [...lines],
      changes: changeIds.length,
    })),
    findings: checkConsolePasses(rows, steps),
    leftOut,
  };
}
