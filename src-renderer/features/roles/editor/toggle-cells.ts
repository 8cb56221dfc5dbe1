import { keysOf } from '../../../../src-shared/access/permission-keys.ts';
import type { PermissionKeys } from '../../../../src-shared/access/permission-keys.ts';
import type { PermissionSetRow } from '../../../../src-shared/ipc/roles-contract.ts';
import { keysOfForm, keysOfSets } from './role-form.ts';
import type { RoleForm } from './role-form.ts';

/** What the tenant takes: sets alone, or single permissions beside them. */
export interface Takes {
  readonly sets: readonly PermissionSetRow[];
  readonly single: boolean;
}

/** How many of some permissions are given. */
export type Ticked = 'all' | 'some' | 'none';

/** See {@link Ticked}; none of none is none. */
export function tickedOf(keys: readonly string[], given: PermissionKeys): Ticked {
  const count = keys.filter((key) => given.has(key)).length;
  if (count === 0) return 'none';
  return count === keys.length ? 'all' : 'some';
}

/** What can be given in this tenant at all by its sets; null where it takes single permissions and so anything. */
export function givable(takes: Takes): PermissionKeys | null {
  if (takes.single) return null;
  return keysOfSets(
    takes.sets.map(({ id }) => id),
    takes.sets,
  );
}

/**
 * Gives all of these permissions where one is missing, else takes all of them: one cell, a row, a column or a group.
 *
 * With single permissions exactly these change: a set that gives one of the taken is replaced by its other permissions.
 * With sets alone the smallest step is made that sets allow: given are the sets with the least beyond what is asked,
 * taken are all sets that hold one of them. What no set gives is left alone.
 */
export function toggleCells(form: RoleForm, keys: readonly string[], takes: Takes): RoleForm {
  const given = keysOfForm(form, takes.sets);
  const possible = givable(takes);
  const missing = keys.filter((key) => !given.has(key) && (possible?.has(key) ?? true));
  if (missing.length > 0) return give(form, missing, given, takes);
  return keys.some((key) => given.has(key)) ? take(form, new Set(keys), takes) : form;
}

function give(form: RoleForm, missing: readonly string[], given: PermissionKeys, takes: Takes): RoleForm {
  if (takes.single) return { ...form, single: new Set([...form.single, ...missing]) };
  const open = new Set(missing);
  const held = new Set(given);
  const setIds = [...form.setIds];
  while (open.size > 0) {
    const best = bestSet(open, held, takes.sets);
    if (best === null) break;
    setIds.push(best.id);
    for (const key of keysOf(best.permissions)) {
      open.delete(key);
      held.add(key);
    }
  }
  return { ...form, setIds };
}

/** The set that answers most for the least beyond it: least surplus for each one asked, then most asked, then first. */
function bestSet(
  open: PermissionKeys,
  held: PermissionKeys,
  sets: readonly PermissionSetRow[],
): PermissionSetRow | null {
  let best: { set: PermissionSetRow; cost: number; hits: number } | null = null;
  for (const set of sets) {
    const keys = [...keysOf(set.permissions)];
    const hits = keys.filter((key) => open.has(key)).length;
    if (hits === 0) continue;
    const cost = keys.filter((key) => !open.has(key) && !held.has(key)).length / hits;
    if (best === null || cost < best.cost || (cost === best.cost && hits > best.hits)) {
      best = { set, cost, hits };
    }
  }
  return best === null ? null : best.set;
}

function take(form: RoleForm, gone: PermissionKeys, takes: Takes): RoleForm {
  const holds = (id: string): boolean => [...keysOfSets([id], takes.sets)].some((key) => gone.has(key));
  const dropped = form.setIds.filter(holds);
  const kept = takes.single ? [...keysOfSets(dropped, takes.sets)] : [];
  return {
    ...form,
    setIds: form.setIds.filter((id) => !dropped.includes(id)),
    single: new Set([...form.single, ...kept].filter((key) => !gone.has(key))),
  };
}
