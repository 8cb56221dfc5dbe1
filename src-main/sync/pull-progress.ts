import type { FactKind, FactProgress, SyncProgress } from '../../src-shared/domain/sync-state.ts';
import { factKinds } from '../../src-shared/domain/sync-state.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';

const noticeMilliseconds = 100;

/** Keeps count of a pull and tells of it at most about ten times a second. */
export class PullProgress {
  readonly startedAt: string;
  readonly #clock: Clock;
  readonly #tell: (progress: SyncProgress) => void;
  readonly #usage: () => { requests: number; bytes: number };
  readonly #started: number;
  readonly #facts = new Map<FactKind, FactProgress>();
  #phase: SyncProgress['phase'] = 'pulling';
  #told = Number.NEGATIVE_INFINITY;

  constructor(parts: {
    readonly clock: Clock;
    readonly tell: (progress: SyncProgress) => void;
    readonly usage: () => { requests: number; bytes: number };
  }) {
    this.#clock = parts.clock;
    this.#tell = parts.tell;
    this.#usage = parts.usage;
    this.startedAt = timestamp(parts.clock);
    this.#started = parts.clock.monotonic();
    for (const kind of factKinds)
      this.#facts.set(kind, { kind, done: 0, expected: null, state: 'waiting', note: null });
  }

  /** Rows so far. */
  rows(): number {
    let rows = 0;
    for (const { done } of this.#facts.values()) rows += done;
    return rows;
  }

  of(kind: FactKind): FactProgress {
    return this.#facts.get(kind) ?? { kind, done: 0, expected: null, state: 'waiting', note: null };
  }

  /** Changes what is known of a kind. */
  set(kind: FactKind, change: Partial<FactProgress>): void {
    this.#facts.set(kind, { ...this.of(kind), ...change });
    this.#notice(change.state !== undefined);
  }

  /** More rows of a kind. */
  add(kind: FactKind, rows: number): void {
    this.set(kind, { done: this.of(kind).done + rows });
  }

  enter(phase: SyncProgress['phase']): void {
    this.#phase = phase;
    this.#notice(true);
  }

  #notice(now: boolean): void {
    const moment = this.#clock.monotonic();
    if (!now && moment - this.#told < noticeMilliseconds) return;
    this.#told = moment;
    this.#tell(this.#snapshot(moment));
  }

  #snapshot(moment: number): SyncProgress {
    const facts = [...this.#facts.values()];
    const running = facts.filter(({ state }) => state !== 'skipped' && state !== 'failed');
    const known = running.every(({ expected, state }) => expected !== null || state === 'done');
    const expectedRows = known
      ? running.reduce(
          (sum, { expected, done, state }) => sum + (state === 'done' ? done : (expected ?? done)),
          0,
        )
      : null;
    const rows = this.rows();
    const seconds = (moment - this.#started) / 1000;
    const rowsPerSecond = seconds > 0 ? rows / seconds : 0;
    return {
      startedAt: this.startedAt,
      phase: this.#phase,
      rows,
      expectedRows,
      rowsPerSecond,
      secondsLeft:
        expectedRows !== null && rowsPerSecond > 0 ? Math.max(0, expectedRows - rows) / rowsPerSecond : null,
      ...this.#usage(),
      facts,
    };
  }
}
