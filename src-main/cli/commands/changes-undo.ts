import type { PlannedChange, StepUndone } from '../../../src-shared/ipc/changes-contract.ts';
import { exitCodes } from '../exit-codes.ts';
import { findChanges, readChanges } from '../find-changes.ts';
import { note, printList } from '../output.ts';
import type { CliRun } from '../run.ts';
import { stateWords } from './changes-show.ts';

const columns = [
  { id: 'what', label: '' },
  { id: 'no', label: 'No.', right: true },
  { id: 'title', label: 'Change' },
  { id: 'state', label: 'State' },
  { id: 'id', label: 'Id' },
];

/** What became of a change by an undo. */
interface Line {
  readonly what: 'taken back' | 'brought back' | 'came back';
  readonly id: string;
}

const tookBack = ({ moved, along, back }: StepUndone): Line[] => [
  ...[...moved, ...along].map((id): Line => ({ what: 'taken back', id })),
  ...back.map(({ id }): Line => ({ what: 'came back', id })),
];

const broughtBack = ({ along, back }: StepUndone): Line[] => [
  ...back.map(({ id }): Line => ({ what: 'brought back', id })),
  ...along.map((id): Line => ({ what: 'taken back', id })),
];

async function print(run: CliRun, lines: readonly Line[]): Promise<void> {
  const rows: (readonly [Line, PlannedChange])[] = [];
  for (const line of lines) {
    const planned = await run.call('changes.get', { id: line.id });
    if (planned !== null) rows.push([line, planned]);
  }
  const shown = run.format === 'table' ? columns.slice(0, -1) : columns;
  printList(
    run,
    shown,
    rows.map(([{ what, id }, planned]) =>
      [what, planned.change.seq, planned.title, stateWords(planned), id].slice(0, shown.length),
    ),
  );
}

/** `rolebook changes undo`: the sets of open changes are taken back; what was taken back comes back, with what it needs. */
export async function undoChanges(run: CliRun, texts: readonly string[]): Promise<number> {
  await run.openTenant();
  const chosen = findChanges((await readChanges(run, 'all')).changes, texts, 'change');
  const isOpen = ({ undo }: PlannedChange): boolean => undo?.act === 'take-back';
  const sets = new Set(chosen.filter(isOpen).map(({ change }) => change.groupId));
  const ids = new Set(chosen.filter((planned) => !isOpen(planned)).map(({ change }) => change.id));
  const lines: Line[] = [];
  for (const groupId of sets) lines.push(...tookBack(await run.call('changes.undo', { groupId })));
  let left = 0;
  if (ids.size > 0) {
    const told = await run.call('changes.bringBack', { ids: [...ids] });
    lines.push(...broughtBack(told));
    const came = new Set(told.moved);
    left = [...ids].filter((id) => !came.has(id)).length;
    const more = told.moved.length - (ids.size - left);
    if (more > 0) note(run.io, `${more} more that is needed came along.`);
    if (left > 0) note(run.io, `${left} could not come back; changes show says why.`);
  }
  await print(run, lines);
  return left === 0 ? exitCodes.ok : exitCodes.partly;
}
