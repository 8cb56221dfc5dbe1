import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import type { GateKind } from '../../src-shared/access/gates.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { AccessState } from '../../src-shared/ipc/access-contract.ts';

/** A path as the oracle sees it. */
export interface OraclePath {
  readonly rule: AccessRule;
  readonly via: string;
  /** Where it counts; null where the scope is gone. */
  readonly at: ScopeNode | null;
  readonly gates: readonly GateKind[];
}

const same = (left: string, right: string): boolean =>
  left.normalize('NFC').trim().toLowerCase() === right.normalize('NFC').trim().toLowerCase();
const isNowhere = ({ scopeType }: AccessRule): boolean => scopeType === 'none';
const isMachine = (type: string): boolean => type === 'service-account' || type === 'app';

/**
 * Effective access the slow and obvious way: every question looks at every rule, walks up the scope tree, and asks each
 * gate anew. Shares no code with the engine.
 */
export class AccessOracle {
  readonly #facts: AccessFacts;

  constructor(facts: AccessFacts) {
    this.#facts = facts;
  }

  /** Everyone that can be asked about. */
  subjects(): { type: string; id: string }[] {
    const { users, serviceAccounts, rules } = this.#facts;
    const found = new Map<string, { type: string; id: string }>();
    const add = (type: string, id: string): void => void found.set(`${type} ${id}`, { type, id });
    for (const { email, groups } of users) {
      add('user', email);
      for (const group of groups) add('group', group);
    }
    for (const { clientId } of serviceAccounts) add('service-account', clientId);
    for (const { subjectType, subjectId } of rules) {
      if (subjectType === 'user' && this.#userOf(subjectId) !== undefined) continue;
      if (isMachine(subjectType) && this.#accountOf(subjectId) !== undefined) continue;
      add(subjectType, subjectType === 'user' ? subjectId.toLowerCase() : subjectId);
    }
    return [...found.values()];
  }

  /** All paths of a subject. */
  pathsOf(subject: { type: string; id: string }): OraclePath[] {
    const paths: OraclePath[] = [];
    for (const rule of this.#facts.rules) {
      const via = this.#viaOf(subject, rule);
      if (via === null) continue;
      const holder = this.#gatesOfHolder(subject);
      for (const { at, gates } of this.#placesOf(rule)) {
        const all = [...holder, ...gates, ...this.#gatesOfRule(rule, at)];
        const assigned = this.#assignedIn(rule, at);
        const path = (where: ScopeNode | null, found: readonly GateKind[]): OraclePath => ({
          rule,
          via,
          at: where,
          gates: [...new Set(found)].toSorted(),
        });
        paths.push(path(at, assigned === null ? all : [...all, assigned.gate]));
        for (const one of assigned?.places ?? []) paths.push(path(one, all));
      }
    }
    return paths;
  }

  /** Whether the role of a path gives a cell. */
  gives({ rule }: OraclePath, resourceType: string, action: string): boolean {
    const role = this.#facts.roles.find(({ id }) => id === rule.roleId);
    return (
      role?.permissions.some(
        (permission) => permission.resourceType === resourceType && permission.actions.includes(action),
      ) ?? false
    );
  }

  /** What some paths come to at a place; null: anywhere, whose whole is the tenant. */
  stateOf(paths: readonly OraclePath[], place: ScopeNode | null): AccessState {
    const asked = place ?? this.#facts.scopes[0] ?? null;
    const there = paths.filter((path) => this.touches(path, place));
    const live = there.filter(({ gates }) => gates.length === 0);
    if (live.some(({ at }) => at !== null && asked !== null && this.#lineOf(asked).includes(at)))
      return 'whole';
    if (live.length > 0) return 'part';
    return there.length > 0 ? 'dormant' : 'none';
  }

  /** Whether a path has to do with a place. */
  touches({ at }: OraclePath, place: ScopeNode | null): boolean {
    if (place === null) return true;
    return at !== null && (this.#lineOf(place).includes(at) || this.#lineOf(at).includes(place));
  }

  #userOf(key: string): { email: string; id: string; groups: readonly string[] } | undefined {
    const { users } = this.#facts;
    return users.find(({ email }) => same(email, key)) ?? users.find(({ id }) => same(id, key));
  }

  #accountOf(key: string): { clientId: string; enabled: boolean } | undefined {
    return this.#facts.serviceAccounts.find(({ id, name, clientId }) => [id, name, clientId].includes(key));
  }

  #viaOf(subject: { type: string; id: string }, rule: AccessRule): string | null {
    const { subjectType, subjectId } = rule;
    if (subjectType === 'all-authenticated-users') {
      if (subject.type === 'all-authenticated-users') return 'direct';
      return subject.type === 'user' || isMachine(subject.type) ? 'everyone' : null;
    }
    if (subject.type === 'user') {
      const user = this.#userOf(subject.id);
      if (subjectType === 'user') {
        const named = this.#userOf(subjectId);
        return named === undefined
          ? same(subjectId, subject.id)
            ? 'direct'
            : null
          : named === user
            ? 'direct'
            : null;
      }
      return subjectType === 'group' && user !== undefined && user.groups.includes(subjectId)
        ? `group ${subjectId}`
        : null;
    }
    if (isMachine(subject.type) && isMachine(subjectType)) {
      const account = this.#accountOf(subject.id);
      if (account !== undefined) return this.#accountOf(subjectId) === account ? 'direct' : null;
    }
    return subjectType === subject.type && subjectId === subject.id ? 'direct' : null;
  }

  #gatesOfHolder(subject: { type: string; id: string }): GateKind[] {
    if (subject.type === 'user' && this.#userOf(subject.id) === undefined) return ['subject-unseen'];
    const account = isMachine(subject.type) ? this.#accountOf(subject.id) : undefined;
    return account !== undefined && !account.enabled ? ['account-disabled'] : [];
  }

  #placesOf(rule: AccessRule): { at: ScopeNode | null; gates: GateKind[] }[] {
    const { scopes, permittedClusters } = this.#facts;
    const at =
      scopes.find(({ type, id }) => type === rule.scopeType && id === rule.scopeId) ??
      (rule.scopeType === 'system' ? (scopes[0] ?? null) : null);
    const user = rule.subjectType === 'user' ? rule.subjectId : null;
    const permitted = [...(permittedClusters ?? [])].find(
      ([email]) => user !== null && same(email, user),
    )?.[1];
    if (permitted === undefined || at === null) return [{ at, gates: [] }];
    const clusters = scopes.filter(({ type, id }) => type === 'cluster' && permitted.includes(id));
    if (this.#lineOf(at).some((node) => clusters.includes(node))) return [{ at, gates: [] }];
    return [
      ...clusters
        .filter((cluster) => this.#lineOf(cluster).includes(at))
        .map((cluster) => ({ at: cluster, gates: [] })),
      { at, gates: ['cluster-not-permitted'] },
    ];
  }

  /** The same where the rule holds in no cluster: there only whoever is assigned to nothing at all lacks that too. */
  #assignedIn(rule: AccessRule, at: ScopeNode | null): { gate: GateKind; places: ScopeNode[] } | null {
    const [root] = this.#facts.scopes;
    if (at !== null) return this.#assignedTo(rule, at);
    if (!isNowhere(rule) || root === undefined) return null;
    const anywhere = this.#assignedTo(rule, root);
    return anywhere === null || anywhere.places.length > 0 ? null : anywhere;
  }

  /** Where the holder of a rule is assigned in a place; null for roles and tenants that know no such thing. */
  #assignedTo(rule: AccessRule, at: ScopeNode): { gate: GateKind; places: ScopeNode[] } | null {
    const { assignments, roles, scopes } = this.#facts;
    const name = roles.find(({ id }) => id === rule.roleId)?.name ?? rule.roleName;
    const [kind, gate, all] =
      name === 'L1 researcher'
        ? (['project', 'project-not-assigned', assignments?.projects] as const)
        : name === 'Department administrator'
          ? (['department', 'department-not-assigned', assignments?.departments] as const)
          : (['', 'version', null] as const);
    if (all === null || all === undefined) return null;
    const user = rule.subjectType === 'user' ? this.#userOf(rule.subjectId) : undefined;
    const isHolder = ({ type, id }: { type: string; id: string }): boolean => {
      if (type === 'group')
        return rule.subjectType === 'group' ? id === rule.subjectId : (user?.groups.includes(id) ?? false);
      if (type === 'user')
        return (
          rule.subjectType === 'user' &&
          (user === undefined ? same(id, rule.subjectId) : this.#userOf(id) === user)
        );
      const account = this.#accountOf(id);
      if (account === undefined) return type === rule.subjectType && id === rule.subjectId;
      return isMachine(rule.subjectType) && account === this.#accountOf(rule.subjectId);
    };
    const ids = all.filter(({ subject }) => isHolder(subject)).map(({ unitId }) => unitId);
    const places = scopes.filter(
      (node) => node.type === kind && ids.includes(node.id) && this.#lineOf(node).includes(at),
    );
    return { gate, places };
  }

  #gatesOfRule(rule: AccessRule, at: ScopeNode | null): GateKind[] {
    const { roles, gates, scopes } = this.#facts;
    const role = roles.find(({ id }) => id === rule.roleId);
    const found: GateKind[] = [];
    if (rule.phase === 'Deleting') found.push('rule-leaving');
    if (at === null) found.push(isNowhere(rule) ? 'no-cluster' : 'scope-gone');
    if (role === undefined) found.push('role-gone');
    const name = role?.name ?? rule.roleName;
    const module = role !== undefined && name === 'ML engineer' && gates.inference === false;
    const administers = role !== undefined && name === 'Department administrator';
    const departmentsOff = administers && gates.departments === false;
    const tooOld = administers && gates.version !== null && gates.version < 210;
    if (module) found.push('module-missing');
    if (departmentsOff) found.push('departments-off');
    if (tooOld) found.push('version');
    if (role?.enabled === false && !module && !departmentsOff && !tooOld) found.push('role-disabled');
    if (at === null) return found;
    const inside = scopes.filter((node) => this.#lineOf(node).includes(at));
    const around = [...inside, ...this.#lineOf(at)];
    if (name === 'L1 researcher' && !inside.some(({ type }) => type === 'project')) found.push('no-project');
    if (name === 'Department administrator' && !around.some(({ type }) => type === 'department'))
      found.push('no-department');
    return found;
  }

  /** A scope and all above it. */
  #lineOf(node: ScopeNode): ScopeNode[] {
    const above = node.parent === null ? undefined : this.#facts.scopes[node.parent];
    return above === undefined ? [node] : [node, ...this.#lineOf(above)];
  }
}
