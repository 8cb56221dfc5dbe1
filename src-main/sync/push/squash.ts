import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { claimsOf } from './claims.ts';
import { lostReplyOf } from './lost-reply.ts';
import type { FindChange } from './resolve-ids.ts';

type Squashable = Pick<Change, 'id' | 'edit' | 'base' | 'state' | 'held' | 'dependsOn' | 'error'>;

/** Waits, and has certainly never been at the tenant. */
const neverSent = (change: Squashable): boolean => change.state === 'pending' && lostReplyOf(change) === null;

/** Only these can come to nothing with something before them. */
const takesBack = ({ edit: { kind } }: Squashable): boolean =>
  kind.endsWith('.delete') || kind.endsWith('.set-enabled');

/** The local create that an edit takes away again, if it is one that takes away. */
export function undoes<Made extends Pick<Change, 'id' | 'edit'>>(
  edit: Edit,
  changes: readonly Made[],
): Made | undefined {
  switch (edit.kind) {
    case 'user.delete':
      return changes.find(
        ({ id, edit: made }) => made.kind === 'user.create' && edit.userId === `local:${id}`,
      );
    case 'service-account.delete':
      return changes.find(
        ({ id, edit: made }) => made.kind === 'service-account.create' && edit.id === `local:${id}`,
      );
    case 'role.delete':
      return edit.roleId >= 0
        ? undefined
        : changes.find(({ edit: made }) => made.kind === 'role.create' && made.localId === edit.roleId);
    case 'rule.delete':
      return edit.ruleId >= 0
        ? undefined
        : changes.find(({ edit: made }) => made.kind === 'rule.create' && made.localId === edit.ruleId);
    default:
      return undefined;
  }
}

/** Whether the second puts back what the first found, and nothing was read from the tenant in between. */
function opposite(first: Squashable, second: Squashable): boolean {
  const [one, other] = [first.edit, second.edit];
  const accounts =
    one.kind === 'service-account.set-enabled' && other.kind === one.kind && one.id === other.id;
  const roles = one.kind === 'role.set-enabled' && other.kind === one.kind && one.roleId === other.roleId;
  if (!accounts && !roles) return false;
  return (
    one.enabled !== other.enabled &&
    first.base !== null &&
    first.base.asOf === second.base?.asOf &&
    first.base.fields['enabled'] === other.enabled
  );
}

/**
 * Ids of changes that come to nothing together (reliability §3.2, rule 11): the deletion of what was only made here, with what
 * was made and all that needs it; two opposite switches of a service account or a role, the one right after the other, unless
 * the tenant may have moved in between. `changes` are the open ones in order,
 * new ones at the end. Nothing that may have been sent is squashed, nor anything across it. Pure.
 */
export function squash(changes: readonly Squashable[], find: FindChange): string[] {
  // Mostly there is none, and the tenant waits for the first request meanwhile.
  if (!changes.some(takesBack)) return [];
  const gone = new Set<string>();
  const children = new Map<string, Squashable[]>();
  for (const change of changes) {
    for (const parent of change.dependsOn) children.set(parent, [...(children.get(parent) ?? []), change]);
  }
  const withDependents = (change: Squashable, found = new Set<Squashable>()): Set<Squashable> => {
    if (found.has(change)) return found;
    found.add(change);
    for (const child of children.get(change.id) ?? []) withDependents(child, found);
    return found;
  };

  /** The latest waiting change of each thing that is claimed alone. */
  const latest = new Map<string, Squashable>();
  const keysOf = (change: Squashable): string[] =>
    claimsOf(change, find).flatMap(({ key, alone }) => (alone ? [key] : []));
  for (const change of changes) {
    if (gone.has(change.id)) continue;
    const made = neverSent(change) ? undoes(change.edit, changes) : undefined;
    if (made !== undefined && neverSent(made) && !gone.has(made.id)) {
      const together = [...withDependents(made), ...withDependents(change)];
      if (together.every(neverSent)) {
        for (const { id } of together) gone.add(id);
        continue;
      }
    }
    const keys = keysOf(change);
    const [key] = keys;
    const before = key === undefined ? undefined : latest.get(key);
    if (
      key !== undefined &&
      before !== undefined &&
      neverSent(change) &&
      neverSent(before) &&
      before.held === change.held &&
      opposite(before, change) &&
      (children.get(before.id) ?? []).every(({ id }) => id === change.id) &&
      (children.get(change.id) ?? []).length === 0
    ) {
      gone.add(before.id).add(change.id);
      latest.delete(key);
      continue;
    }
    for (const each of keys) latest.set(each, change);
  }
  return [...gone];
}
