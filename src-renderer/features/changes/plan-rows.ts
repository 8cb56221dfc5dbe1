import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';

/** How many changes of a group add, change and remove. */
export type SignCounts = Readonly<Record<PlannedChange['sign'], number>>;

/** A line of the list: the heading of a group of several changes, or one change. */
export type PlanRow =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly groupId: string;
      readonly title: string;
      readonly members: readonly PlannedChange[];
      readonly signs: SignCounts;
      readonly open: boolean;
    }
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly planned: PlannedChange;
      /** Inside a group that has a heading. */
      readonly inside: boolean;
    };

/** Changes saved by one act, in the order of the list. */
export interface PlanGroup {
  readonly groupId: string;
  readonly title: string;
  readonly members: readonly PlannedChange[];
}

/** The groups of a list, each where its first change stands. */
export function groupsOf(changes: readonly PlannedChange[]): readonly PlanGroup[] {
  const groups = new Map<string, { title: string; members: PlannedChange[] }>();
  for (const planned of changes) {
    const { groupId, groupTitle } = planned.change;
    const group = groups.get(groupId);
    if (group === undefined) groups.set(groupId, { title: groupTitle, members: [planned] });
    else group.members.push(planned);
  }
  return [...groups].map(([groupId, group]) => ({ groupId, ...group }));
}

/** Ended changes come newest first; inside a group they are read in the order they were made. */
export function endedOrder(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  return groupsOf(changes).flatMap(({ members }) => members.toSorted((a, b) => a.change.seq - b.change.seq));
}

/** How many add, change and remove. */
export function signCounts(changes: readonly PlannedChange[]): SignCounts {
  const counts = { '+': 0, '~': 0, '-': 0 };
  for (const { sign } of changes) counts[sign] += 1;
  return counts;
}

/**
 * The lines of the list. A group of one change is that change; a larger one has a heading, and its changes below
 * unless it is folded.
 */
export function planRows(changes: readonly PlannedChange[], folded: ReadonlySet<string>): readonly PlanRow[] {
  return groupsOf(changes).flatMap(({ groupId, title, members }): readonly PlanRow[] => {
    const lines = members.map((planned): PlanRow => ({
      kind: 'change',
      key: planned.change.id,
      planned,
      inside: members.length > 1,
    }));
    if (members.length === 1) return lines;
    const open = !folded.has(groupId);
    const signs = signCounts(members);
    return [
      { kind: 'group', key: `group ${groupId}`, groupId, title, members, signs, open },
      ...(open ? lines : []),
    ];
  });
}

/** The ids of the changes that wait to be sent, staged or not, and that sending does something for. */
export function waitingIds(changes: readonly PlannedChange[]): readonly string[] {
  return changes
    .filter(({ change, stuck }) => change.state === 'pending' && !stuck)
    .map(({ change }) => change.id);
}

/** Why there is nothing to send, where {@link waitingIds} are none. */
export function whyNothingWaits(changes: readonly PlannedChange[]): string {
  return changes.some(({ stuck }) => stuck)
    ? 'All that waits keeps its place behind something that needs your decision.'
    : 'Nothing waits to be sent.';
}

/** Of these, the ones that sending does something for: what waits goes, what has an open outcome is read. */
export function sendableIds(changes: readonly PlannedChange[], ids: readonly string[]): readonly string[] {
  const wanted = new Set(ids);
  return changes
    .filter(({ change }) => wanted.has(change.id) && ['pending', 'unknown'].includes(change.state))
    .map(({ change }) => change.id);
}

/** The ids of the changes a line stands for. */
export function idsOf(row: PlanRow): readonly string[] {
  return row.kind === 'group' ? row.members.map(({ change }) => change.id) : [row.planned.change.id];
}

/** All ids that would go with these: what waits for them, and what waits for that. */
export function alongWith(
  changes: readonly PlannedChange[],
  ids: readonly string[],
): readonly PlannedChange[] {
  const byId = new Map(changes.map((planned) => [planned.change.id, planned]));
  const chosen = new Set(ids);
  const along = new Set<string>();
  const visit = (id: string): void => {
    for (const next of byId.get(id)?.dependents ?? []) {
      if (chosen.has(next) || along.has(next)) continue;
      along.add(next);
      visit(next);
    }
  };
  ids.forEach(visit);
  return changes.filter(({ change }) => along.has(change.id));
}
