import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

const refuse = (reason: string, message: string): RolebookError =>
  new RolebookError({ kind: 'input', origin: 'main', reason, message });

/** Ids of all that a change needs, directly or through others. */
function needsOf(change: Change, byId: ReadonlyMap<string, Change>): ReadonlySet<string> {
  const found = new Set(change.dependsOn);
  for (const id of found) for (const parent of byId.get(id)?.dependsOn ?? []) found.add(parent);
  return found;
}

/**
 * The changes between the old and the new place of one, in their new order, for the outbox's `reorder`; empty when
 * nothing moves. Throws `input` when it would pass one that it needs, or that needs it, and for changes that do not
 * wait. Pure.
 */
export function newOrder(open: readonly Change[], id: string, before: string | null): string[] {
  const byId = new Map(open.map((change) => [change.id, change]));
  const from = open.findIndex((change) => change.id === id);
  const moving = open[from];
  const to = before === null ? open.length : open.findIndex((change) => change.id === before);
  if (moving === undefined || to < 0) {
    throw refuse('change-unknown', 'This change is not open any more.');
  }
  if (moving.state === 'sending' || moving.state === 'unknown') {
    throw refuse('change-on-the-wire', `“${titleOf(moving.edit)}” is being sent, so its place is settled.`);
  }
  const passed = to > from ? open.slice(from + 1, to) : open.slice(to, from);
  const needs = needsOf(moving, byId);
  const obstacle = passed.find((change) =>
    to > from ? needsOf(change, byId).has(id) : needs.has(change.id),
  );
  if (obstacle !== undefined) {
    throw refuse(
      'change-order',
      to > from
        ? `“${titleOf(obstacle.edit)}” needs “${titleOf(moving.edit)}” and cannot come before it.`
        : `“${titleOf(moving.edit)}” needs “${titleOf(obstacle.edit)}” and cannot come before it.`,
    );
  }
  const movable = passed.filter(({ state }) => state !== 'sending' && state !== 'unknown');
  if (movable.length === 0) return [];
  const others = movable.map((change) => change.id);
  return to > from ? [...others, id] : [id, ...others];
}
