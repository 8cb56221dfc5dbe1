import { rmSync } from 'node:fs';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { hashPage, packBody, unpackBody } from '../facts/page-body.ts';
import { syncToDisk } from '../private-files.ts';
import { markComplete, takeRules } from './assemble.ts';
import { reopenBuildFile } from './build-file.ts';
import { type KindDifference, compareMirrors } from './compare.ts';
import { keepFacts } from './keep-facts.ts';
import { leaveOutRemoved } from './leave-out.ts';
import { MirrorBuilder } from './mirror-builder.ts';
import type { PageInput, PageOutcome, StoredPage } from './page-input.ts';
import type { PagesBefore } from './pages-before.ts';
import { PreviousMirror } from './previous-mirror.ts';

/** Where the packed pages of this pull can be read again. */
export interface PageStore {
  add(page: Omit<PageInput, 'bytes'>, outcome: PageOutcome, stored: StoredPage, same: boolean): void;
  body(kind: FactKind, position: number): { readonly codec: number; readonly body: Uint8Array } | null;
}

interface Taken extends PageOutcome {
  readonly limit: number;
  readonly member: string | null;
  /** Byte for byte the page of the mirror before: its body lies there. */
  readonly same: boolean;
}

/** What a build needs to know of its pull. */
export interface BuildParts {
  readonly kinds: readonly FactKind[];
  readonly buildPath: string;
  readonly mirrorPath: string;
  readonly origin: string;
  readonly store: PageStore;
}

/**
 * Takes the pages of a pull, for all kinds or for some. As long as every page is byte for byte that of the mirror before,
 * nothing is parsed and nothing is built; with the first that differs the file is begun and all pages so far go into it.
 */
export class MirrorBuild {
  readonly #parts: BuildParts;
  readonly #previous: PreviousMirror | null;
  /** Null where equal pages prove nothing. */
  readonly #before: PagesBefore | null;
  readonly #taken = new Map<FactKind, Map<number, Taken>>();
  /** Kinds whose facts stay as they were, noted before there was a builder to take them. */
  readonly #kept = new Set<FactKind>();
  #builder: MirrorBuilder | null = null;

  constructor(parts: BuildParts) {
    this.#parts = parts;
    this.#previous = PreviousMirror.open(parts.mirrorPath);
    this.#before = this.#previous?.pagesBefore(parts.origin) ?? null;
    for (const kind of parts.kinds) this.#taken.set(kind, new Map());
    if (this.#before === null) this.#begin();
  }

  /** Takes a page. With `later` it only takes an earlier reading's place; {@link settle} then stores the kind anew. */
  take(page: PageInput, later = false): PageOutcome & { readonly differs: boolean } {
    const hash = hashPage(page.bytes);
    const earlier = this.#takenOf(page.kind).get(page.position);
    if (later && earlier?.hash === hash) return { ...earlier, differs: false };
    const before = this.#builder === null ? this.#before?.get(page.kind)?.get(page.position) : undefined;
    if (before !== undefined && before.hash === hash) {
      const outcome = { rows: before.rows, rejected: before.rejected, hash };
      this.#noteSame(page, outcome);
      return { ...outcome, differs: true };
    }
    const stored: StoredPage = { hash, ...packBody(page.bytes) };
    const outcome = this.#begin().ingest(page, stored);
    this.#parts.store.add(page, outcome, stored, false);
    this.#note(page, outcome, false);
    return { ...outcome, differs: true };
  }

  /** Takes a page that was found to be, byte for byte, that of the mirror before. False when that does not have it. */
  takeSame(page: Omit<PageInput, 'bytes'>, outcome: PageOutcome): boolean {
    if (!this.#ingestSame(page, outcome)) return false;
    this.#noteSame(page, outcome);
    return true;
  }

  /** Takes a page that an earlier, unfinished pull has read. False when its body is not what it was. */
  retake(page: Omit<PageInput, 'bytes'>, outcome: PageOutcome, same: boolean): boolean {
    if (same) {
      if (this.#before?.get(page.kind)?.get(page.position)?.hash !== outcome.hash) return false;
      if (!this.#ingestSame(page, outcome)) return false;
      this.#note(page, outcome, true);
      return true;
    }
    const packed = this.#parts.store.body(page.kind, page.position);
    if (packed === null) return false;
    const bytes = unpackBody(packed.codec, packed.body);
    if (hashPage(bytes) !== outcome.hash) return false;
    this.#begin().ingest({ ...page, bytes }, { hash: outcome.hash, ...packed });
    this.#note(page, outcome, false);
    return true;
  }

  /** Pages at these offsets are the sweep; others are forgotten, and the kind is stored anew from what was read last. */
  settle(kind: FactKind, positions: readonly number[]): void {
    const taken = this.#takenOf(kind);
    for (const position of taken.keys()) if (!positions.includes(position)) taken.delete(position);
    if (this.#builder === null) return;
    this.#builder.clear(kind);
    for (const position of taken.keys()) this.#store(this.#builder, kind, position);
  }

  /** Forgets the pages of a kind. */
  clear(kind: FactKind): void {
    this.#takenOf(kind).clear();
    this.#builder?.clear(kind);
  }

  /** Rows of a kind and how many different facts they are. */
  tally(kind: FactKind): { readonly rows: number; readonly distinct: number; readonly rejected: number } {
    let rows = 0;
    let rejected = 0;
    for (const page of this.#takenOf(kind).values()) {
      rows += page.rows;
      rejected += page.rejected;
    }
    // Pages that are those of the mirror before were proved whole then.
    return { rows, rejected, distinct: this.#builder === null ? rows : this.#builder.distinct(kind) };
  }

  /** See {@link keepFacts}. Answers how many facts were kept. */
  keep(kind: FactKind, which: 'everything' | 'missing'): number {
    if (which === 'everything') this.#takenOf(kind).clear();
    if (this.#previous === null) {
      if (which === 'everything') this.#builder?.clear(kind);
      return 0;
    }
    if (which === 'everything' && this.#builder === null) {
      this.#kept.add(kind);
      return this.#previous.count(kind);
    }
    return keepFacts(this.#begin(), this.#previous, kind, which);
  }

  /** Whether everything that was taken is as it was in the mirror before. */
  isUnchanged(): boolean {
    if (this.#builder !== null) return false;
    for (const kind of this.#parts.kinds) {
      if (this.#kept.has(kind)) continue;
      const before = this.#before?.get(kind);
      if (before === undefined || before.size !== this.#takenOf(kind).size) return false;
    }
    return true;
  }

  /** Ends the part that another build takes over; answers its file. */
  finishPart(): string {
    this.#begin().close();
    this.#builder = null;
    return this.#parts.buildPath;
  }

  /** What waits until all users are in; may run while rules still come. */
  completeUsers(): void {
    this.#begin().completeUsers();
  }

  /**
   * Puts the rules in, compares with the mirror before, and brings the file to disk. The search must be complete. `began` is when
   * the run began, in milliseconds by our clock.
   */
  finishWhole(
    rulesPath: string,
    mark: { readonly asOf: string | null; readonly began: number },
  ): { readonly path: string; readonly differences: readonly KindDifference[] } {
    const { buildPath, origin } = this.#parts;
    this.#begin().close();
    takeRules(buildPath, rulesPath);
    const database = reopenBuildFile(buildPath);
    let differences: readonly KindDifference[] = [];
    let touched = false;
    try {
      if (this.#previous !== null) {
        touched = leaveOutRemoved(database, this.#previous, mark.began);
        differences = compareMirrors(database, this.#previous);
      }
      markComplete(database, { revision: 0, asOf: mark.asOf, origin, touched });
    } finally {
      database.close();
    }
    this.#builder = null;
    this.#previous?.close();
    rmSync(rulesPath, { force: true });
    syncToDisk(buildPath);
    return { path: buildPath, differences };
  }

  /** Closes everything; a file that was not finished is removed. */
  abandon(): void {
    this.#previous?.close();
    if (this.#builder === null) return;
    this.#builder.abandon();
    this.#builder = null;
    rmSync(this.#parts.buildPath, { force: true });
  }

  #takenOf(kind: FactKind): Map<number, Taken> {
    const taken = this.#taken.get(kind);
    if (taken === undefined) throw new Error(`this build does not take ${kind}`);
    return taken;
  }

  /** Stores a page of the mirror before, if there is a file to store it in yet. False when it is not what it was. */
  #ingestSame(page: Omit<PageInput, 'bytes'>, outcome: PageOutcome): boolean {
    if (this.#builder === null) return true;
    const body = this.#previous?.page(page.kind, page.position) ?? null;
    if (body?.stored.hash !== outcome.hash) return false;
    this.#builder.ingest({ ...page, bytes: body.bytes }, body.stored);
    return true;
  }

  #noteSame(page: Omit<PageInput, 'bytes'>, outcome: PageOutcome): void {
    this.#parts.store.add(page, outcome, { hash: outcome.hash, codec: 0, body: new Uint8Array(0) }, true);
    this.#note(page, outcome, true);
  }

  #note(page: Omit<PageInput, 'bytes'>, outcome: PageOutcome, same: boolean): void {
    this.#takenOf(page.kind).set(page.position, { ...outcome, limit: page.limit, member: page.member, same });
  }

  /** The builder; when it is made only now, with everything that was taken so far. */
  #begin(): MirrorBuilder {
    if (this.#builder !== null) return this.#builder;
    const builder = new MirrorBuilder(this.#parts.buildPath, this.#parts.kinds);
    this.#builder = builder;
    for (const [kind, pages] of this.#taken)
      for (const position of pages.keys()) this.#store(builder, kind, position);
    for (const kind of this.#kept)
      if (this.#previous !== null) keepFacts(builder, this.#previous, kind, 'everything');
    return builder;
  }

  #store(builder: MirrorBuilder, kind: FactKind, position: number): void {
    const page = this.#takenOf(kind).get(position);
    if (page === undefined) return;
    const { limit, member, hash, same } = page;
    const packed = same
      ? this.#previous?.page(kind, position)?.stored
      : this.#parts.store.body(kind, position);
    if (packed === null || packed === undefined) throw new Error('a page that was taken is gone');
    const bytes = unpackBody(packed.codec, packed.body);
    builder.ingest(
      { kind, position, limit, member, bytes },
      { hash, codec: packed.codec, body: packed.body },
    );
  }
}
