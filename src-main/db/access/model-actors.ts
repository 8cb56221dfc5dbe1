import type { Database } from 'better-sqlite3';
import { actorKinds } from '../../../src-shared/access/access-world.ts';
import { gateBit } from '../../../src-shared/access/gates.ts';
import { everyoneType } from '../../../src-shared/access/world-of-facts.ts';
import type { AccessSubject } from '../../../src-shared/ipc/access-contract.ts';
import { userRowTypes } from '../../../src-shared/domain/user.ts';
import { cellAt } from '../columns/column.ts';
import { instantText } from '../facts/instant.ts';
import { type AccessModel, serviceAccountTypes } from '../views/access-model.ts';
import { subjectKeyOf } from '../views/lay-over.ts';

/** Whose state a world shows. */
export type WorldAs = 'tenant' | 'with-changes';

/** A service account, or something else that rules name and that is neither user nor group. */
interface Other {
  readonly subject: AccessSubject;
  readonly disabled: boolean;
}

const [userCode, groupCode, accountCode, otherCode] = actorKinds.map((_, code) => code);

/**
 * The actors of a mirror by number: rows of users, then the names of groups, then service accounts, then what else rules
 * name. Texts are looked up when they are shown.
 */
export class ModelActors {
  readonly users: number;
  readonly #model: AccessModel;
  readonly #as: WorldAs;
  readonly #groupNames: string[] = [];
  readonly #groupActors: Map<string, number>;
  readonly #others: Other[] = [];
  readonly #accounts = new Map<string, number>();
  readonly #otherKeys = new Map<string, number>();
  readonly #bySubject: Int32Array;
  readonly #members: Int32Array;
  readonly #pooledGroups: number;

  constructor(model: AccessModel, database: Database, as: WorldAs) {
    this.#model = model;
    this.#as = as;
    this.users = model.users.length;
    const { pool } = model.groupNames;
    for (let code = 0; code < pool.length; code += 1) this.#groupNames.push(pool.get(code));
    this.#pooledGroups = pool.length;
    this.#groupActors = new Map(this.#groupNames.map((name, at) => [name, this.users + at]));
    const { rules } = model;
    const subjects = rules.subjectKeys.length;
    for (let subject = 0; subject < subjects; subject += 1) {
      if (rules.subjectType(subject) !== 'group') continue;
      const name = rules.subjectKeys.get(subject);
      if (this.#groupActors.has(name)) continue;
      this.#groupActors.set(name, this.users + this.#groupNames.length);
      this.#groupNames.push(name);
    }
    this.#readAccounts(database);
    this.#bySubject = new Int32Array(subjects).fill(-1);
    for (let subject = 0; subject < subjects; subject += 1) this.#bySubject[subject] = this.#resolve(subject);
    this.#members = this.#countMembers();
  }

  get count(): number {
    return this.#firstOther + this.#others.length;
  }

  get everyone(): number {
    return this.#otherKeys.get(everyoneType) ?? -1;
  }

  /** The actor that a subject of the rules means. */
  ofSubject(subject: number): number {
    return this.#bySubject[subject] ?? -1;
  }

  /** The actor that is asked for, or -1. */
  find(type: string, id: string): number {
    if (type === 'user') {
      const { users } = this.#model;
      const [row] = users.rowsOfEmail(id);
      return row ?? users.rowOfId(id);
    }
    if (type === 'group') return this.#groupActors.get(id) ?? -1;
    if (type === everyoneType) return this.everyone;
    const key = serviceAccountTypes.includes(type)
      ? subjectKeyOf(this.#model.marks.overlay, { type: 'service-account', id })
      : id;
    const account = serviceAccountTypes.includes(type) ? this.#accounts.get(key) : undefined;
    return account ?? this.#otherKeys.get(`${type}\n${key}`) ?? -1;
  }

  /** Codes of the kinds of all actors. */
  kinds(): Uint8Array {
    const kinds = new Uint8Array(this.count);
    kinds.fill(userCode ?? 0, 0, this.users);
    kinds.fill(groupCode ?? 0, this.users, this.#firstOther);
    for (const [at, { subject }] of this.#others.entries())
      kinds[this.#firstOther + at] = (subject.kind === 'service-account' ? accountCode : otherCode) ?? 0;
    return kinds;
  }

  /** Who is there. Whom the tenant does not list, an e-mail or a group without members say, is there if rules name it. */
  alive(isNamed: (actor: number) => boolean): Uint8Array {
    const alive = new Uint8Array(this.count).fill(1);
    for (let row = 0; row < this.users; row += 1)
      alive[row] = Number(this.#isThere(row) && (!this.#isUnseen(row) || isNamed(row)));
    for (let actor = this.users; actor < this.count; actor += 1)
      alive[actor] = Number(this.#isListed(actor) || isNamed(actor));
    return alive;
  }

  gates(): Uint16Array {
    const gates = new Uint16Array(this.count);
    for (let row = 0; row < this.users; row += 1)
      if (this.#isUnseen(row)) gates[row] = gateBit('subject-unseen');
    for (const [at, { disabled }] of this.#others.entries())
      if (disabled) gates[this.#firstOther + at] = gateBit('account-disabled');
    return gates;
  }

  /** Groups of users as numbers of actors. */
  groupLists(): { start: Int32Array; count: Int32Array; values: Int32Array } {
    const { start, count, values } = this.#model.users.groups;
    const numbers = new Int32Array(values.length);
    for (let at = 0; at < values.length; at += 1) numbers[at] = this.users + values.at(at);
    return { start: start.data, count: count.data, values: numbers };
  }

  /** The place of each actor in the order of names. */
  ranks(): Int32Array {
    const { users } = this.#model;
    const byEmail = users.emails.ranks();
    const ranks = new Int32Array(this.count);
    const next = new Int32Array(users.length + 1);
    for (let row = 0; row < users.length; row += 1) {
      const after = (byEmail[row] ?? 0) + 1;
      next[after] = (next[after] ?? 0) + 1;
    }
    for (let at = 1; at < next.length; at += 1) next[at] = (next[at] ?? 0) + (next[at - 1] ?? 0);
    for (let row = 0; row < users.length; row += 1) {
      const rank = byEmail[row] ?? 0;
      ranks[row] = next[rank] ?? 0;
      next[rank] = (next[rank] ?? 0) + 1;
    }
    const rest = Array.from({ length: this.count - this.users }, (_, at) => this.users + at);
    rest.sort((left, right) => (this.label(left).toLowerCase() < this.label(right).toLowerCase() ? -1 : 1));
    for (const [at, actor] of rest.entries()) ranks[actor] = this.users + at;
    return ranks;
  }

  kind(actor: number): AccessSubject['kind'] {
    if (actor >= this.#firstOther) return this.#others[actor - this.#firstOther]?.subject.kind ?? 'other';
    if (actor >= this.users) return 'group';
    if (this.#isUnseen(actor))
      return this.#model.users.isUserDeleted(actor) ? 'user deleted' : 'pre-authorised';
    const type = this.#model.users.columns.get('type');
    const kind = userRowTypes[type?.kind === 'text' ? (type.codes?.at(actor) ?? -1) : -1];
    return kind ?? 'unknown';
  }

  label(actor: number): string {
    if (actor >= this.#firstOther) return this.#others[actor - this.#firstOther]?.subject.label ?? '';
    if (actor >= this.users) return this.#groupNames[actor - this.users] ?? '';
    return this.#model.users.emails.get(actor);
  }

  subject(actor: number): AccessSubject {
    const other = this.#others[actor - this.#firstOther];
    if (other !== undefined) return other.subject;
    const label = this.label(actor);
    const bare = { id: label, label, kind: this.kind(actor), groups: [], members: 0, lastLogin: null };
    if (actor >= this.users)
      return { ...bare, type: 'group', recordId: label, members: this.#members[actor - this.users] ?? 0 };
    const cell = (name: string): unknown => {
      const column = this.#model.users.columns.get(name);
      return column === undefined ? null : cellAt(column, actor);
    };
    const groups = cell('groups');
    const lastLogin = cell('lastLogin');
    return {
      ...bare,
      type: 'user',
      recordId: this.#model.users.idAt(actor),
      groups: Array.isArray(groups) ? groups.map(String) : [],
      lastLogin: typeof lastLogin === 'string' ? lastLogin : null,
    };
  }

  get #firstOther(): number {
    return this.users + this.#groupNames.length;
  }

  /** Whether a group has members, or a service account is one of the tenant's own. */
  #isListed(actor: number): boolean {
    const other = this.#others[actor - this.#firstOther];
    if (other !== undefined) return other.subject.recordId !== null;
    return (this.#members[actor - this.users] ?? 0) > 0;
  }

  #isThere(row: number): boolean {
    const { users } = this.#model;
    return users.isAlive(row) && !(this.#as === 'with-changes' && users.pending.isRemoved(row));
  }

  /** A made user is at the tenant no more than an e-mail that rules name. */
  #isUnseen(row: number): boolean {
    const { users } = this.#model;
    return users.isPreAuthorised(row) || (this.#as === 'tenant' && users.isMade(row));
  }

  #resolve(subject: number): number {
    const { rules } = this.#model;
    const type = rules.subjectType(subject);
    const key = rules.subjectKeys.get(subject);
    if (type === 'user') return this.#model.userOfSubject(subject);
    if (type === 'group') return this.#groupActors.get(key) ?? -1;
    const account = serviceAccountTypes.includes(type) ? this.#accounts.get(key) : undefined;
    if (account !== undefined) return account;
    const everyone = type === everyoneType;
    const name = everyone ? type : `${type}\n${key}`;
    const known = this.#otherKeys.get(name);
    if (known !== undefined) return known;
    const kind = everyone ? 'everyone' : serviceAccountTypes.includes(type) ? 'service-account' : 'other';
    const label = everyone ? 'Everyone who is signed in' : key;
    const bare = { recordId: null, groups: [], members: 0, lastLogin: null };
    return this.#add({ subject: { ...bare, type, id: key, label, kind }, disabled: false }, name);
  }

  #add(other: Other, key: string): number {
    const actor = this.#firstOther + this.#others.length;
    this.#others.push(other);
    this.#otherKeys.set(key, actor);
    return actor;
  }

  #readAccounts(database: Database): void {
    interface Row {
      readonly id: string;
      readonly name: string;
      readonly clientId: string | null;
      readonly enabled: number;
      readonly lastLogin: number | null;
    }
    const { made, marks } = this.#model.marks.overlay.serviceAccounts;
    const later = this.#as === 'with-changes';
    const take = (row: {
      id: string;
      name: string;
      keys: readonly (string | null)[];
      enabled: boolean;
      lastLogin: string | null;
    }): void => {
      const { id, name, keys, enabled, lastLogin } = row;
      const type = 'service-account' as const;
      const bare = { type, kind: type, groups: [], members: 0 };
      const subject = { ...bare, id: keys[0] ?? id, label: name, recordId: id, lastLogin };
      const actor = this.#add({ subject, disabled: !enabled }, `account\n${id}`);
      for (const key of [id, name, ...keys]) if (key !== null && key !== '') this.#accounts.set(key, actor);
    };
    const rows = database
      .prepare<[], Row>(
        'SELECT id, name, client_id AS clientId, enabled, last_login AS lastLogin FROM service_accounts',
      )
      .all();
    for (const { id, name, clientId, enabled, lastLogin } of rows) {
      const laid = later ? marks.get(id) : undefined;
      if (laid?.mark === 'removed') continue;
      take({
        id,
        name,
        keys: [clientId],
        enabled: laid?.enabled ?? enabled === 1,
        lastLogin: instantText(lastLogin),
      });
    }
    if (!later) return;
    for (const { id, name, enabled, mark } of made)
      if (mark !== 'removed') take({ id, name, keys: [], enabled, lastLogin: null });
  }

  #countMembers(): Int32Array {
    const { groups } = this.#model.users;
    const members = new Int32Array(this.#pooledGroups);
    for (let row = 0; row < this.users; row += 1) {
      if (!this.#isThere(row)) continue;
      const start = groups.start.at(row);
      for (let at = start; at < start + groups.count.at(row); at += 1) {
        const group = groups.values.at(at);
        members[group] = (members[group] ?? 0) + 1;
      }
    }
    return members;
  }
}
