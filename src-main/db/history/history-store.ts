import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { HistoryLine, HistoryMoment, Stretch } from '../../../src-shared/domain/history.ts';
import type { HistoryReport } from '../../../src-shared/domain/recovery.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import {
  type DescribedDifferences,
  describeDifferences,
} from '../../../src-shared/history/describe-differences.ts';
import { stretchBetween } from '../../../src-shared/history/find-moment.ts';
import { SideFacts } from '../../../src-shared/history/side-facts.ts';
import { buildAsOf } from './build-as-of.ts';
import { type KeptEvent, eventReads, joinActors, keepEvents } from './event-book.ts';
import { HeldFacts } from './held-facts.ts';
import { type HistoryOpening, openHistoryFile } from './history-file.ts';
import { recordLook } from './record-look.ts';
import type { Look, LookEnd } from './write-look.ts';

/** One thing whose life is told: a subject with its rules, or one fact. */
export type Whose = { readonly about: string } | { readonly kind: FactKind; readonly key: string };

/** What happened to one thing at one moment. */
export interface LifeEntry {
  readonly moment: number;
  readonly line: HistoryLine;
}

/** A comparison whose lines are asked for in parts. */
export interface Compared extends DescribedDifferences {
  readonly from: HistoryMoment;
  readonly to: HistoryMoment;
}

const compared = 4;

function momentOf(moments: readonly HistoryMoment[], id: number): HistoryMoment {
  const moment = moments.find((one) => one.id === id);
  if (moment !== undefined) return moment;
  throw new RolebookError({
    kind: 'not-found',
    origin: 'db',
    reason: 'moment-unknown',
    message: 'The history has no such moment.',
    hint: 'Choose one of those it lists.',
  });
}

/** Everything about one history, synchronously; it lives in a thread of its own (history-worker.ts). */
export class HistoryStore {
  readonly #database: Database;
  readonly #mirrorPath: string;
  readonly #facts: HeldFacts;
  /** What became of a damaged history that was moved away when this one was opened; null = none was. */
  readonly begunAnew: HistoryReport | null;
  readonly #known = new Map<string, Compared>();

  /** See {@link openHistoryFile}. */
  constructor(path: string, mirrorPath: string, opening: HistoryOpening) {
    const { database, begunAnew } = openHistoryFile(path, opening);
    this.#database = database;
    this.#facts = new HeldFacts(database);
    this.begunAnew = begunAnew;
    this.#mirrorPath = mirrorPath;
  }

  /** See {@link recordLook}. */
  record(look: Look): LookEnd {
    if (!existsSync(this.#mirrorPath)) return { moment: null, added: 0, changed: 0, removed: 0 };
    return recordLook(this.#database, this.#mirrorPath, look);
  }

  /** All moments, oldest first. */
  moments(): readonly HistoryMoment[] {
    const names = this.#database
      .prepare<[], { name: string; moment: number }>('SELECT name, moment FROM snapshots ORDER BY name')
      .all();
    return this.#database
      .prepare<[], Omit<HistoryMoment, 'names' | 'complete'> & { complete: number }>(
        'SELECT id, at, until, source, complete, added, changed, removed FROM moments ORDER BY id',
      )
      .all()
      .map((moment) => ({
        ...moment,
        complete: moment.complete === 1,
        names: names.filter((one) => one.moment === moment.id).map(({ name }) => name),
      }));
  }

  /** Facts of a kind as they were. Throws `moment-unknown`. */
  facts(kind: FactKind, moment: number): readonly unknown[] {
    this.#moment(moment);
    return this.#facts.asOf(kind, moment);
  }

  /** What differs between two moments, riskiest first; `from` may be the later one. Throws `moment-unknown`. */
  compare(from: number, to: number): Compared {
    const moments = this.moments();
    const key = `${from} ${to} ${moments.at(-1)?.id ?? 0}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [first, last] = [momentOf(moments, from), momentOf(moments, to)];
    const described = this.#inOneView(() =>
      describeDifferences(this.#facts.between(from, to), {
        before: this.#side(from),
        after: this.#side(to),
        at: Math.max(first.at, last.at),
      }),
    );
    const result = { ...described, from: first, to: last };
    const [oldest] = this.#known.keys();
    if (this.#known.size >= compared && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, result);
    return result;
  }

  /** Puts to lines of a comparison who did it. */
  withActors(lines: readonly HistoryLine[], { from, to }: Compared): readonly HistoryLine[] {
    return joinActors(this.#database, lines, stretchBetween(from, to));
  }

  /** What happened to one thing, newest first, each with the names of then. */
  life(whose: Whose): readonly LifeEntry[] {
    const moments = this.moments();
    const rows = Map.groupBy(this.#facts.rowsOf(whose), ({ moment }) => moment);
    const entries = [...rows].flatMap(([moment, ofMoment]): LifeEntry[] => {
      const at = moments.findIndex(({ id }) => id === moment);
      const [before, now] = [moments[at - 1], moments[at]];
      if (before === undefined || now === undefined) return [];
      const { lines } = describeDifferences(this.#facts.withFacts(ofMoment), {
        before: this.#side(before.id),
        after: this.#side(moment),
        at: null,
      });
      const stretch = stretchBetween(before, now);
      return joinActors(this.#database, lines, stretch).map((line) => ({ moment, line }));
    });
    return entries.toReversed();
  }

  /** See {@link HeldFacts.departed}. */
  departed(): readonly string[] {
    return this.#facts.departed();
  }

  /** Names a moment; a name that is taken moves to it. Throws `moment-unknown`. */
  name(moment: number, name: string, now: number): void {
    this.#moment(moment);
    this.#database.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)').run(name, moment, now);
  }

  /** Takes a name away; the moment stays. */
  unname(name: string): void {
    this.#database.prepare('DELETE FROM snapshots WHERE name = ?').run(name);
  }

  /** See {@link keepEvents}. */
  keepEvents(events: readonly KeptEvent[], read: Stretch): void {
    keepEvents(this.#database, events, read);
  }

  /** See {@link eventReads}. */
  eventReads(): readonly Stretch[] {
    return eventReads(this.#database);
  }

  /** See {@link buildAsOf}. Throws `moment-unknown`. */
  build(moment: number, path: string): void {
    const { id, at } = this.#moment(moment);
    this.#inOneView(() => buildAsOf((kind) => this.#facts.asOf(kind, id), at, path));
  }

  close(): void {
    this.#database.close();
  }

  #side(moment: number): SideFacts {
    return new SideFacts((kind) => this.#facts.asOf(kind, moment));
  }

  #moment(id: number): HistoryMoment {
    return momentOf(this.moments(), id);
  }

  /** All reads of one question see the same state of the file. */
  #inOneView<Result>(read: () => Result): Result {
    return this.#database.transaction(read).deferred();
  }
}
