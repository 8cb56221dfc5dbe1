import type { ReviewDecision, ReviewRow } from '../../src-shared/domain/review.ts';
import type { Answered, ReviewPacket } from '../../src-shared/domain/review-file.ts';
import { checkDecision } from '../../src-shared/reviews/check-decision.ts';

/** A line of the list: one row, or several that are decided as one. */
export interface PageItem {
  readonly key: string;
  readonly rows: readonly ReviewRow[];
}

/** Which lines are shown. */
export type PageFilter = 'all' | 'undecided' | 'privileged';

/** When something was decided. */
export interface DecidedMoment {
  /** RFC 3339. */
  readonly at: string;
  /** The reviewer's own day. */
  readonly day: string;
  readonly tookMs: number;
}

/** How far it is, in rows. */
export interface PageCounts {
  readonly rows: number;
  readonly decided: number;
  readonly undecidedPrivileged: number;
  readonly byKind: Readonly<Record<ReviewDecision['kind'], number>>;
}

/** One reviewer's part while it is decided: a draft until it is signed off. */
export class PagePart {
  readonly packet: ReviewPacket;
  readonly #byId: ReadonlyMap<string, ReviewRow>;
  readonly #standing = new Map<string, Answered>();
  #together: readonly PageItem[] | null = null;
  #single: readonly PageItem[] | null = null;
  #log: Answered[] = [];
  #undo: (readonly (readonly [string, Answered | undefined])[])[] = [];

  constructor(packet: ReviewPacket) {
    this.packet = packet;
    this.#byId = new Map(packet.rows.map((row) => [row.id, row]));
  }

  /**
   * The lines, in the packet's order. Together: rows with the same role on the same place are one, but never privileged ones,
   * which are looked at one by one.
   */
  items(filter: PageFilter, together: boolean): readonly PageItem[] {
    const all = together ? (this.#together ??= this.#lines(true)) : (this.#single ??= this.#lines(false));
    if (filter === 'undecided')
      return all.filter(({ rows }) => rows.some(({ id }) => !this.#standing.has(id)));
    return filter === 'privileged' ? all.filter(({ rows }) => rows.some((row) => row.privileged)) : all;
  }

  /** Made once: which lines there are never changes. */
  #lines(together: boolean): PageItem[] {
    const lines = new Map<string, ReviewRow[]>();
    for (const row of this.packet.rows) {
      const { role, scope } = row;
      const key =
        together && !row.privileged ? JSON.stringify([role.id, scope.type, scope.id]) : `row ${row.id}`;
      const line = lines.get(key);
      if (line === undefined) lines.set(key, [row]);
      else line.push(row);
    }
    return [...lines].map(([key, rows]): PageItem => ({ key, rows }));
  }

  decisionOf(row: string): ReviewDecision | null {
    return this.#standing.get(row)?.decision ?? null;
  }

  /** The decision that all rows of a line have; null: none has one; `mixed`: they differ. */
  decisionOfItem({ rows }: PageItem): ReviewDecision | null | 'mixed' {
    const first = this.#standing.get(rows[0]?.id ?? '');
    const same = rows.every(
      ({ id }) => JSON.stringify(this.decisionOf(id)) === JSON.stringify(first?.decision ?? null),
    );
    return same ? (first?.decision ?? null) : 'mixed';
  }

  /** Decides rows; answers why not, in words, and then none of them is decided. */
  decide(rows: readonly ReviewRow[], decision: ReviewDecision, moment: DecidedMoment): string | null {
    const { policy } = this.packet.campaign;
    const reviewer = this.packet.reviewer.id;
    for (const row of rows) {
      const problem = checkDecision(row, decision, { policy, reviewer, day: moment.day });
      if (problem !== null) return problem;
    }
    const { at: decidedAt, tookMs } = moment;
    this.#take({ rows: rows.map(({ id }) => id), decision, decidedAt, tookMs });
    return null;
  }

  #take(answered: Answered): void {
    this.#undo.push(answered.rows.map((id) => [id, this.#standing.get(id)]));
    for (const id of answered.rows) this.#standing.set(id, answered);
    this.#log.push(answered);
  }

  /** Takes the last decision back; answers its rows, or null when there is none. */
  undo(): readonly string[] | null {
    const last = this.#undo.pop();
    if (last === undefined) return null;
    this.#log.pop();
    for (const [id, before] of last) {
      if (before === undefined) this.#standing.delete(id);
      else this.#standing.set(id, before);
    }
    return last.map(([id]) => id);
  }

  counts(): PageCounts {
    const byKind = { keep: 0, revoke: 0, change: 0, defer: 0, 'not-mine': 0 };
    let undecidedPrivileged = 0;
    for (const row of this.packet.rows) {
      const decision = this.decisionOf(row.id);
      if (decision !== null) byKind[decision.kind] += 1;
      else if (row.privileged) undecidedPrivileged += 1;
    }
    return { rows: this.packet.rows.length, decided: this.#standing.size, undecidedPrivileged, byKind };
  }

  /** What stands, in the order in which it was decided; each row once. */
  answered(): Answered[] {
    return this.#log.flatMap((one) => {
      const rows = one.rows.filter((id) => this.#standing.get(id) === one);
      return rows.length === 0 ? [] : [{ ...one, rows }];
    });
  }

  /** Takes over a draft of this part in place of what is there; false for what is none. */
  load(draft: unknown): boolean {
    if (!Array.isArray(draft)) return false;
    // It was sealed with the packet's own key, so this page wrote it.
    const answered: readonly Answered[] = draft;
    if (!answered.every(({ rows }) => rows.every((id) => this.#byId.has(id)))) return false;
    this.#standing.clear();
    this.#log = [];
    this.#undo = [];
    for (const one of answered) this.#take(one);
    this.#undo = [];
    return true;
  }
}
