import type { Database } from 'better-sqlite3';
import { type Overlay, noOverlay } from '../../src-shared/changes/overlay.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import type { User } from '../../src-shared/domain/user.ts';
import type { ViewRecord } from '../../src-shared/ipc/mirror-contract.ts';
import type { PermissionSet } from '../../src-shared/wire/permission-set-wire.ts';
import { assignmentsFromWire } from '../../src-shared/wire/assignment-wire.ts';
import type { ServiceAccount } from '../../src-shared/wire/service-account-wire.ts';
import type { ViewName, ViewWindow, ViewWindowRequest } from '../../src-shared/views/view-query.ts';
import { createAccessDesk } from './access/access-desk.ts';
import { holdsFacts } from './apply-change.ts';
import { applyDelta } from './apply-delta.ts';
import { type PagesBefore, pagesBefore } from './build/pages-before.ts';
import { readDeltaStart, startCursors } from './cursor-table.ts';
import type { DeltaEnd, DeltaStart, ListedKind, MirrorDelta } from './mirror-delta.ts';
import { Organisation } from './views/organisation.ts';
import { changedViews } from './views/changed-views.ts';
import { type FactFile, createFactFile } from './fact-file.ts';
import { FactReader } from './facts/fact-reader.ts';
import { finish } from './finish-work.ts';
import type { MirrorChange, MirrorInfo } from './mirror.ts';
import { openDatabase } from './open.ts';
import { mirrorKind, openMirrorFile } from './open-mirror-file.ts';
import { type PreparedMirror, prepareBuilt } from './prepare-built.ts';
import { readRemovedRules, writeAct } from './removed-rules.ts';
import { storageFailure } from './sqlite-failure.ts';
import { settlePlace, takePlace } from './take-place.ts';
import { TouchedFacts } from './touched-facts.ts';
import type { AccessModel } from './views/access-model.ts';
import { countRows } from './views/count-rows.ts';
import { changeModel } from './views/change-model.ts';
import { allPermissionSets, rolesWith, storedRoles } from './views/role-facts.ts';
import { rulesAt, rulesById, rulesOfRole, serviceAccountsById, usersById } from './views/domain-facts.ts';
import { type Overlaid, layOver } from './views/lay-over.ts';
import { latestMoment } from './views/latest-moment.ts';
import { openModel } from './views/open-model.ts';
import { buildRecord } from './views/record.ts';
import { rowsOfSubject } from './views/rows-of-subject.ts';
import { buildScopeTree } from './views/scope-tree.ts';
import { similarUsers } from './views/similar-users.ts';
import { serviceAccountKeysGone } from './views/small-views.ts';
import { createTrigramSearch } from './views/trigram-search.ts';
import { WindowTables } from './views/window-tables.ts';

/**
 * Everything about one mirror, synchronously; it lives in a thread of its own (mirror-worker.ts). Longer than most files: what
 * one file, its columns and what is laid over them change together.
 */
export class MirrorStore {
  readonly #path: string;
  #database: Database;
  #facts: FactReader;
  #model: AccessModel;
  #file: FactFile;
  #tables: WindowTables;
  /** Rises in memory with an overlay alone, which changes nothing in the file. */
  #revision: number;
  #overlay: Overlay = noOverlay();
  /** Asked for with every edit, and seldom another than before; null while they have not been read. */
  #roles: readonly Role[] | null = null;
  /** The same as they are at the tenant; an overlay changes nothing about them. */
  #storedRoles: readonly Role[] | null = null;
  #sinceRebuild: { readonly change: MirrorChange; readonly now: number }[] | null = null;
  /** E-mails of deleted users, as the history told them; the mirror's own facts do not say. */
  #departed: ReadonlySet<string> = new Set();
  /** Who can do what; answers from memory. */
  readonly access = createAccessDesk(
    () => this.#revision,
    () => ({
      model: this.#model,
      database: this.#database,
      roles: (as) => (as === 'tenant' ? this.#rolesUnder(noOverlay().roles) : this.roles()),
      scopes: this.scopeTree(false),
      assignments: () => assignmentsFromWire(this.listed('projects'), this.listed('departments')),
      asOf: this.#state().asOf,
    }),
  );
  #touched: TouchedFacts;

  /** See {@link openMirrorFile}. */
  constructor(path: string, now: string) {
    this.#path = path;
    const { database, model } = openMirrorFile(path, now);
    this.#database = database;
    this.#model = model;
    try {
      this.#facts = new FactReader(this.#database);
      this.#file = createFactFile(this.#database, this.#model.rules);
      this.#tables = this.#tablesOf(model);
      this.#revision = this.#state().revision;
      this.#touched = new TouchedFacts(readRemovedRules(this.#database));
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  }

  info(): MirrorInfo {
    return {
      revision: this.#revision,
      asOf: this.#state().asOf,
      counts: countRows(this.#database, this.#model),
    };
  }

  window(request: ViewWindowRequest, now: number): ViewWindow {
    return this.#tables.window(request, this.#revision, now);
  }

  record(view: ViewName, id: string): ViewRecord | null {
    return buildRecord(
      {
        database: this.#database,
        facts: this.#facts,
        model: this.#model,
        table: (name) => this.#tables.of(name),
        rowOf: (name, rowId) => this.#tables.rowOf(name, rowId),
        asOf: () => this.#state().asOf,
      },
      view,
      id,
    );
  }

  roles(): readonly Role[] {
    this.#roles ??= this.#rolesUnder(this.#overlay.roles);
    return this.#roles;
  }

  permissionSets(): readonly PermissionSet[] {
    return allPermissionSets(this.#database, this.#facts);
  }

  listed = (kind: ListedKind): readonly unknown[] => this.#facts.ofKind(kind);

  scopeTree(counts = true): readonly ScopeNode[] {
    return buildScopeTree(this.#model, counts);
  }

  users(ids: readonly string[]): readonly User[] {
    return usersById(this.#database, this.#model, ids);
  }

  usersLike(email: string): readonly { user: User; likeness: 'same' | 'similar' }[] {
    return similarUsers(this.#model.users, email).flatMap(({ id, likeness }) =>
      usersById(this.#database, this.#model, [id]).map((user) => ({ user, likeness })),
    );
  }

  rules = (ids: readonly number[]): readonly AccessRule[] => rulesById(this.#model, ids);

  serviceAccounts(ids: readonly string[] | null): readonly ServiceAccount[] {
    return serviceAccountsById(this.#database, this.#facts, this.#model, ids);
  }

  rulesOf(subject: SubjectRef): readonly AccessRule[] {
    return rulesAt(this.#model, rowsOfSubject(this.#model, subject));
  }

  rulesOfRole = (roleId: number): readonly AccessRule[] => rulesOfRole(this.#model, roleId);

  /**
   * Writes facts and lays an overlay over; answers the views that may look different too.
   *
   * @param now milliseconds by our clock
   */
  apply(change: MirrorChange, now: number): { info: MirrorInfo; views: readonly ViewName[] } {
    const { rules } = this.#model;
    this.#revision += 1;
    if (holdsFacts(change)) {
      const ruleIds = (change.removedRulesOf ?? [])
        .flatMap((subject) => rowsOfSubject(this.#model, subject))
        .filter((row) => !rules.isMade(row))
        .map((row) => rules.ids.at(row));
      const { overlay: _, ...facts } = change;
      const written = this.#writing(() =>
        writeAct(this.#file, facts, ruleIds, { revision: this.#revision, now }),
      );
      this.#touched.add(facts, written);
      this.#sinceRebuild?.push({ now, change: { ...facts, removedRuleIds: written.removedRuleIds } });
      changeModel(this.#model, written);
    }
    if (change.overlay !== undefined) this.#overlay = change.overlay;
    const overlaid = this.#layOver();
    if (change.roles !== undefined || change.removedRoleIds !== undefined) this.#forgetRoles();
    else if (overlaid.roles) this.#roles = null;
    this.#tables.acted();
    return { info: this.info(), views: changedViews(change, overlaid) };
  }

  /** Takes the e-mails of users who were deleted; answers null where that is nothing new. */
  setDeparted(emails: readonly string[]): MirrorInfo | null {
    const departed = new Set(emails.map((email) => email.toLowerCase()));
    if (departed.size === this.#departed.size && [...departed].every((email) => this.#departed.has(email)))
      return null;
    this.#departed = departed;
    this.#model.users.setDeparted(departed);
    this.#revision += 1;
    this.#tables.acted();
    return this.info();
  }

  /** What a delta can go on from, or null; from here on it is remembered what acts of ours touch. */
  beginDelta(): DeltaStart | null {
    this.#touched = new TouchedFacts(this.#touched.removedRules);
    return readDeltaStart(this.#database);
  }

  /** Which of these users the tenant had when it was last read. */
  knownUsers(ids: readonly string[]): readonly string[] {
    const known = this.#database.prepare<[string], number>('SELECT 1 FROM users WHERE id = ?').pluck();
    return ids.filter((id) => known.get(id) !== undefined);
  }

  /** Writes what has changed at the tenant; answers whether anything looks different too. */
  applyDelta(delta: MirrorDelta): { end: DeltaEnd; changed: MirrorInfo | null } {
    const parts = { file: this.#file, facts: this.#facts, revision: this.#revision + 1 };
    const { end, written, lists } = this.#writing(() => applyDelta(parts, delta, this.#touched));
    if (written === null) return { end, changed: null };
    this.#revision += 1;
    this.#facts = new FactReader(this.#database);
    this.#forgetRoles();
    if (lists) this.#model.organisation = new Organisation(this.#database);
    changeModel(this.#model, written);
    this.#layOver();
    this.#tables.acted();
    return { end, changed: this.info() };
  }

  /** A complete sweep has ended that took so long: deltas may go on from where it began. */
  startCursors(took: number, now: number): void {
    startCursors(this.#database, latestMoment(this.#model), took, now);
  }

  /** See {@link pagesBefore}. */
  pagesBefore = (origin: string): PagesBefore | null => pagesBefore(this.#database, origin);

  /** From here on changes are remembered, because a pull that began before them will take this mirror's place. */
  beginRebuild(): void {
    this.#sinceRebuild = [];
  }

  /** The pull came to nothing. */
  endRebuild(): void {
    this.#sinceRebuild = null;
  }

  /** The tenant was found unchanged: only the age of the data is new. */
  markFresh(asOf: string): void {
    this.#sinceRebuild = null;
    this.#database.prepare('UPDATE state SET as_of = ?').run(asOf);
  }

  /** See {@link prepareBuilt}. */
  readonly prepare = prepareBuilt;

  /**
   * Puts a prepared file in the mirror's place; changes made since {@link beginRebuild} are written again.
   * Throws a `storage` RolebookError when it cannot be put there; the mirror before then stays in use.
   */
  swap({ path, model, useSearch }: PreparedMirror): MirrorInfo {
    this.#database.close();
    try {
      takePlace(path, this.#path);
    } catch (thrown) {
      this.#reopen();
      throw storageFailure(thrown);
    }
    settlePlace(path, this.#path);
    this.#database = openDatabase(this.#path, mirrorKind, 'just-written');
    this.#revision += 1;
    this.#database.prepare('UPDATE state SET revision = ?').run(this.#revision);
    useSearch(createTrigramSearch(this.#database));
    this.#facts = new FactReader(this.#database);
    this.#forgetRoles();
    this.#model = model;
    this.#file = createFactFile(this.#database, model.rules);
    this.#tables = this.#tablesOf(model);
    const missed = this.#sinceRebuild ?? [];
    this.#sinceRebuild = null;
    this.#layOver();
    for (const { change, now } of missed) this.apply(change, now);
    return this.info();
  }

  close(): void {
    this.#database.close();
  }

  /** The file before is still in its place; a database once closed is not opened again by itself. */
  #reopen(): void {
    this.#database = openDatabase(this.#path, mirrorKind, 'just-written');
    this.#facts = new FactReader(this.#database);
    this.#forgetRoles();
    this.#model = finish(openModel(this.#database, this.#path));
    this.#file = createFactFile(this.#database, this.#model.rules);
    this.#tables = this.#tablesOf(this.#model);
    this.#layOver();
  }

  /** Runs a transaction of facts; the file's numbers are remembered only once it is committed. */
  #writing<Result>(write: () => Result): Result {
    let committed = false;
    try {
      const result = write();
      committed = true;
      return result;
    } finally {
      this.#file.settleSubjects(committed);
    }
  }

  #rolesUnder(overlay: Overlay['roles']): readonly Role[] {
    this.#storedRoles ??= storedRoles(this.#database, this.#facts);
    return rolesWith(this.#storedRoles, overlay);
  }

  #forgetRoles(): void {
    this.#roles = null;
    this.#storedRoles = null;
  }

  #layOver(): Overlaid {
    return layOver(this.#model, this.#overlay, serviceAccountKeysGone(this.#database, this.#overlay));
  }

  #tablesOf(model: AccessModel): WindowTables {
    model.users.setDeparted(this.#departed);
    return new WindowTables(model, this.#database, { roles: () => this.roles() });
  }

  #state(): { revision: number; asOf: string | null } {
    const sql = 'SELECT revision, as_of AS asOf FROM state';
    type State = { revision: number; asOf: string | null };
    return this.#database.prepare<[], State>(sql).get() ?? { revision: 0, asOf: null };
  }
}
