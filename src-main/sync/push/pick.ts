import type { Change } from '../../../src-shared/domain/change.ts';
import { descendantsOf } from './dependents.ts';
import type { OpenChanges } from './open-changes.ts';

/** What decides whether a change may go now, besides the change itself. */
export interface PickContext {
  /** Tenant and account that are signed in (I10). */
  readonly binding: string;
  /** How many more may be under way. */
  readonly places: number;
  readonly inFlight: Pick<ReadonlySet<string>, 'has'>;
  /** Whether the user or the settings let it go. */
  allowed(change: Change): boolean;
  /** Whether its time has come. */
  due(change: Change): boolean;
  /** Whether a change that is not open any more ended as done. */
  isDone(id: string): boolean;
}

/** A change to work on: to be sent, or read back after its reply was lost. */
export interface Picked {
  readonly change: Change;
  readonly act: 'send' | 'read';
}

/**
 * What may go now, in order, as many as there are places (reliability §3.2). A change goes when everything it depends on is
 * done and nothing earlier that touches the same still waits; what was refused for good holds nobody up. Stops looking
 * once the places are filled, so that a long queue costs no more than a short one.
 */
export function pick(open: OpenChanges, context: PickContext): Picked[] {
  const picked: Picked[] = [];
  const visited = new Set<string>();
  /** Claims of what comes earlier: true where one of them is alone. */
  const claimed = new Map<string, boolean>();

  const claim = (change: Change): boolean => {
    let free = true;
    for (const { key, alone } of open.claimsOf(change)) {
      const held = claimed.get(key);
      if (held !== undefined && (held || alone)) free = false;
      claimed.set(key, held === true || alone);
    }
    return free;
  };

  const visit = (change: Change): void => {
    if (visited.has(change.id)) return;
    visited.add(change.id);
    // What it needs comes first, whatever the order on the page: else each could wait for the other.
    for (const id of change.dependsOn) {
      const parent = open.get(id);
      if (parent !== undefined) visit(parent);
    }
    if (change.binding !== context.binding || change.state === 'rejected') return;
    const free = claim(change);
    if (picked.length >= context.places || context.inFlight.has(change.id)) return;
    if (!context.allowed(change) || !context.due(change)) return;
    if (change.state === 'unknown') picked.push({ change, act: 'read' });
    const ready = free && change.state === 'pending' && !change.held;
    if (ready && change.dependsOn.every((id) => open.get(id) === undefined && context.isDone(id)))
      picked.push({ change, act: 'send' });
  };

  for (const change of open.inOrder()) {
    if (picked.length >= context.places) break;
    visit(change);
  }
  return picked;
}

/**
 * Whether something that touches the same has its turn before a change that was picked: the admin may have altered the
 * order while it was looked at (I6). What needs the change itself comes after it, wherever it stands.
 */
export function isOvertaken(change: Change, open: OpenChanges): boolean {
  const mine = open.claimsOf(change);
  const meets = (other: Change): boolean =>
    open
      .claimsOf(other)
      .some(({ key, alone }) => mine.some((own) => own.key === key && (own.alone || alone)));
  const first = new Set(
    open
      .touching(change)
      .filter((other) => other.binding === change.binding && other.state !== 'rejected' && meets(other))
      .map(({ id }) => id),
  );
  if (first.size === 0) return false;
  for (const { id } of descendantsOf(change.id, open)) first.delete(id);
  for (const { id } of open.inOrder()) {
    if (id === change.id) return false;
    if (first.has(id)) return true;
  }
  return false;
}
