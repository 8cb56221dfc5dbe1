import { join } from 'node:path';
import Sqlite, { type Database, type Statement } from 'better-sqlite3';
import { findDialect } from '../../../src-main/cloud/dialects/find-dialect.ts';
import { type FactPlace, FactReader } from '../../../src-main/db/facts/fact-reader.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import type { InProcessMirror } from '../app/in-process-mirror.ts';
import type { Disk } from '../world/disk.ts';
import { type GoneWatch, isThere, type Removed } from './gone-watch.ts';
import type { HiddenRules } from './hidden-rules.ts';
import { sameFact, stillFact } from './same-fact.ts';
import type { Verdict } from './violation.ts';

/** Ids of the facts in a mirror. */
interface Facts {
  readonly users: ReadonlySet<string>;
  readonly rules: ReadonlySet<number>;
  readonly accounts: ReadonlySet<string>;
  readonly roles: ReadonlySet<number>;
}

/** Looks at mirrors through eyes of its own. */
export interface MirrorWatch {
  /** After each commit to a mirror: what went was gone (I9), what is gone stays so (I8). */
  changed(disk: Disk): void;
  /**
   * Closes the connection to a file that is about to be replaced: SQLite's last connection to the former one would remove
   * the latter's log.
   */
  letGo(disk: Disk): void;
  /** Reads something out of the file. */
  look<Found>(disk: Disk, read: (database: Database) => Found): Found;
  /** When all is quiet: the mirror is the tenant, fact by fact, member by member (I3, I20). */
  equalsTenant(disk: Disk, mirror: InProcessMirror): void;
  close(): void;
}

interface Eyes {
  readonly database: Database;
  readonly users: Statement<[], string>;
  readonly rules: Statement<[], number>;
  readonly accounts: Statement<[], string>;
  readonly roles: Statement<[], number>;
  /** Moves with every commit of somebody else to the file. */
  readonly version: Statement<[], number>;
  seenVersion: number | null;
  last: Facts | null;
}

const words = { users: 'user', rules: 'rule', accounts: 'service account', roles: 'role' } as const;

const has = (facts: Facts, { of, id }: Removed): boolean =>
  of === 'users' || of === 'accounts' ? facts[of].has(id) : facts[of].has(Number(id));

/** Makes one. */
export function createMirrorWatch(parts: {
  readonly verdict: Verdict;
  readonly lags: () => boolean;
  /** Somebody in between said, in the tenant's own words, that this is not there. */
  readonly denied: (id: string) => boolean;
  readonly hidden: Pick<HiddenRules, 'takes'>;
  /** What a change has taken away for good. */
  readonly gone: GoneWatch['gone'];
}): MirrorWatch {
  const { verdict } = parts;
  const eyes = new Map<Disk, Eyes>();
  const lasts = new Map<Disk, Facts>();

  function letGo(disk: Disk): void {
    const seeing = eyes.get(disk);
    if (seeing === undefined) return;
    if (seeing.last !== null) lasts.set(disk, seeing.last);
    seeing.database.close();
    eyes.delete(disk);
  }

  function eyesOn(disk: Disk): Eyes {
    const path = join(disk.folder, 'mirror.db');
    let seeing = eyes.get(disk);
    if (seeing === undefined) {
      const database = new Sqlite(path, { readonly: true });
      seeing = {
        database,
        users: database.prepare<[], string>('SELECT id FROM users').pluck(),
        rules: database.prepare<[], number>('SELECT id FROM rules').pluck(),
        accounts: database.prepare<[], string>('SELECT id FROM service_accounts').pluck(),
        roles: database.prepare<[], number>('SELECT id FROM roles').pluck(),
        version: database.prepare<[], number>('PRAGMA data_version').pluck(),
        seenVersion: null,
        last: lasts.get(disk) ?? null,
      };
      eyes.set(disk, seeing);
    }
    return seeing;
  }

  function look(seeing: Eyes): Facts {
    return {
      users: new Set(seeing.users.all()),
      rules: new Set(seeing.rules.all()),
      accounts: new Set(seeing.accounts.all()),
      roles: new Set(seeing.roles.all()),
    };
  }

  function compare(disk: Disk, before: Facts, now: Facts): void {
    const { state } = disk.tenant;
    for (const id of before.users)
      if (!now.users.has(id) && state.users.byId(id) !== undefined && !parts.lags() && !parts.denied(id))
        verdict.fail('I9', `user ${id} vanished from the mirror of ${disk.binding} and is at the tenant`);
    for (const id of before.rules)
      if (
        !now.rules.has(id) &&
        !parts.hidden.takes(disk, id) &&
        isThere(disk.tenant, { of: 'rules', id: String(id) }) &&
        !parts.denied(String(id))
      )
        verdict.fail('I9', `rule ${id} vanished from the mirror of ${disk.binding} and is at the tenant`);
    for (const id of before.roles)
      if (!now.roles.has(id) && state.roles.byId(id) !== undefined && !parts.denied(String(id)))
        verdict.fail('I9', `role ${id} vanished from the mirror of ${disk.binding} and is at the tenant`);
    for (const id of before.accounts)
      if (!now.accounts.has(id) && state.serviceAccounts.byId(id) !== undefined && !parts.denied(id))
        verdict.fail(
          'I9',
          `service account ${id} vanished from the mirror of ${disk.binding} and is at the tenant`,
        );
  }

  /** What a change of ours is known to have removed never comes back. */
  function stayGone(disk: Disk, before: Facts, now: Facts): void {
    for (const row of disk.book.rows.values()) {
      if (row.state !== 'done' || row.result === null) continue;
      const gone = parts.gone(row, disk);
      if (gone !== null && has(now, gone) && !has(before, gone))
        verdict.fail(
          'I8',
          `${words[gone.of]} ${gone.id} came back into the mirror after its deletion was done`,
        );
    }
  }

  return {
    letGo,
    look: (disk, read) => read(eyesOn(disk).database),
    changed(disk) {
      const seeing = eyesOn(disk);
      // An overlay alone is laid over in memory: nothing in the file has moved.
      const version = seeing.version.get() ?? null;
      if (seeing.last !== null && version !== null && version === seeing.seenVersion) return;
      seeing.seenVersion = version;
      const now = look(seeing);
      if (seeing.last !== null) {
        compare(disk, seeing.last, now);
        stayGone(disk, seeing.last, now);
      }
      seeing.last = now;
    },
    equalsTenant(disk, mirror) {
      const seeing = eyesOn(disk);
      const now = look(seeing);
      const reader = new FactReader(seeing.database);
      const { lists } = findDialect(disk.tenant.state.profile.name);
      const page = (path: string, member: string | null): readonly Record<string, unknown>[] => {
        const { reply } = disk.tenant.respondAsAdmin(path);
        const body: unknown = JSON.parse(reply.body ?? 'null');
        const rows: unknown = member === null ? body : Reflect.get(Object(body), member);
        return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
      };
      const list = (kind: FactKind): readonly Record<string, unknown>[] => {
        const known = lists[kind];
        if (known === null) return [];
        const { path, query, paged, rowsMember } = known;
        if (!paged) return page(path, rowsMember);
        const all: Record<string, unknown>[] = [];
        for (;;) {
          const rows = page(
            `${path}?sortBy=${String(query['sortBy'])}&limit=500&offset=${all.length}`,
            rowsMember,
          );
          all.push(...rows);
          if (rows.length < 500) return all;
        }
      };
      const each = (
        view: 'users' | 'access-rules' | 'service-accounts' | 'roles',
        table: 'users' | 'rules' | 'service_accounts' | 'roles',
        ids: ReadonlySet<string>,
        there: readonly Record<string, unknown>[],
      ): void => {
        const places = new Map(
          seeing.database
            .prepare<[], FactPlace & { id: string | number }>(`SELECT id, page, slot FROM ${table}`)
            .all()
            .map(({ id, ...place }) => [String(id), place]),
        );
        const rows = rowsOf(mirror, view);
        const byId = new Map(there.map((row) => [String(row['id']), row]));
        for (const id of ids)
          if (!byId.has(id))
            verdict.fail('I3', `${view} ${id} is in the mirror of ${disk.binding} and not at the tenant`);
        for (const [id, row] of byId) {
          if (!ids.has(id))
            verdict.fail('I3', `${view} ${id} is at the tenant and not in the mirror of ${disk.binding}`);
          else {
            const place = places.get(id);
            differs(view, id, row, place === undefined ? null : reader.at(place));
            if (!rows.has(id))
              verdict.fail('I3', `${view} ${id} is in the mirror of ${disk.binding} and has no row`);
          }
        }
      };
      each('users', 'users', now.users, list('users'));
      each('access-rules', 'rules', new Set([...now.rules].map(String)), list('access-rules'));
      each('service-accounts', 'service_accounts', now.accounts, list('service-accounts'));
      each('roles', 'roles', new Set([...now.roles].map(String)), list('roles'));
    },
    close() {
      for (const { database } of eyes.values()) database.close();
    },
  };

  function differs(view: string, id: string, theirs: Record<string, unknown>, mine: unknown): void {
    if (sameFact(mine, theirs)) return;
    const words = stillFact(theirs);
    verdict.fail(
      words.includes('zzNewer') ? 'I20' : 'I3',
      `${view} ${id}: mirror ${stillFact(mine)} tenant ${words}`,
    );
  }
}

/** The ids that a table of the app has rows for. */
function rowsOf({ store }: InProcessMirror, view: ViewName): ReadonlySet<string> {
  const rows = new Set<string>();
  for (let from = 0, more = true; more; from += 500) {
    const request = {
      view,
      from,
      to: from + 500,
      filters: [],
      search: '',
      sort: [],
      columns: [],
      facets: false,
    };
    const { ids, total } = store.window(request, 0);
    for (const id of ids) rows.add(id);
    more = ids.length > 0 && from + ids.length < total;
  }
  return rows;
}
