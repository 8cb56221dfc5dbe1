import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { tableOfKind } from '../build/organisation-writers.ts';
import { singlePagesFrom } from '../build/page-input.ts';
import { keyOfKind } from '../build/previous-mirror.ts';
import type { FactPlace } from '../facts/fact-reader.ts';

/** The mirror that is attached as `mirror`, as far as its file says. */
export interface SeenMirror {
  /** A fingerprint of the pages with users and rules that its pull brought; another one = they were built anew. */
  readonly build: string;
  /** A fingerprint of all pages. */
  readonly whole: string;
  /** Its newest page. Facts that came since the pull lie on pages with higher numbers. */
  readonly page: number;
  readonly revision: number;
}

/** A fact of the mirror, and where it lies there. */
export interface MirrorFact extends FactPlace {
  readonly key: string;
}

/** What a mirror's file is; null before its first complete pull. */
export function seenMirror(database: Database): SeenMirror | null {
  const state = database
    .prepare<[], { revision: number; asOf: string | null }>(
      'SELECT revision, as_of AS asOf FROM mirror.state',
    )
    .get();
  if (state === undefined || state.asOf === null) return null;
  const build = createHash('sha256');
  const whole = createHash('sha256');
  const pages = database.prepare<[], { id: number; hash: string; big: number }>(
    "SELECT id, hash, kind IN ('users', 'access-rules') AS big FROM mirror.pages ORDER BY id",
  );
  let newest = 0;
  for (const { id, hash, big } of pages.iterate()) {
    newest = id;
    whole.update(`${id} ${hash}\n`);
    if (big === 1 && id < singlePagesFrom) build.update(`${id} ${hash}\n`);
  }
  return {
    build: build.digest('base64'),
    whole: whole.digest('base64'),
    page: newest,
    revision: state.revision,
  };
}

/** Facts of a kind in the mirror. */
export function countInMirror(database: Database, kind: FactKind): number {
  return Number(database.prepare(`SELECT count(*) FROM mirror.${tableOfKind[kind]}`).pluck().get());
}

/** Facts on pages after this one. */
export function factsSince(database: Database, kind: FactKind, page: number): readonly MirrorFact[] {
  return database
    .prepare<[number], MirrorFact>(
      `SELECT CAST(${keyOfKind(kind)} AS TEXT) AS key, page, slot FROM mirror.${tableOfKind[kind]}
       WHERE page > ? ORDER BY page, slot`,
    )
    .all(page);
}

/** Facts that do not lie, byte for byte, on the same page at the same place as what is held of them. */
export function factsElsewhere(database: Database, kind: FactKind): readonly MirrorFact[] {
  return database
    .prepare<[string], MirrorFact>(
      `SELECT CAST(m.${keyOfKind(kind)} AS TEXT) AS key, m.page, m.slot
       FROM mirror.${tableOfKind[kind]} m
       JOIN mirror.pages mp ON mp.id = m.page
       LEFT JOIN main.held h ON h.kind = ? AND h.key = CAST(m.${keyOfKind(kind)} AS TEXT)
       LEFT JOIN main.pages hp ON hp.id = h.page
       WHERE h.key IS NULL OR hp.hash <> mp.hash OR h.slot <> m.slot
       ORDER BY m.page, m.slot`,
    )
    .all(kind);
}

/** What is held of a kind and is not in the mirror any more. */
export function goneFromMirror(database: Database, kind: FactKind): readonly MirrorFact[] {
  const isNumber = kind === 'access-rules' || kind === 'roles';
  return database
    .prepare<[string], MirrorFact>(
      `SELECT key, page, slot FROM main.held h WHERE kind = ? AND NOT EXISTS (
         SELECT 1 FROM mirror.${tableOfKind[kind]} m
         WHERE m.${keyOfKind(kind)} = ${isNumber ? 'CAST(h.key AS INTEGER)' : 'h.key'})`,
    )
    .all(kind);
}

/** Takes everything over as it lies: pages, and of each fact where it is. */
export function copyMirror(database: Database): void {
  database.exec('INSERT INTO main.pages SELECT id, member, hash, codec, body FROM mirror.pages');
  for (const kind of factKinds) {
    const key = `CAST(${keyOfKind(kind)} AS TEXT)`;
    database
      .prepare(
        `INSERT INTO main.held SELECT ?, ${key}, page, slot FROM mirror.${tableOfKind[kind]} ORDER BY ${key}`,
      )
      .run(kind);
  }
}
