import type { DecisionKind, ReviewDecision } from '../../../../src-shared/domain/review.ts';
import type { PartRow } from '../../../../src-shared/ipc/reviews-contract.ts';

/** Which rows of a part are listed. */
export const partShows = ['all', 'undecided', 'privileged', 'hints'] as const;

/** One of {@link partShows}. */
export type PartShow = (typeof partShows)[number];

/** How a part is looked at. */
export interface PartView {
  readonly search: string;
  readonly show: PartShow;
  /** Rows with the same role on the same place lie together, below a line that decides all of them. */
  readonly grouped: boolean;
  /** Groups whose rows are listed one by one. */
  readonly opened: ReadonlySet<number>;
}

/** A line of the list: a row, or a group of rows with the same role on the same place. */
export interface PartLine {
  /** The row's id, or `group 7`. */
  readonly key: string;
  /** The row, or the first of the group. */
  readonly row: PartRow;
  /** The group's rows; null for a line that is a row. */
  readonly group: readonly PartRow[] | null;
  /** A row below the line of its group. */
  readonly inner: boolean;
}

/** What was decided, by row. */
export type Decisions = ReadonlyMap<string, ReviewDecision>;

const contains = (row: PartRow, typed: string): boolean =>
  row.subject.name.toLowerCase().includes(typed) ||
  row.subject.id.toLowerCase().includes(typed) ||
  row.role.toLowerCase().includes(typed) ||
  row.scope.toLowerCase().includes(typed);

function isShown(row: PartRow, show: PartShow, decisions: Decisions): boolean {
  switch (show) {
    case 'undecided':
      return !decisions.has(row.id);
    case 'privileged':
      return row.privileged;
    case 'hints':
      return row.hints.length > 0;
    default:
      return true;
  }
}

/** The rows that a view lists, in their order. */
export function shownRows(
  rows: readonly PartRow[],
  view: PartView,
  decisions: Decisions,
): readonly PartRow[] {
  const typed = view.search.trim().toLowerCase();
  return rows.filter((row) => isShown(row, view.show, decisions) && (typed === '' || contains(row, typed)));
}

/** The lines of the list. A group stands where its first row stands; a group of one is a row. */
export function partLines(rows: readonly PartRow[], view: PartView): readonly PartLine[] {
  const line = (row: PartRow, inner: boolean): PartLine => ({ key: row.id, row, group: null, inner });
  if (!view.grouped) return rows.map((row) => line(row, false));
  const groups = new Map<number, PartRow[]>();
  for (const row of rows) {
    const group = groups.get(row.group);
    if (group === undefined) groups.set(row.group, [row]);
    else group.push(row);
  }
  const lines: PartLine[] = [];
  for (const [number, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    if (group.length === 1) {
      lines.push(line(first, false));
      continue;
    }
    lines.push({ key: `group ${number}`, row: first, group, inner: false });
    if (view.opened.has(number)) for (const row of group) lines.push(line(row, true));
  }
  return lines;
}

/** The rows that a decision on a line is about: of a group those that are undecided, or all once none is. */
export function rowsToDecide(line: PartLine, decisions: Decisions): readonly PartRow[] {
  if (line.group === null) return [line.row];
  const open = line.group.filter(({ id }) => !decisions.has(id));
  return open.length === 0 ? line.group : open;
}

/** What a group came to: one kind of decision, several (`mixed`), or something of it is undecided (`none`). */
export type GroupKind = DecisionKind | 'mixed' | 'none';

/** What the rows of a group came to together. */
export function groupKind(group: readonly PartRow[], decisions: Decisions): GroupKind {
  const kinds = new Set(group.map(({ id }) => decisions.get(id)?.kind ?? 'none'));
  const [first = 'none'] = kinds;
  if (kinds.has('none')) return 'none';
  return kinds.size === 1 ? first : 'mixed';
}

const isOpen = (line: PartLine, decisions: Decisions): boolean =>
  line.group === null ? !decisions.has(line.row.id) : line.group.some(({ id }) => !decisions.has(id));

/**
 * Where to go on after a decision: to the next line with something undecided, from the top again after the last one; where
 * nothing is left, to the next line.
 */
export function nextOpen(lines: readonly PartLine[], from: number, decisions: Decisions): number {
  for (let step = 1; step <= lines.length; step += 1) {
    const at = (from + step) % lines.length;
    const line = lines[at];
    if (line !== undefined && isOpen(line, decisions)) return at;
  }
  return Math.max(0, Math.min(from + 1, lines.length - 1));
}

/** The line to begin at: the first with something undecided, else the first. */
export function firstOpen(lines: readonly PartLine[], decisions: Decisions): number {
  return Math.max(
    0,
    lines.findIndex((line) => isOpen(line, decisions)),
  );
}

/**
 * Where a line is among other lines: itself, its row, or the group that its row went into; else the place that is given for the
 * case that it is gone.
 */
export function placeIn(lines: readonly PartLine[], line: PartLine, gone: number): number {
  const itself = lines.findIndex(({ key }) => key === line.key);
  if (itself >= 0) return itself;
  const row = lines.findIndex(({ group, row: { id } }) => group === null && id === line.row.id);
  if (row >= 0) return row;
  const around = lines.findIndex(({ group }) => group?.some(({ id }) => id === line.row.id) ?? false);
  return around >= 0 ? around : Math.max(0, Math.min(gone, lines.length - 1));
}
