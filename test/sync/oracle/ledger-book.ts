import type { Database, Statement } from 'better-sqlite3';
import {
  type Change,
  type ChangeState,
  type Edit,
  changeStates,
  editSchema,
} from '../../../src-shared/domain/change.ts';
import type { OutboxCommit } from '../../../src-main/db/outbox.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import { goesWith, keyOfEdit, meets, sameRoleName, subjectOfEdit } from './edit-keys.ts';
import type { Verdict } from './violation.ts';

/** What the world remembers of one change, read from the ledger's own rows after each commit. */
export interface BookRow {
  readonly id: string;
  readonly seq: number;
  readonly binding: string;
  readonly groupId: string;
  place: number;
  edit: Edit;
  base: Change['base'];
  state: ChangeState;
  dependsOn: readonly string[];
  held: boolean;
  waived: boolean;
  attempts: number;
  nextAt: string | null;
  error: string | null;
  conflict: Change['conflict'];
  result: Change['result'];
  /** How it stood when it was taken back; null where it was not. */
  was: ChangeState | null;
  /** All effects it has ever asked for. */
  readonly keys: Set<string>;
  /** Whether it ever was on the wire. */
  sent: boolean;
  /** When it came into its state, in virtual milliseconds. */
  since: number;
  /** How often the user has asked for it again. */
  again: number;
  /** The user was told that it is saved. */
  told: boolean;
  /** The user asked to take it back, or chose to drop it. */
  dropped: boolean;
}

interface Stored {
  readonly id: string;
  readonly seq: number;
  readonly place: number;
  readonly binding: string;
  readonly group_id: string;
  readonly edit: string;
  readonly base: string | null;
  readonly state: string;
  readonly depends_on: string;
  readonly held: number;
  readonly waived: number;
  readonly attempts: number;
  readonly next_at: string | null;
  readonly error: string | null;
  readonly conflict: string | null;
  readonly result: string | null;
}

/** Every step that a state may take; nothing leaves an end (I14). */
const mayBecome: Readonly<Record<ChangeState, readonly ChangeState[]>> = {
  pending: ['sending', 'conflict', 'blocked', 'rejected', 'done', 'cancelled'],
  sending: ['pending', 'unknown', 'conflict', 'blocked', 'rejected', 'done'],
  unknown: ['pending', 'conflict', 'blocked', 'rejected', 'done', 'cancelled'],
  conflict: ['pending', 'conflict', 'blocked', 'rejected', 'done', 'cancelled'],
  blocked: ['pending', 'conflict', 'blocked', 'rejected', 'cancelled', 'done'],
  rejected: ['pending', 'blocked', 'cancelled'],
  done: [],
  cancelled: [],
};

const stateOf = (text: string): ChangeState => {
  const state = changeStates.find((known) => known === text);
  if (state === undefined) throw new Error(`no state ${text}`);
  return state;
};

/** The changes of one ledger as the world remembers them. */
export class LedgerBook {
  readonly rows = new Map<string, BookRow>();
  readonly binding: string;
  readonly tenant: SimTenant;
  readonly #edits = new Map<string, { readonly text: string; readonly edit: Edit }>();
  readonly #database: () => Database;
  #byId: Statement<[string], Stored> | null = null;
  readonly #verdict: Verdict;
  readonly #now: () => number;
  readonly #transition: (from: ChangeState, to: ChangeState) => void;
  /** Rules that were chosen for others whose role or place is gone, and are not at the tenant yet. */
  readonly #chosen = new Map<string, 'role' | 'scope'>();
  readonly #gave: (part: 'role' | 'scope') => void;
  /** Ids of sets: the one chosen last, that brought back, and the one it took the place of. */
  lastChosen: readonly string[] = [];

  constructor(parts: {
    readonly binding: string;
    readonly tenant: SimTenant;
    readonly database: () => Database;
    readonly verdict: Verdict;
    readonly now: () => number;
    readonly transition: (from: ChangeState, to: ChangeState) => void;
    /** A rule with another role, or on another place, than the one that is gone went through to the tenant. */
    readonly gave: (part: 'role' | 'scope') => void;
  }) {
    this.binding = parts.binding;
    this.tenant = parts.tenant;
    this.#database = parts.database;
    this.#verdict = parts.verdict;
    this.#now = parts.now;
    this.#transition = parts.transition;
    this.#gave = parts.gave;
  }

  /** The user chose these instead of what named something that is gone. */
  chose(part: 'role' | 'scope', ids: readonly string[], sets: readonly string[]): void {
    this.lastChosen = sets;
    for (const id of ids) {
      this.#chosen.set(id, part);
      this.#count(this.rows.get(id));
    }
  }

  #count(row: BookRow | undefined): void {
    const part = row === undefined ? undefined : this.#chosen.get(row.id);
    if (row?.state !== 'done' || part === undefined) return;
    this.#chosen.delete(row.id);
    if (row.result?.how !== 'already') this.#gave(part);
  }

  /** Changes that the user just asks to have back, with what these need; each as often as asks for it go on. */
  readonly #asked: string[][] = [];

  /** The user asks to have these back; answers how to say that this was answered. */
  asksBack(ids: readonly string[]): () => void {
    const asked = [...new Set(ids)];
    for (const id of asked)
      for (const need of this.rows.get(id)?.dependsOn ?? []) if (!asked.includes(need)) asked.push(need);
    this.#asked.push(asked);
    return () => void this.#asked.splice(this.#asked.indexOf(asked), 1);
  }

  /** Whether the user just asks to have a change back. */
  isAsked(id: string): boolean {
    return this.#asked.some((asked) => asked.includes(id));
  }

  /** The tenant's id of what a change here made. */
  readonly serverIds = (localId: string): string | null => {
    if (localId.startsWith('local:')) return this.rows.get(localId.slice(6))?.result?.serverId ?? null;
    for (const { edit, result } of this.rows.values())
      if (
        (edit.kind === 'rule.create' || edit.kind === 'role.create') &&
        String(edit.localId) === localId &&
        result !== null
      )
        return result.serverId;
    return null;
  };

  keyOf(edit: Edit): string {
    return keyOfEdit(edit, this.tenant, this.serverIds);
  }

  subjectOf(row: BookRow): string {
    return subjectOfEdit(row.edit, this.serverIds);
  }

  /** Whether one of two changes must wait for the other: they are about the same, or about somebody and their rules. */
  touchesSame(one: BookRow, other: BookRow): boolean {
    if (goesWith(one.edit, other.edit) || goesWith(other.edit, one.edit)) return true;
    return sameRoleName(one.edit, other.edit) || meets(this.subjectOf(one), this.subjectOf(other));
  }

  /** Looks at what a commit wrote. Answers the rows that were added or took a step, with their state before. */
  committed(commit: OutboxCommit): readonly { readonly row: BookRow; readonly before: ChangeState | null }[] {
    const ids = [...(commit.add ?? []).map(({ id }) => id), ...(commit.steps ?? []).map(({ id }) => id)];
    const stepped: { row: BookRow; before: ChangeState | null }[] = [];
    for (const id of new Set(ids)) {
      const stored = this.#read(id);
      if (stored === null) {
        this.#verdict.fail('I1', `change ${id} was committed and is not there`);
        continue;
      }
      const before = this.rows.get(id)?.state ?? null;
      const row = this.#note(stored);
      stepped.push({ row, before });
      if (before === null || before === row.state) continue;
      this.#transition(before, row.state);
      if (!mayBecome[before].includes(row.state))
        this.#verdict.fail('I14', `change ${id} (${row.edit.kind}) went from ${before} to ${row.state}`);
      row.since = this.#now();
      if (row.state === 'cancelled') row.was = before;
      if (row.state === 'sending') row.sent = true;
      this.#count(row);
    }
    for (const id of commit.reorder ?? []) {
      const stored = this.#read(id);
      if (stored !== null) this.#note(stored);
    }
    return stepped;
  }

  /** Every remembered change is still there, as it was last committed (I1, I14, I17). */
  compare(): void {
    const stored = this.#all();
    const there = new Map(stored.map((row) => [row.id, row]));
    for (const row of this.rows.values()) {
      const now = there.get(row.id);
      if (now === undefined)
        this.#verdict.fail('I1', `change ${row.id} (${row.edit.kind}) is gone from the ledger`);
      else if (now.state !== row.state)
        this.#verdict.fail('I14', `change ${row.id} became ${now.state} from ${row.state} without a commit`);
      else if (now.seq !== row.seq || now.binding !== row.binding || now.group_id !== row.groupId)
        this.#verdict.fail('I17', `change ${row.id} is another one now`);
    }
    for (const row of stored)
      if (!this.rows.has(row.id)) this.#verdict.fail('I1', `change ${row.id} appeared without a commit`);
  }

  /** Everything the ledger holds, as text: for the search for secrets. */
  text(): string {
    const database = this.#database();
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all();
    return tables
      .map((table) => JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).all()))
      .join('\n');
  }

  #read(id: string): Stored | null {
    this.#byId ??= this.#database().prepare<[string], Stored>('SELECT * FROM outbox WHERE id = ?');
    return this.#byId.get(id) ?? null;
  }

  #all(): readonly Stored[] {
    return this.#database().prepare<[], Stored>('SELECT * FROM outbox').all();
  }

  /** Most steps leave the edit as it was. */
  #editOf({ id, edit: text }: Stored): Edit {
    const known = this.#edits.get(id);
    if (known?.text === text) return known.edit;
    const edit = editSchema.parse(JSON.parse(text));
    this.#edits.set(id, { text, edit });
    return edit;
  }

  #note(stored: Stored): BookRow {
    const edit = this.#editOf(stored);
    const row: BookRow = this.rows.get(stored.id) ?? {
      id: stored.id,
      seq: stored.seq,
      binding: stored.binding,
      groupId: stored.group_id,
      place: stored.place,
      edit,
      base: null,
      state: stateOf(stored.state),
      dependsOn: [],
      held: false,
      waived: false,
      attempts: 0,
      nextAt: null,
      error: null,
      conflict: null,
      result: null,
      was: null,
      keys: new Set(),
      sent: false,
      since: this.#now(),
      again: 0,
      told: false,
      dropped: false,
    };
    // The product wrote these columns under its own schema; here they are only looked at.
    const json = (text: string | null): never | null => (text === null ? null : (JSON.parse(text) as never));
    row.edit = edit;
    row.place = stored.place;
    row.base = json(stored.base);
    row.state = stateOf(stored.state);
    row.dependsOn = JSON.parse(stored.depends_on) as string[];
    row.held = stored.held === 1;
    row.waived = stored.waived === 1;
    row.attempts = stored.attempts;
    row.nextAt = stored.next_at;
    row.error = stored.error;
    row.conflict = json(stored.conflict);
    row.result = json(stored.result);
    this.rows.set(row.id, row);
    row.keys.add(this.keyOf(edit));
    return row;
  }
}
