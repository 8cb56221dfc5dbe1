import type { ChangeStep, OutboxCommit } from '../../src-main/db/outbox.ts';
import type { ChangeState } from '../../src-shared/domain/change.ts';
import { aChange } from '../builders/changes.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';

/** What a row must be after the commits so far. */
export interface PlannedRow {
  readonly id: string;
  readonly state: ChangeState;
  readonly held: boolean;
  readonly attempts: number;
}

const targets: readonly ChangeState[] = [
  'pending',
  'sending',
  'sending',
  'unknown',
  'conflict',
  'blocked',
  'rejected',
  'done',
  'done',
  'cancelled',
];
const ended = (state: ChangeState): boolean => state === 'done' || state === 'cancelled';
const onTheWire = (state: ChangeState): boolean => state === 'sending' || state === 'unknown';

/**
 * Commits of an outbox, the same for the same seed, and what the outbox must hold after each: a model of its own that
 * shares no code with the outbox. The process that edits and the one that judges it both walk through it.
 */
export class EditPlan {
  readonly #seed: number;
  #count = 0;
  #made = 0;
  #rows = new Map<string, PlannedRow>();
  #order: string[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** How many commits were made. */
  get count(): number {
    return this.#count;
  }

  /** Open rows in their order, then ended ones by id. */
  rows(): PlannedRow[] {
    const all = this.#order.flatMap((id) => this.#rows.get(id) ?? []);
    const open = all.filter(({ state }) => !ended(state));
    const over = all.filter(({ state }) => ended(state));
    return [...open, ...over.toSorted((one, other) => (one.id < other.id ? -1 : 1))];
  }

  /** The next commit; the plan moves on by it. */
  next(): OutboxCommit {
    const below = seededNumbers(this.#seed * 1_000_003 + this.#count);
    this.#count += 1;
    const journal = [
      {
        actor: 'admin@example.com',
        verb: 'test.commit',
        object: `${this.#count}`,
        detail: { n: this.#count },
      },
    ];
    const open = [...this.#rows.values()].filter(({ state }) => !ended(state));
    const dice = below(10);
    if (open.length === 0 || (dice < 4 && open.length < 60)) return { ...this.#add(below), journal };
    if (dice < 9) return { ...this.#move(below, open), journal };
    return { ...this.#reorder(below, open), journal };
  }

  #add(below: (bound: number) => number): OutboxCommit {
    const add = Array.from({ length: 1 + below(3) }, () => {
      this.#made += 1;
      const held = below(4) === 0;
      // Some rows do not fit on a page.
      const groupTitle = 'x'.repeat(below(8) === 0 ? 3000 + below(9000) : 20);
      const change = aChange(this.#made, { held, groupTitle });
      this.#rows.set(change.id, { id: change.id, state: 'pending', held, attempts: 0 });
      this.#order.push(change.id);
      return change;
    });
    return { add };
  }

  #move(below: (bound: number) => number, open: readonly PlannedRow[]): OutboxCommit {
    const picked = new Set(Array.from({ length: 1 + below(3) }, () => open[below(open.length)]));
    const steps = [...picked].flatMap((row): ChangeStep[] => {
      if (row === undefined) return [];
      const state = targets[below(targets.length)] ?? 'done';
      const patch = { state, attempts: row.attempts + 1, held: below(2) === 0 };
      this.#rows.set(row.id, { id: row.id, ...patch });
      return [{ id: row.id, from: [row.state], patch }];
    });
    return { steps };
  }

  #reorder(below: (bound: number) => number, open: readonly PlannedRow[]): OutboxCommit {
    const movable = open.filter(({ state }) => !onTheWire(state)).map(({ id }) => id);
    const reorder = [
      ...new Set(Array.from({ length: 4 }, () => movable[below(movable.length)] ?? '')),
    ].filter((id) => id !== '');
    const places = reorder.map((id) => this.#order.indexOf(id)).toSorted((one, other) => one - other);
    for (const [n, id] of reorder.entries()) this.#order[places[n] ?? 0] = id;
    return { reorder };
  }
}
