import type { Database } from 'better-sqlite3';
import type { HistoryActor, HistoryLine, Stretch } from '../../../src-shared/domain/history.ts';
import { mayBeAbout } from '../../../src-shared/history/event-entity.ts';

/** An event of the tenant's own history, as it is kept. */
export interface KeptEvent {
  readonly id: string;
  /** Milliseconds of the tenant's clock. */
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly entityName: string;
}

/** The tenant's clock and ours may differ by so much, in milliseconds. */
const slack = 10 * 60 * 1000;

const actionOf: Readonly<Record<HistoryLine['what'], string>> = {
  added: 'create',
  removed: 'delete',
  changed: 'update',
};

/** Keeps events, each once, and notes which stretch of time was read whole. */
export function keepEvents(database: Database, events: readonly KeptEvent[], read: Stretch): void {
  const put = database.prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
  database
    .transaction(() => {
      for (const { id, at, actor, action, entityType, entityId, entityName } of events)
        put.run(id, at, actor, action, entityType, entityId, entityName);
      noteRead(database, read);
    })
    .immediate();
}

/** Stretches that touch become one. */
function noteRead(database: Database, { from, until }: Stretch): void {
  const touching = database
    .prepare<[number, number], { from: number; until: number }>(
      'SELECT from_at AS "from", until_at AS until FROM event_reads WHERE from_at <= ? AND until_at >= ?',
    )
    .all(until, from);
  const start = Math.min(from, ...touching.map((one) => one.from));
  const end = Math.max(until, ...touching.map((one) => one.until));
  database.prepare('DELETE FROM event_reads WHERE from_at >= ? AND until_at <= ?').run(start, end);
  database.prepare('INSERT INTO event_reads VALUES (?, ?)').run(start, end);
}

/** Which stretches of the event history were read whole, oldest first. */
export function eventReads(database: Database): readonly Stretch[] {
  return database
    .prepare<[], Stretch>('SELECT from_at AS "from", until_at AS until FROM event_reads ORDER BY from_at')
    .all();
}

interface Found {
  readonly actor: string;
  readonly at: number;
  readonly entityType: string;
}

/** Puts to each line who did it: the last event on that thing in the stretch in which it was seen, before what it says itself. */
export function joinActors(
  database: Database,
  lines: readonly HistoryLine[],
  { from, until }: Stretch,
): readonly HistoryLine[] {
  const find = database.prepare<[string, string, number, number, string], Found>(
    `SELECT actor, at, entity AS entityType FROM events
     WHERE (entity_id = ? OR entity_name = ?) AND at BETWEEN ? AND ? AND actor <> ''
     ORDER BY action = ? DESC, at DESC`,
  );
  return lines.map((line) => {
    const action = actionOf[line.what];
    const name = line.kind === 'access-rules' ? line.key : line.name;
    let event: Found | undefined;
    for (const found of find.iterate(line.key, name, from - slack, until + slack, action)) {
      if (!mayBeAbout(found.entityType, line.kind)) continue;
      event = found;
      break;
    }
    if (event === undefined) return line;
    const by: HistoryActor = { name: event.actor, source: 'event', at: new Date(event.at).toISOString() };
    return { ...line, by };
  });
}
