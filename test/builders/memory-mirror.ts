import { answerAccess } from '../../src-shared/access/ask-access.ts';
import { worldOfFacts } from '../../src-shared/access/world-of-facts.ts';
import { type AccessRule, accessRuleSchema } from '../../src-shared/domain/access-rule.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import { type User, userSchema } from '../../src-shared/domain/user.ts';
import { noOverlay, type Overlay } from '../../src-shared/changes/overlay.ts';
import { accessRuleFromWire } from '../../src-shared/wire/access-rule-wire.ts';
import { userFromWire } from '../../src-shared/wire/user-wire.ts';
import { emailLikeness, foldEmail } from '../../src-shared/rules/email-key.ts';
import { type ServiceAccount, serviceAccountFromWire } from '../../src-shared/wire/service-account-wire.ts';
import type { PermissionSet } from '../../src-shared/wire/permission-set-wire.ts';
import { roleFromWire } from '../../src-shared/wire/role-wire.ts';
import type { ViewRecord } from '../../src-shared/ipc/mirror-contract.ts';
import {
  type Cell,
  type ViewName,
  viewNames,
  type ViewWindow,
  type ViewWindowRequest,
} from '../../src-shared/views/view-query.ts';
import type { Mirror, MirrorChange, MirrorInfo } from '../../src-main/db/mirror.ts';
import type { ListedKind } from '../../src-main/db/mirror-delta.ts';
import { rolesWith } from '../../src-main/db/views/role-facts.ts';
import { smallScopeTree } from './scope-tree.ts';

/** What a memory mirror starts with. */
export interface MemoryMirrorFacts {
  users?: User[];
  rules?: AccessRule[];
  roles?: Role[];
  permissionSets?: readonly PermissionSet[];
  scopes?: readonly ScopeNode[];
  /** Facts of small kinds, as the tenant sent them. */
  listed?: Partial<Readonly<Record<ListedKind, readonly unknown[]>>>;
  /** How facts of a change are read; as domain shapes by default. */
  read?: { user(raw: unknown): User; rule(raw: unknown): AccessRule };
  serviceAccountsOf?: Readonly<Record<string, number>>;
  serviceAccounts?: readonly ServiceAccount[];
}

/** A fact in the tenant's words, or in ours where a test gave it so. */
const readUser = (raw: unknown): User => userSchema.safeParse(raw).data ?? userFromWire(raw);
const readRule = (raw: unknown): AccessRule =>
  accessRuleSchema.safeParse(raw).data ?? accessRuleFromWire(raw);

/**
 * A mirror in memory that answers what the services ask of one, with the overlay it was given laid over: facts are what
 * will be.
 */
export class MemoryMirror implements Mirror {
  userFacts: User[];
  ruleFacts: AccessRule[];
  serviceAccountFacts: ServiceAccount[];
  roleFacts: Role[];
  readonly setFacts: readonly PermissionSet[];
  readonly changes: MirrorChange[] = [];
  /** Every window that was asked for. */
  readonly requests: ViewWindowRequest[] = [];
  readonly #scopes: readonly ScopeNode[];
  readonly #listed: Partial<Readonly<Record<ListedKind, readonly unknown[]>>>;
  readonly #read: NonNullable<MemoryMirrorFacts['read']>;
  readonly #serviceAccountsOf: Readonly<Record<string, number>>;
  readonly #listeners = new Set<Parameters<Mirror['onChanged']>[0]>();
  failApply = false;
  overlay: Overlay = noOverlay();
  /** When it was last complete. */
  asOf: string | null = '2026-01-02T00:00:00Z';

  constructor(facts: MemoryMirrorFacts = {}) {
    this.userFacts = facts.users ?? [];
    this.ruleFacts = facts.rules ?? [];
    this.serviceAccountFacts = [...(facts.serviceAccounts ?? [])];
    this.roleFacts = facts.roles ?? [];
    this.setFacts = facts.permissionSets ?? [];
    this.#scopes = facts.scopes ?? smallScopeTree;
    this.#listed = facts.listed ?? {};
    this.#read = facts.read ?? { user: readUser, rule: readRule };
    this.#serviceAccountsOf = facts.serviceAccountsOf ?? {};
  }

  #users(): User[] {
    const { made, marks } = this.overlay.users;
    const unknown = { isLocal: true, groups: [], updatedAt: null, lastLogin: null };
    return [
      ...this.userFacts.filter(({ id }) => marks.get(id) !== 'removed'),
      ...made.filter(({ mark }) => mark !== 'removed').map((user) => ({ ...user, ...unknown })),
    ];
  }

  #rules(): AccessRule[] {
    const { users, rules } = this.overlay;
    const going = this.userFacts.filter(({ id }) => users.marks.get(id) === 'removed');
    const goes = (rule: AccessRule): boolean =>
      rules.marks.get(rule.id) === 'removed' ||
      (rule.subjectType === 'user' &&
        going.some(
          ({ id, email }) => rule.subjectId === id || foldEmail(rule.subjectId) === foldEmail(email),
        ));
    const unknown = { clusterId: null, updatedAt: null, deletedAt: null, phase: null };
    return [
      ...this.ruleFacts.filter((rule) => !goes(rule)),
      ...rules.made
        .filter(({ mark }) => mark !== 'removed')
        .map(({ subject, ...rule }) => ({
          ...unknown,
          ...rule,
          subjectType: subject.type,
          subjectId: subject.id,
        })),
    ];
  }

  #accounts(): ServiceAccount[] {
    const { made, marks } = this.overlay.serviceAccounts;
    return [
      ...this.serviceAccountFacts
        .filter(({ id }) => marks.get(id)?.mark !== 'removed')
        .map((account) => ({ ...account, enabled: marks.get(account.id)?.enabled ?? account.enabled })),
      ...made
        .filter(({ mark }) => mark !== 'removed')
        .map((account) => ({ ...account, clientId: account.id, updatedAt: null, lastLogin: null })),
    ];
  }

  async info(): Promise<MirrorInfo> {
    const groups = new Set(this.ruleFacts.filter((r) => r.subjectType === 'group').map((r) => r.subjectId))
      .size;
    const counts: Record<ViewName, number> = {
      users: this.userFacts.length,
      'access-rules': this.ruleFacts.length,
      roles: this.roleFacts.length,
      groups,
      'service-accounts': Object.values(this.#serviceAccountsOf).reduce((a, b) => a + b, 0),
      projects: 2,
      departments: 2,
      clusters: 2,
    };
    return { revision: this.changes.length, asOf: this.asOf, counts };
  }

  async window(request: ViewWindowRequest): Promise<ViewWindow> {
    this.requests.push(request);
    const [filter] = request.filters;
    const value = filter?.values[0] ?? '';
    const answer = (total: number, ids: string[], columns: ViewWindow['columns'] = {}): ViewWindow => ({
      revision: 0,
      from: request.from,
      total,
      unfilteredTotal: request.view === 'users' ? this.userFacts.length : total,
      ids,
      columns,
      facets: null,
    });
    if (request.view === 'service-accounts') {
      if (filter !== undefined) return answer(this.#serviceAccountsOf[value] ?? 0, []);
      const found = this.#accounts().filter(({ name, clientId }) =>
        [name, clientId].some((text) => text.includes(request.search)),
      );
      return answer(
        found.length,
        found.map(({ id }) => id),
        { name: found.map(({ name }) => name), clientId: found.map(({ clientId }) => clientId) },
      );
    }
    if (request.view === 'groups') {
      const names = [
        ...new Set([
          ...this.#rules().flatMap((rule) => (rule.subjectType === 'group' ? [rule.subjectId] : [])),
          ...this.#users().flatMap(({ groups }) => groups),
        ]),
      ].filter((group) => group.toLowerCase().includes(value.toLowerCase()));
      return answer(names.length, names, { name: names });
    }
    if (request.view !== 'users') return answer(0, []);
    const matching = this.#users().filter(
      (user) =>
        (filter?.column !== 'groups' || user.groups.includes(value)) &&
        (filter?.column !== 'type' || value !== 'local' || user.isLocal === true) &&
        (request.search === '' || user.email.toLowerCase().includes(request.search.toLowerCase())),
    );
    const shown = matching.slice(request.from, request.to);
    const cells: Record<string, (user: User) => Cell> = {
      email: (user) => user.email,
      type: (user) => (user.isLocal === false ? 'sso' : 'local'),
      groups: (user) => user.groups,
      ruleCount: (user) => this.#rules().filter((rule) => rule.subjectId === user.email).length,
    };
    const columns: ViewWindow['columns'] = {};
    for (const column of request.columns) {
      columns[column] = shown.map((user) => cells[column]?.(user) ?? null);
    }
    return answer(
      matching.length,
      shown.map((user) => user.id),
      columns,
    );
  }

  async record(view: ViewName, id: string): Promise<ViewRecord | null> {
    const rest = { view, id, rules: [], ruleTotal: 0, asOf: '2026-01-02T00:00:00Z' };
    const role = this.roleFacts.find((one) => view === 'roles' && String(one.id) === id);
    if (role !== undefined)
      return {
        ...rest,
        title: role.name,
        fields: [{ label: 'Name', value: role.name, kind: 'text' }],
        raw: JSON.stringify(role),
      };
    const user = this.#users().find((one) => one.id === id);
    if (view !== 'users' || user === undefined) return null;
    return {
      ...rest,
      title: user.email,
      fields: [{ label: 'User', value: user.email, kind: 'email' }],
      raw: JSON.stringify({ id, username: user.email }),
    };
  }
  async roles(): Promise<readonly Role[]> {
    return rolesWith(this.roleFacts, this.overlay.roles);
  }
  async permissionSets(): Promise<readonly PermissionSet[]> {
    return this.setFacts;
  }
  async listed(kind: ListedKind): Promise<readonly unknown[]> {
    return this.#listed[kind] ?? [];
  }
  async scopeTree(): Promise<readonly ScopeNode[]> {
    return this.#scopes;
  }
  async users(ids: readonly string[]): Promise<readonly User[]> {
    return ids.flatMap((id) => this.#users().filter((user) => user.id === id));
  }
  async usersLike(email: string): Promise<readonly { user: User; likeness: 'same' | 'similar' }[]> {
    return this.#users().flatMap((user) => {
      const likeness = emailLikeness(email, user.email);
      return likeness === 'different' ? [] : [{ user, likeness }];
    });
  }
  async rules(ids: readonly number[]): Promise<readonly AccessRule[]> {
    return ids.flatMap((id) => this.#rules().filter((rule) => rule.id === id));
  }
  async serviceAccounts(ids: readonly string[] | null): Promise<readonly ServiceAccount[]> {
    if (ids === null) return this.#accounts();
    return ids.flatMap((id) => this.#accounts().filter((account) => account.id === id));
  }
  async rulesOf(subject: { type: string; id: string }): Promise<readonly AccessRule[]> {
    return this.#rules().filter((r) => r.subjectType === subject.type && r.subjectId === subject.id);
  }
  async rulesOfRole(roleId: number): Promise<readonly AccessRule[]> {
    return this.#rules().filter((rule) => rule.roleId === roleId);
  }

  readonly #answers = answerAccess(({ as, gates }) =>
    worldOfFacts({
      users: as === 'tenant' ? this.userFacts : this.#users(),
      serviceAccounts: as === 'tenant' ? this.serviceAccountFacts : this.#accounts(),
      rules: as === 'tenant' ? this.ruleFacts : this.#rules(),
      roles: as === 'tenant' ? this.roleFacts : rolesWith(this.roleFacts, this.overlay.roles),
      scopes: this.#scopes,
      gates,
      asOf: this.asOf,
    }),
  );

  get access(): Mirror['access'] {
    const answers = this.#answers;
    return {
      subject: async (question) => answers.subject(question),
      whoCan: async (question) => answers.whoCan(question),
      explain: async (question) => answers.explain(question),
      whatIf: async (question) => answers.whatIf(question),
      compare: async (question) => answers.compare(question),
      followUps: async (question) => answers.followUps(question),
      matrix: async (question) => answers.matrix(question),
      freeze: async (question) => answers.freeze(question),
      frozenRows: async (window) => answers.frozenRows(window),
      roster: async (question) => answers.roster(question),
      rosterRows: async (window) => answers.rosterRows(window),
    };
  }

  async apply(change: MirrorChange): Promise<MirrorInfo> {
    if (this.failApply) throw new Error('disk');
    this.changes.push(change);
    const { overlay, removedUserIds = [], removedRuleIds = [], removedRulesOf = [] } = change;
    if (overlay !== undefined) this.overlay = overlay;
    const users = (change.users ?? []).map((raw) => this.#read.user(raw));
    const rules = (change.rules ?? []).map((raw) => this.#read.rule(raw));
    const gone = new Set([...removedUserIds, ...users.map(({ id }) => id)]);
    const goneRules = new Set([...removedRuleIds, ...rules.map(({ id }) => id)]);
    const isOf = (rule: AccessRule, subject: SubjectRef): boolean =>
      rule.subjectType === subject.type && foldEmail(rule.subjectId) === foldEmail(subject.id);
    this.userFacts = [...this.userFacts.filter(({ id }) => !gone.has(id)), ...users];
    this.ruleFacts = [
      ...this.ruleFacts.filter(
        (rule) => !goneRules.has(rule.id) && !removedRulesOf.some((subject) => isOf(rule, subject)),
      ),
      ...rules,
    ];
    const sentRoles = (change.roles ?? []).map(roleFromWire);
    const goneRoles = new Set([...(change.removedRoleIds ?? []), ...sentRoles.map(({ id }) => id)]);
    this.roleFacts = [...this.roleFacts.filter(({ id }) => !goneRoles.has(id)), ...sentRoles];
    const goneAccounts = new Set(change.removedServiceAccountIds ?? []);
    const sent = (change.serviceAccounts ?? []).map(serviceAccountFromWire);
    for (const { id } of sent) goneAccounts.add(id);
    this.serviceAccountFacts = [
      ...this.serviceAccountFacts.filter((account) => !goneAccounts.has(account.id)),
      ...sent,
    ];
    this.tellChanged();
    return await this.info();
  }

  /** For a test that has changed the facts itself. */
  tellChanged(): void {
    for (const listener of this.#listeners) listener({ revision: 1, views: viewNames });
  }

  onChanged(listener: Parameters<Mirror['onChanged']>[0]): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  async close(): Promise<void> {}
}
