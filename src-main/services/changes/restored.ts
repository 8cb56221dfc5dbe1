import type { Change } from '../../../src-shared/domain/change.ts';
import { changeOfLocalId, localIdOf } from '../../../src-shared/changes/local-id.ts';
import type { EditDraft, PlanIds } from '../edits/edit-draft.ts';

/** The group in which a taken-back one comes back: always the same, so that it comes back once. */
export function nextGroupId(groupId: string): string {
  const [, stem = groupId, times = '1'] = /^(.*)~(\d+)$/s.exec(groupId) ?? [];
  return `${stem}~${Number(times) + 1}`;
}

/**
 * Cancelled changes of a group as new ones: the undo of taking them back. What they need of each other, they need again;
 * earlier needs that are gone are dropped. What was staged is so again. Pure.
 */
export function restoredDrafts(
  cancelled: readonly Change[],
  isThere: (id: string) => boolean,
  ids: PlanIds,
): EditDraft[] {
  const renamed = new Map(cancelled.map((change) => [change.id, ids.change()]));
  const idOf = (id: string): string => {
    const change = changeOfLocalId(id);
    const next = change === null ? undefined : renamed.get(change);
    return next === undefined ? id : localIdOf(next);
  };
  const roles = new Map(
    cancelled.flatMap(({ edit }) =>
      edit.kind === 'role.create' ? [[edit.localId, ids.localRule()] as const] : [],
    ),
  );
  const roleOf = (id: number): number => roles.get(id) ?? id;
  const rules = new Map(
    cancelled.flatMap(({ edit }) =>
      edit.kind === 'rule.create' ? [[edit.localId, ids.localRule()] as const] : [],
    ),
  );
  const ruleOf = (id: number): number => rules.get(id) ?? id;
  return cancelled.map(({ id, edit, base, dependsOn, held }): EditDraft => {
    let again = edit;
    if (edit.kind === 'rule.create')
      again = {
        ...edit,
        localId: ruleOf(edit.localId),
        roleId: roleOf(edit.roleId),
        subject: { ...edit.subject, id: idOf(edit.subject.id) },
      };
    else if (edit.kind === 'role.create') again = { ...edit, localId: roleOf(edit.localId) };
    else if (edit.kind === 'rule.delete')
      again = { ...edit, ruleId: ruleOf(edit.ruleId), roleId: roleOf(edit.roleId) };
    else if ('roleId' in edit) again = { ...edit, roleId: roleOf(edit.roleId) };
    else if ('id' in edit) again = { ...edit, id: idOf(edit.id) };
    return {
      id: renamed.get(id) ?? ids.change(),
      edit: again,
      base,
      held,
      dependsOn: dependsOn.flatMap((parent) => renamed.get(parent) ?? (isThere(parent) ? [parent] : [])),
    };
  });
}
