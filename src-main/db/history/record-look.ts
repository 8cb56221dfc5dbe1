import type { Database } from 'better-sqlite3';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import { aboutFact } from '../../../src-shared/history/about-fact.ts';
import { type FactPlace, FactReader } from '../facts/fact-reader.ts';
import {
  type SeenMirror,
  copyMirror,
  countInMirror,
  factsElsewhere,
  factsSince,
  goneFromMirror,
  seenMirror,
} from './mirror-facts.ts';
import { type FoundChange, type Look, type LookEnd, writeLook, writeMoment } from './write-look.ts';

const nothing: LookEnd = { moment: null, added: 0, changed: 0, removed: 0 };

const lastSeen = (database: Database): SeenMirror | null =>
  database.prepare<[], SeenMirror>('SELECT build, whole, page, revision FROM seen').get() ?? null;

const lastMoment = (database: Database): { id: number; until: number } | null =>
  database
    .prepare<[], { id: number; until: number }>('SELECT id, until FROM moments ORDER BY id DESC LIMIT 1')
    .get() ?? null;

/**
 * Compares the mirror's file with what is held, and writes what differs as one moment, all of it or nothing. Done again it
 * finds nothing, so being cut off loses and doubles nothing. The first look copies the mirror and makes no rows.
 */
export function recordLook(database: Database, mirrorPath: string, look: Look): LookEnd {
  database.prepare('ATTACH ? AS mirror').run(mirrorPath);
  try {
    // Not immediate: that would take the mirror's write lock as well, and its owner would wait.
    return database.transaction((): LookEnd => recordAttached(database, look)).deferred();
  } finally {
    database.exec('DETACH mirror');
  }
}

function recordAttached(database: Database, look: Look): LookEnd {
  const seen = seenMirror(database);
  if (seen === null) return nothing;
  const last = lastMoment(database);
  if (last === null) {
    copyMirror(database);
    writeSeen(database, seen);
    return { ...nothing, moment: writeMoment(database, { ...look, source: 'baseline' }, nothing) };
  }
  const before = lastSeen(database);
  const same = before?.whole === seen.whole && before.revision === seen.revision;
  const changes = same ? [] : changesSince(database, before?.build === seen.build ? before.page : null);
  if (!same) writeSeen(database, seen);
  if (changes.length === 0) {
    // What a look of the tenant did not find, its silence until then proves; our own catching up proves nothing.
    if (look.source !== 'catch-up' && look.complete && look.at > last.until)
      database.prepare('UPDATE moments SET until = ? WHERE id = ?').run(look.at, last.id);
    return nothing;
  }
  return writeLook(database, look, changes);
}

/** `page`: the newest page that was looked at, where users and rules are still the same build; null where not. */
function changesSince(database: Database, page: number | null): readonly FoundChange[] {
  const ours = new FactReader(database);
  const theirs = new FactReader(database, 'mirror');
  const place = database.prepare<[string, string], FactPlace>(
    'SELECT page, slot FROM held WHERE kind = ? AND key = ?',
  );
  const held = database.prepare<[string], number>('SELECT count(*) FROM held WHERE kind = ?').pluck();
  const changes: FoundChange[] = [];
  for (const kind of factKinds) {
    let added = 0;
    const big = kind === 'users' || kind === 'access-rules';
    const found = big && page !== null ? factsSince(database, kind, page) : factsElsewhere(database, kind);
    for (const fact of found) {
      const raw = theirs.at(fact);
      const before = place.get(kind, fact.key) ?? null;
      if (before === null) added += 1;
      else if (JSON.stringify(ours.at(before)) === JSON.stringify(raw)) continue;
      changes.push({ kind, key: fact.key, before, raw, about: aboutFact(kind, raw) });
    }
    if ((held.get(kind) ?? 0) + added <= countInMirror(database, kind)) continue;
    for (const gone of goneFromMirror(database, kind)) {
      const before = { page: gone.page, slot: gone.slot };
      const about = aboutFact(kind, ours.at(before));
      changes.push({ kind, key: gone.key, before, raw: undefined, about });
    }
  }
  return changes;
}

function writeSeen(database: Database, { build, whole, page, revision }: SeenMirror): void {
  database.prepare('INSERT OR REPLACE INTO seen VALUES (1, ?, ?, ?, ?)').run(build, whole, page, revision);
}
