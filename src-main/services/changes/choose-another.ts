import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { Change, Conflict } from '../../../src-shared/domain/change.ts';
import type { ChangeNotes } from '../../../src-shared/domain/change-note.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { AnotherPreview, EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { notOffered } from '../../sync/push/choices.ts';
import { unknownChange } from '../../sync/push/push-errors.ts';
import { type ChangeOf, type EditDraft, isKind, ofKind } from '../edits/edit-draft.ts';
import { editReportOf } from '../edits/edit-report.ts';
import { type EditDeps, type EditRoom, openChanges, openRoom } from '../edits/edit-room.ts';
import { submit } from '../edits/submit.ts';
import { type Becomes, planChanges, previewChange } from '../rules/change-rules.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import { sharedNote } from './note-changes.ts';

type NewRule = ChangeOf<'rule.create'>;
type Wish = Pick<ParsedInput<'changes.another'>, 'id' | 'roleId' | 'scope' | 'all'>;

/** Which part of new rules is gone at the tenant, or switched off. */
type Part = 'role' | 'scope';

const parts: Partial<Readonly<Record<Conflict['kind'], Part>>> = {
  'role-gone': 'role',
  'role-off': 'role',
  'scope-gone': 'scope',
};

const partOf = (conflict: Conflict | null): Part | null =>
  conflict === null ? null : (parts[conflict.kind] ?? null);

/** Whether both name the same role, or the same place. */
function nameTheSame(part: Part, one: NewRule['edit'], other: NewRule['edit']): boolean {
  if (part === 'role') return one.roleId === other.roleId;
  return one.scope.type === other.scope.type && one.scope.id === other.scope.id;
}

/** What is on the wire is not ours to alter, and what waits for another decision keeps its question. */
function mayBecome({ state, conflict }: Change, part: Part): boolean {
  return state === 'pending' || state === 'blocked' || (state === 'conflict' && partOf(conflict) === part);
}

/** The change in conflict, and all open ones that name what is gone there. Throws `not-found` and `choice-not-offered`. */
function readConflict(room: EditRoom, id: string): { part: Part; change: NewRule; others: NewRule[] } {
  const open = openChanges(room);
  const change = open.find((each) => each.id === id);
  if (change === undefined && room.outbox.get(id) === null) throw unknownChange();
  const part = change?.state === 'conflict' ? partOf(change.conflict) : null;
  if (change === undefined || part === null || !isKind(change, 'rule.create')) throw notOffered();
  const others = ofKind(open, 'rule.create').filter(
    (each) => each.id !== id && nameTheSame(part, each.edit, change.edit) && mayBecome(each, part),
  );
  return { part, change, others };
}

function refusal(reason: string, message: string, hint: string | null = null): RolebookError {
  return new RolebookError({ kind: 'input', origin: 'main', reason, message, hint });
}

/** Refuses what is no answer: nothing, the other part, or what is gone once more. */
function checkWish(part: Part, { edit, conflict }: NewRule, { roleId, scope }: Wish): void {
  const isOff = conflict?.kind === 'role-off';
  const chosen = part === 'role' ? roleId !== null && scope === null : scope !== null && roleId === null;
  if (!chosen)
    throw refusal(
      'nothing-chosen',
      part === 'role'
        ? `Choose another role: that is what is ${isOff ? 'switched off' : 'gone'}.`
        : 'Choose another place: that is what is gone.',
    );
  const same =
    part === 'role' ? roleId === edit.roleId : scope?.type === edit.scope.type && scope.id === edit.scope.id;
  if (same)
    throw refusal(
      'still-gone',
      part === 'role'
        ? `The role ${edit.roleName} is the one that is ${isOff ? 'switched off' : 'no longer there'}.`
        : `${edit.scopeName} is the place that is no longer there.`,
      'Choose another one, or try again as it is.',
    );
}

function becomesOf({ roleId, scope, all }: Wish, change: NewRule, others: readonly NewRule[]): Becomes {
  const rules = all ? [change, ...others] : [change];
  return { ids: rules.map(({ edit }) => String(edit.localId)), roleId, scope };
}

/** changes.anotherPreview: what becomes of each rule; no rows while nothing is chosen. */
export async function previewAnother(room: EditRoom, wish: Wish): Promise<AnotherPreview> {
  const { part, change, others } = readConflict(room, wish.id);
  if (wish.roleId === null && wish.scope === null)
    return { rows: [], findings: [], typedPhrase: null, others: others.length };
  checkWish(part, change, wish);
  return { ...(await previewChange(room, becomesOf(wish, change, others))), others: others.length };
}

function titleOf({ edit }: NewRule, { roleId, scope }: Wish, facts: GrantFacts): string {
  if (scope === null)
    return `${facts.roleNames.get(roleId ?? 0) ?? 'Another role'} instead of ${edit.roleName}`;
  const place = placeWords(scope.type, facts.scopes.find(scope)?.name ?? scope.id);
  return `${place} instead of ${placeWords(edit.scope.type, edit.scopeName)}`;
}

/** Tells of a rule's number whether it is to be made, or to go, only when the user says so. */
function stagedRules(open: readonly Change[]): (ruleId: number) => boolean {
  const staged = open.filter(({ held }) => held);
  const numbers = new Set([
    ...ofKind(staged, 'rule.create').map(({ edit }) => edit.localId),
    ...ofKind(staged, 'rule.delete').map(({ edit }) => edit.ruleId),
  ]);
  return (ruleId) => numbers.has(ruleId);
}

/**
 * changes.another: the rules that name what is gone become others, planned and checked like every changed rule, in one commit
 * and one group; their reason and ticket go with them. What was staged stays so.
 */
export async function chooseAnother(
  deps: EditDeps,
  notes: ChangeNotes,
  input: ParsedInput<'changes.another'>,
): Promise<EditReport> {
  const room = openRoom(deps);
  const { part, change, others } = readConflict(room, input.id);
  checkWish(part, change, input);
  const { acknowledged, reason } = input;
  const becomes = { ...becomesOf(input, change, others), acknowledged, reason };
  const { facts, planned } = await planChanges(deps, room, becomes, change.edit.reason ?? null);
  const isStaged = stagedRules(openChanges(room));
  const drafts = planned.flatMap(({ target, plan }): EditDraft[] =>
    plan.drafts.map((draft) => ({
      ...draft,
      held: isStaged(target.rule.id) || (draft.edit.kind === 'rule.delete' && isStaged(draft.edit.ruleId)),
    })),
  );
  const groupId = deps.random.uuid();
  const title = titleOf(change, input, facts);
  const before = input.all ? [change, ...others] : [change];
  const submitted = await submit(deps, room, {
    groupId,
    title,
    drafts,
    drops: planned.flatMap(({ plan }) => plan.drops),
    acknowledged: input.acknowledged,
    send: undefined,
    // It was on its way already, as far as it was not staged.
    bulk: false,
    because: part === 'role' ? 'another-role' : 'another-scope',
    journal: sharedNote(room, notes, before, { groupId, title, drafts }),
  });
  return editReportOf(deps.tray, submitted);
}
