import type { Database } from 'better-sqlite3';
import { type PendingMark, noOverlay } from '../../../src-shared/changes/overlay.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { Ints } from '../columns/growing.ts';
import type { Shelf } from '../columns/shelf.ts';
import { Organisation } from './organisation.ts';
import { type OverlayMarks, markOfHolder, markOfRule, marksOf } from './overlay-marks.ts';
import { RulesTable } from './rules-table.ts';
import { type TrigramSearch, UsersTable } from './users-table.ts';

/** What service accounts are called as subjects, now and before 2.24. */
export const serviceAccountTypes: readonly string[] = ['service-account', 'app'];

const isServiceAccount = (type: string): boolean => serviceAccountTypes.includes(type);

/** Users, rules and how they hang together, in memory; one for each revision that a pull brought. */
export class AccessModel {
  organisation: Organisation;
  readonly texts = new DistinctPool();
  readonly groupNames = new DistinctPool();
  readonly roleNames = new DistinctPool();
  readonly scopeNames = new DistinctPool();
  readonly users: UsersTable;
  readonly rules: RulesTable;
  /** Rises with every act, since what a rule comes to hangs on roles, places and service accounts too. */
  acts = 0;
  /** What the open changes make of it; set by lay-over.ts. */
  marks: OverlayMarks = marksOf(noOverlay(), new Set(), null);
  /** The row of users that a subject means, or -1. */
  readonly #userOfSubject = new Ints();
  /** The subjects of a row of users, chained. */
  readonly #firstSubject = new Ints();
  readonly #nextSubject = new Ints();

  constructor(database: Database, trigrams: TrigramSearch) {
    this.organisation = new Organisation(database);
    this.users = new UsersTable({
      authors: this.texts,
      groupNames: this.groupNames,
      roleNames: this.roleNames.pool,
      scopeNames: this.scopeNames.pool,
      trigrams,
    });
    this.rules = new RulesTable({
      texts: this.texts,
      roleNames: this.roleNames,
      scopeNames: this.scopeNames,
    });
  }

  /** Puts users, rules and how they hang together away, or takes them; the organisation is always read. */
  keep(shelf: Shelf): void {
    this.texts.keep(shelf, 'texts');
    this.groupNames.keep(shelf, 'groupNames');
    this.roleNames.keep(shelf, 'roleNames');
    this.scopeNames.keep(shelf, 'scopeNames');
    this.users.keep(shelf);
    this.rules.keep(shelf);
    shelf.ints('userOfSubject', this.#userOfSubject);
    shelf.ints('firstSubject', this.#firstSubject);
    shelf.ints('nextSubject', this.#nextSubject);
  }

  /** Calls back for each rule that names the user itself. */
  eachRuleOfUser(user: number, found: (rule: number) => void): void {
    for (let subject = this.#first(user); subject >= 0; subject = this.#nextSubject.at(subject))
      this.rules.eachOf(subject, found);
  }

  /** Subjects that mean this user. */
  subjectsOfUser(user: number): number[] {
    const subjects: number[] = [];
    for (let subject = this.#first(user); subject >= 0; subject = this.#nextSubject.at(subject))
      subjects.push(subject);
    return subjects;
  }

  /** The user that a subject means, or -1. */
  userOfSubject(subject: number): number {
    return subject < this.#userOfSubject.length ? this.#userOfSubject.at(subject) : -1;
  }

  /**
   * Finds whom a subject means: the user with that e-mail ignoring case, else with that id (tenant-api §5, question 1);
   * else, while rules name it, a pre-authorised e-mail. Answers the rows whose lists have to be worked out again.
   */
  link(subject: number): number[] {
    while (this.#userOfSubject.length <= subject) {
      this.#userOfSubject.push(-1);
      this.#nextSubject.push(-1);
    }
    if (this.rules.subjectType(subject) !== 'user') return [];
    const before = this.#userOfSubject.at(subject);
    const after = this.#resolve(this.rules.subjectKeys.get(subject), subject);
    if (before === after) return before < 0 ? [] : [before];
    if (before >= 0) this.#unchain(before, subject);
    this.#userOfSubject.data[subject] = after;
    if (after >= 0) {
      this.#nextSubject.data[subject] = this.#first(after);
      this.#firstSubject.data[after] = subject;
    }
    return [before, after].filter((row) => row >= 0);
  }

  /**
   * Works out marks, roles, scopes and number of rules of one user; a pre-authorised one without rules goes. Rules that
   * are to be removed count only for a user that goes itself.
   */
  recount(user: number): void {
    const { users, rules } = this;
    if (this.marks.used) this.#markUser(user);
    const all = users.pending.isRemoved(user);
    const roles: number[] = [];
    const scopes: number[] = [];
    let named = false;
    this.eachRuleOfUser(user, (rule) => {
      named = true;
      if (!all && rules.pending.isRemoved(rule)) return;
      roles.push(rules.roleCodes.at(rule));
      scopes.push(rules.scopeNameCodes.at(rule));
    });
    users.setHeld(user, roles, scopes);
    if (!users.isPreAuthorised(user)) return;
    if (named) users.revive(user);
    else users.remove(user);
  }

  /** Marks a rule; whether it goes with its user is for {@link recount} to say. */
  markRule(rule: number): void {
    const { rules, marks } = this;
    const subject = rules.subjects.at(rule);
    const goes =
      marks.goneKeys.size > 0 &&
      isServiceAccount(rules.subjectType(subject)) &&
      marks.goneKeys.has(rules.subjectKeys.get(subject));
    rules.mark(rule, markOfRule(marks, rules.ids.at(rule), goes));
  }

  #markUser(user: number): void {
    const { users, rules, marks } = this;
    const own = marks.users.get(users.idAt(user)) ?? null;
    const found: (PendingMark | null)[] = [];
    this.eachRuleOfUser(user, (rule) => {
      const mark = markOfRule(marks, rules.ids.at(rule), own === 'removed');
      rules.mark(rule, mark);
      found.push(mark);
    });
    users.mark(user, own ?? markOfHolder(found, users.isPreAuthorised(user)));
  }

  #resolve(key: string, subject: number): number {
    const { users } = this;
    const [byEmail] = users.rowsOfEmail(key);
    if (byEmail !== undefined && !users.isPreAuthorised(byEmail)) return byEmail;
    const byId = users.rowOfId(key);
    if (byId >= 0) return byId;
    if (byEmail !== undefined) return byEmail;
    let named = false;
    this.rules.eachOf(subject, () => {
      named = true;
    });
    if (!named) return -1;
    const gone = users.emails.same(key).find((row) => users.isPreAuthorised(row));
    if (gone !== undefined) {
      users.revive(gone);
      return gone;
    }
    return users.addPreAuthorised(key);
  }

  #first(user: number): number {
    while (this.#firstSubject.length <= user) this.#firstSubject.push(-1);
    return this.#firstSubject.at(user);
  }

  #unchain(user: number, subject: number): void {
    const next = this.#nextSubject.at(subject);
    if (this.#first(user) === subject) {
      this.#firstSubject.data[user] = next;
      return;
    }
    for (let at = this.#first(user); at >= 0; at = this.#nextSubject.at(at))
      if (this.#nextSubject.at(at) === subject) this.#nextSubject.data[at] = next;
  }
}
