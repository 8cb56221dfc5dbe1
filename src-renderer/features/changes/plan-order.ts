import type { Change } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { groupsOf } from './plan-rows.ts';
import type { PlanGroup, PlanRow } from './plan-rows.ts';

/** Calls of `changes.reorder` that move a line by one place, or why it cannot be moved. */
export type Move =
  | { readonly ok: true; readonly steps: readonly { readonly id: string; readonly before: string | null }[] }
  | { readonly ok: false; readonly reason: string };

const no = (reason: string): Move => ({ ok: false, reason });

/** What an edit is about; edits of the same thing keep their order. */
function subjectOf({ edit }: Change): string {
  if (edit.kind === 'rule.create' || edit.kind === 'rule.delete')
    return `${edit.subject.type} ${edit.subject.id}`;
  if ('email' in edit) return `user ${edit.email}`;
  return `service-account ${edit.name}`;
}

/** Whether two changes may change places: both wait, neither needs the other, and they are about different things. */
function independent(a: Change, b: Change): boolean {
  return !a.dependsOn.includes(b.id) && !b.dependsOn.includes(a.id) && subjectOf(a) !== subjectOf(b);
}

const waits = (planned: PlannedChange): boolean => ['pending', 'blocked'].includes(planned.change.state);

function swap(upper: readonly PlannedChange[], lower: readonly PlannedChange[]): Move {
  const all = [...upper, ...lower];
  if (!all.every(waits)) return no('Only changes that wait can change places.');
  if (!upper.every((a) => lower.every((b) => independent(a.change, b.change)))) {
    return no('These two keep their order: one needs the other, or both are about the same thing.');
  }
  const first = upper[0]?.change.id ?? null;
  return { ok: true, steps: lower.map(({ change }) => ({ id: change.id, before: first })) };
}

/**
 * Moves a line one place up (-1) or down (1). A change inside a group moves within it; a group, or a change that
 * stands alone, moves past the whole neighbour.
 */
export function moveRow(changes: readonly PlannedChange[], row: PlanRow, by: -1 | 1): Move {
  const groups = groupsOf(changes);
  const edge = no(by === -1 ? 'It is the first already.' : 'It is the last already.');
  if (row.kind === 'change' && row.inside) {
    const members = groups.find(({ groupId }) => groupId === row.planned.change.groupId)?.members ?? [];
    const at = members.findIndex(({ change }) => change.id === row.planned.change.id);
    return between(
      members.map((member) => [member]),
      at,
      by,
      edge,
    );
  }
  const groupId = row.kind === 'group' ? row.groupId : row.planned.change.groupId;
  const at = groups.findIndex((group: PlanGroup) => group.groupId === groupId);
  return between(
    groups.map(({ members }) => members),
    at,
    by,
    edge,
  );
}

function between(blocks: readonly (readonly PlannedChange[])[], at: number, by: -1 | 1, edge: Move): Move {
  const upper = blocks[by === -1 ? at - 1 : at];
  const lower = blocks[by === -1 ? at : at + 1];
  return upper === undefined || lower === undefined ? edge : swap(upper, lower);
}
