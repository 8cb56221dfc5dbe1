import type { Database } from 'better-sqlite3';

/** What a mirror's file says, as its tables of facts have it: nothing of the open changes is in there. */
export interface MirrorRows {
  readonly users: readonly { readonly id: string; readonly email: string; readonly groups: string }[];
  readonly rules: readonly MirrorRule[];
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly clientId: string;
    readonly enabled: number;
  }[];
  readonly roles: readonly { readonly id: number; readonly name: string; readonly enabled: number }[];
  /** Projects, departments and clusters, by the name of their table. */
  readonly places: ReadonlyMap<PlaceView, readonly string[]>;
}

/** A rule as the file has it. */
export interface MirrorRule {
  readonly id: number;
  readonly type: string;
  readonly key: string;
  readonly roleId: number;
  readonly roleName: string;
  readonly scopeType: string;
  readonly scopeId: string;
  readonly scopeName: string;
}

/** Tables of places that rules are given on. */
export const placeViews = ['projects', 'departments', 'clusters'] as const;

/** One of {@link placeViews}. */
export type PlaceView = (typeof placeViews)[number];

/** Reads all of it. */
export function readMirrorRows(database: Database): MirrorRows {
  return {
    users: database
      .prepare<[], MirrorRows['users'][number]>(
        `SELECT u.id, u.email, g.names AS groups FROM users u JOIN group_sets g ON g.n = u.group_set`,
      )
      .all(),
    rules: database
      .prepare<[], MirrorRule>(
        `SELECT r.id, s.type, s.key, n.role AS roleId, n.name AS roleName, p.type AS scopeType, p.id AS scopeId,
                p.name AS scopeName
           FROM rules r JOIN subjects s ON s.n = r.subject JOIN role_names n ON n.n = r.role
           JOIN scopes p ON p.n = r.scope`,
      )
      .all(),
    accounts: database
      .prepare<[], MirrorRows['accounts'][number]>(
        'SELECT id, name, client_id AS clientId, enabled FROM service_accounts',
      )
      .all(),
    roles: database.prepare<[], MirrorRows['roles'][number]>('SELECT id, name, enabled FROM roles').all(),
    places: new Map(
      placeViews.map((view) => [view, database.prepare<[], string>(`SELECT id FROM ${view}`).pluck().all()]),
    ),
  };
}
