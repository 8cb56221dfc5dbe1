import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import type { PlanFile, PlanRow } from '../../../src-shared/changes/plan-file.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { EditDraft } from '../edits/edit-draft.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { readAdministrators } from '../users/administrators.ts';
import { holdToGrid } from './plan-grid.ts';
import { lockOut, type PlanAdministrators, takenFrom } from './plan-guards.ts';
import { takeOfReplaced } from './resolve-rule-row.ts';

/** A row that can be taken over, and what it becomes. */
export interface TakenRow {
  readonly row: PlanRow;
  readonly draft: EditDraft;
}

type Rows = Map<number, TakenRow>;
type Refused = Map<number, string>;

/** Why a row that needs another is not taken over. */
export const needsWords = (missing: number): string => `It needs row ${missing}, which was not taken over.`;

/** Who could administrate before the plan, and after it. */
async function administratorsAround(
  room: EditRoom,
  drafts: readonly EditDraft[],
): Promise<PlanAdministrators> {
  const goneRules = new Set(drafts.flatMap(({ edit }) => (edit.kind === 'rule.delete' ? [edit.ruleId] : [])));
  const goneUsers = new Set(drafts.flatMap(({ edit }) => (edit.kind === 'user.delete' ? [edit.userId] : [])));
  const given = new Set(
    drafts.flatMap(({ edit }) =>
      edit.kind === 'rule.create' && isSystemAdministrator(edit.roleName) && edit.scope.type === 'tenant'
        ? [foldEmail(edit.subject.id)]
        : [],
    ),
  );
  const [before, after] = await Promise.all([
    readAdministrators(room.mirror),
    readAdministrators(room.mirror, goneRules),
  ]);
  const kept = before.administrators.filter((one) => given.has(foldEmail(one.email)));
  const staying = new Map([...after.administrators, ...kept].map((one) => [one.userId, one]));
  return {
    before: before.administrators,
    after: [...staying.values()].filter((one) => !goneUsers.has(one.userId)),
    ssoInUse: before.ssoInUse,
    throughGroups: before.throughGroups,
  };
}

/** Takes out rows that would lock everybody out. */
async function takeOutLockOut(room: EditRoom, rows: Rows, refused: Refused): Promise<void> {
  const around = await administratorsAround(
    room,
    [...rows.values()].map(({ draft }) => draft),
  );
  const reasons = lockOut(around, room.session.describe().actor);
  for (const [number, { draft }] of rows) {
    const about = takenFrom(draft.edit);
    const reason = about === null ? undefined : reasons.get(about);
    if (reason !== undefined) refused.set(number, reason);
  }
}

/** Takes out what would leave a subject of 2.13 with roles that do not go together, or not in all its clusters. */
async function takeOutMisfits(room: EditRoom, rows: Rows, refused: Refused): Promise<void> {
  if (room.session.describe().productLine !== '2.13') return;
  const held = await holdToGrid(
    room,
    new Map([...rows].map(([number, { draft }]) => [number, draft])),
    new Map([...rows].map(([number, { row }]) => [number, row.acknowledged])),
  );
  for (const [number, { row }] of rows) {
    const draft = held.drafts.get(number);
    if (draft !== undefined) rows.set(number, { row, draft });
    const reason = held.refused.get(number);
    if (reason !== undefined) refused.set(number, reason);
  }
}

/** Takes out new rules in whose place the old one would stay: half of a change of a rule is none that was wished (V39). */
function takeOutHalves(plan: PlanFile, rows: Rows, refused: Refused): void {
  for (const [number, { row, draft }] of rows) {
    const replaces = draft.edit.kind === 'rule.create' ? draft.base?.fields['replaces'] : undefined;
    if (typeof replaces !== 'number') continue;
    const take = takeOfReplaced(plan.rows, row, replaces);
    if (take !== undefined && refused.has(take.row))
      refused.set(number, `The old rule would stay beside it: row ${take.row} was not taken over.`);
  }
}

/** Leaves the refused rows out, and what needs them. Rows come behind what they need, or they were refused for that. */
function leaveOut(rows: Rows, refused: Refused): void {
  for (const [number, { row }] of rows) {
    const missing = row.needs.find((need) => refused.has(need));
    if (missing !== undefined && !refused.has(number)) refused.set(number, needsWords(missing));
    if (refused.has(number)) rows.delete(number);
  }
}

/**
 * Takes out of the rows of a plan, each of which may be taken over by itself, those that may not all together be, with what
 * needs them. What goes out may leave others that no longer fit, so it is asked until nothing more does.
 */
export async function takeOut(room: EditRoom, plan: PlanFile, rows: Rows, refused: Refused): Promise<void> {
  for (let before = -1; before !== refused.size;) {
    before = refused.size;
    takeOutHalves(plan, rows, refused);
    leaveOut(rows, refused);
    await takeOutMisfits(room, rows, refused);
    leaveOut(rows, refused);
    await takeOutLockOut(room, rows, refused);
    leaveOut(rows, refused);
  }
}
