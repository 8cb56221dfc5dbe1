import { effectOf, fieldChangesOf, signOf, titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { ChangeNotes } from '../../../src-shared/domain/change-note.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { findDialect } from '../../cloud/dialects/find-dialect.ts';
import { requestOf } from '../../cloud/edit-request.ts';
import { choicesOf } from '../../sync/push/choices.ts';
import { resolveIds } from '../../sync/push/resolve-ids.ts';
import { isStuckBehind, type WaitFacts, waitsFor } from './waits-for.ts';

/** What a plan is seen from. */
export interface PlanViewFacts extends WaitFacts {
  /** The version decides the exact request; null while it was never reached. */
  readonly line: ProductLine | null;
  /** Open changes that depend on one, by its id. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
  readonly notes: ChangeNotes;
  undoOf(change: Change): PlannedChange['undo'];
}

/** Who waits for whom among the open changes. */
export function dependentsOf(open: readonly Change[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, dependsOn } of open)
    for (const parent of dependsOn) found.set(parent, [...(found.get(parent) ?? []), id]);
  return found;
}

/** The request a change sends, or null while an id it needs, or the tenant's version, is not known. */
function requestIn(change: Change, facts: PlanViewFacts): PlannedChange['request'] {
  const edit = resolveIds(change, facts.find);
  if (edit === null || facts.line === null) return null;
  const { method, path, body } = requestOf(edit, findDialect(facts.line));
  return { method, path, body: body === null ? null : JSON.stringify(body, null, 2) };
}

/** A change as the plan shows it. Pure. */
export function plannedChangeOf(change: Change, facts: PlanViewFacts): PlannedChange {
  const { edit, base } = change;
  return {
    change,
    sign: signOf(edit),
    title: titleOf(edit),
    fields: fieldChangesOf(edit, base),
    request: requestIn(change, facts),
    effect: effectOf(edit, base),
    dependents: [...(facts.dependents.get(change.id) ?? [])],
    waitsFor: waitsFor(change, facts),
    stuck: isStuckBehind(change, facts),
    choices: [...choicesOf(change)],
    note: facts.notes.get(change.groupId) ?? null,
    undo: facts.undoOf(change),
  };
}
