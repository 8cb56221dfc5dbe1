import type { Change } from '../../../src-shared/domain/change.ts';
import { changeOfLocalId, localIdOf } from '../../../src-shared/changes/local-id.ts';
import type { EditDraft, PlanIds } from '../edits/edit-draft.ts';

const numbered = /^(.*)~(\d+)$/s;

/** The id as which a set, or a change, comes back: always the same, so that it comes back once, and is found again. */
export function nextId(id: string): string {
  const [, stem = id, times = '1'] = numbered.exec(id) ?? [];
  return `${stem}~${Number(times) + 1}`;
}

/** What {@link nextId} answers this for; null for one that did not come back from anything. */
export function previousId(id: string): string | null {
  const [, stem, times = ''] = numbered.exec(id) ?? [];
  if (stem === undefined) return null;
  return Number(times) > 2 ? `${stem}~${Number(times) - 1}` : stem;
}

/** What was taken back, and as what it came back since. */
export interface Heir {
  readonly of: Change;
  readonly is: Change;
}

/** The numbers of what was made here, by those it had before. */
const localNumbers = (heirs: readonly Heir[], kind: 'rule.create' | 'role.create'): [number, number][] =>
  heirs.flatMap(({ of, is }): [number, number][] =>
    of.edit.kind === kind && is.edit.kind === kind ? [[of.edit.localId, is.edit.localId]] : [],
  );

/**
 * Cancelled changes of a group as new ones: the undo of taking them back. What they need of each other, they need again, and
 * so they do of `heirs`; earlier needs that are gone are dropped. What was staged is so again. Pure.
 */
export function restoredDrafts(
  cancelled: readonly Change[],
  isThere: (id: string) => boolean,
  ids: Pick<PlanIds, 'localRule'>,
  heirs: readonly Heir[] = [],
): EditDraft[] {
  const renamed = new Map([
    ...heirs.map(({ of, is }) => [of.id, is.id] as const),
    ...cancelled.map((change) => [change.id, nextId(change.id)] as const),
  ]);
  const idOf = (id: string): string => {
    const change = changeOfLocalId(id);
    const next = change === null ? undefined : renamed.get(change);
    return next === undefined ? id : localIdOf(next);
  };
  const roles = new Map([
    ...localNumbers(heirs, 'role.create'),
    ...cancelled.flatMap(({ edit }) =>
      edit.kind === 'role.create' ? [[edit.localId, ids.localRule()] as const] : [],
    ),
  ]);
  const roleOf = (id: number): number => roles.get(id) ?? id;
  const rules = new Map([
    ...localNumbers(heirs, 'rule.create'),
    ...cancelled.flatMap(({ edit }) =>
      edit.kind === 'rule.create' ? [[edit.localId, ids.localRule()] as const] : [],
    ),
  ]);
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
      id: nextId(id),
      edit: again,
      base,
      held,
      dependsOn: dependsOn.flatMap((parent) => renamed.get(parent) ?? (isThere(parent) ? [parent] : [])),
    };
  });
}
