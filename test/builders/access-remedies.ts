import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import { answerAccess } from '../../src-shared/access/ask-access.ts';
import { worldOfFacts } from '../../src-shared/access/world-of-facts.ts';
import { type PermissionAction, permissionActions, type Role } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import { remedyActSchema, type RemedyAct } from '../../src-shared/ipc/access-why-contract.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import type { Agreement } from './access-agreement.ts';
import { supposedFacts } from './access-hypotheses.ts';
import { AccessOracle } from './access-oracle.ts';
import { accessAssignments } from './access-tenants.ts';
import { seededNumbers } from './seeded-facts.ts';

interface Ref {
  readonly type: string;
  readonly id: string;
}

/** A cell asked about, for somebody at a place; null: anywhere. */
interface Question {
  readonly subject: Ref;
  readonly resourceType: string;
  readonly action: PermissionAction;
  readonly place: ScopeNode | null;
}

/** The tree with one more scope in another. */
function withChild(
  scopes: readonly ScopeNode[],
  of: { type: string; id: string },
  type: ScopeNode['type'],
): ScopeNode[] {
  const at = scopes.findIndex((node) => node.type === of.type && node.id === of.id);
  const child = { type, id: `new-${of.id}`, name: 'new', parent: at, state: null, ruleCount: 0 };
  const moved = scopes.map((node) => ({
    ...node,
    parent: node.parent !== null && node.parent > at ? node.parent + 1 : node.parent,
  }));
  return moved.toSpliced(at + 1, 0, child);
}

/** Whatever keeps roles of a name from being there is gone: the tenant has them on. */
const roleOn = (roles: readonly Role[], name: string): Role[] =>
  roles.map((role) => (role.name === name ? { ...role, enabled: true } : role));

/** The facts once one thing has been done. Where a scope is to be chosen, each way of choosing. */
function after(facts: AccessFacts, { subject }: Question, act: RemedyAct): AccessFacts[] {
  const { gates, roles, scopes, serviceAccounts, users } = facts;
  switch (act.kind) {
    case 'give':
      return (act.scope === null ? scopes : [act.scope]).map(({ type, id }) => {
        const given = supposedFacts(facts, [
          { kind: 'give', subject, roleId: act.roleId, scope: { type, id } },
        ]);
        return { ...facts, rules: given.rules };
      });
    case 'join':
      return [supposedFacts(facts, [{ kind: 'join', user: subject.id, group: act.group }])];
    case 'switch-role-on':
      return [
        { ...facts, roles: roles.map((one) => (one.id === act.roleId ? { ...one, enabled: true } : one)) },
      ];
    case 'make-project':
      return [{ ...facts, scopes: withChild(scopes, act.scope, 'project') }];
    case 'make-department':
      return [{ ...facts, scopes: withChild(scopes, act.scope, 'department') }];
    case 'assign-project':
    case 'assign-department': {
      const type = act.kind === 'assign-project' ? 'project' : 'department';
      const list = `${type}s` as const;
      const { projects = null, departments = null } = facts.assignments ?? {};
      const before = { projects, departments };
      const units = act.scope === null ? scopes.filter((node) => node.type === type) : [act.scope];
      return units.map(({ id }) => ({
        ...facts,
        assignments: {
          ...before,
          [list]: [...(before[list] ?? []), { unitId: id, subject: act.subject }],
        },
      }));
    }
    case 'permit-cluster': {
      const clusters =
        act.scope === null ? scopes.filter(({ type }) => type === 'cluster') : [{ id: act.scope.id }];
      return clusters.map(({ id }) => {
        const permitted = new Map(facts.permittedClusters);
        // The rule may name somebody by another spelling, or by id.
        for (const [email, ids] of permitted) permitted.set(email, [...ids, id]);
        return { ...facts, permittedClusters: permitted };
      });
    }
    case 'sign-in': {
      const seen = { id: `seen ${subject.id}`, email: subject.id, isLocal: false, groups: [] };
      const bare = { firstName: null, lastName: null, createdBy: '', createdAt: null, updatedAt: null };
      return [{ ...facts, users: [...users, { ...seen, ...bare, lastLogin: null }] }];
    }
    case 'enable-account': {
      const isIt = ({ id, name, clientId }: (typeof serviceAccounts)[number]): boolean =>
        [id, name, clientId].includes(subject.id);
      return [
        {
          ...facts,
          serviceAccounts: serviceAccounts.map((one) => (isIt(one) ? { ...one, enabled: true } : one)),
        },
      ];
    }
    case 'install-module':
      return [{ ...facts, roles: roleOn(roles, 'ML engineer'), gates: { ...gates, inference: true } }];
    case 'switch-departments-on':
      return [
        {
          ...facts,
          roles: roleOn(roles, 'Department administrator'),
          gates: { ...gates, departments: true },
        },
      ];
    case 'upgrade':
      return [
        { ...facts, roles: roleOn(roles, 'Department administrator'), gates: { ...gates, version: 210 } },
      ];
    default:
      return act satisfies never;
  }
}

/** Whether something is in force once all of this has been done, whatever is chosen where something is to be chosen. */
function isEffective(facts: AccessFacts, question: Question, acts: readonly RemedyAct[]): boolean {
  const { subject, resourceType, action, place } = question;
  // Who has not signed in cannot join a group, so that comes first.
  const inOrder = acts.toSorted(
    (left, right) => Number(right.kind === 'sign-in') - Number(left.kind === 'sign-in'),
  );
  let all: AccessFacts[] = [facts];
  for (const act of inOrder) all = all.flatMap((one) => after(one, question, act));
  return all.some((later) => {
    const oracle = new AccessOracle(later);
    const giving = oracle.pathsOf(subject).filter((path) => oracle.gives(path, resourceType, action));
    if (place === null) return ['whole', 'part'].includes(oracle.stateOf(giving, null));
    const there = later.scopes.find(({ type, id }) => type === place.type && id === place.id) ?? null;
    return there !== null && oracle.stateOf(giving, there) === 'whole';
  });
}

const cellsOf = ({ permissions }: Role): number =>
  permissions.reduce(
    (sum, { actions }) => sum + permissionActions.filter((action) => actions.includes(action)).length,
    0,
  );

const isOwn = ({ kind }: RemedyAct): boolean => kind === 'sign-in' || kind === 'enable-account';

/** A smaller role that would do by itself where one was advised, by name; null where there is none. */
function lesserRole(facts: AccessFacts, question: Question, acts: readonly RemedyAct[]): string | null {
  const give = acts.find((act) => act.kind === 'give');
  const advised = facts.roles.find(({ id }) => id === give?.roleId);
  if (give === undefined || give.scope === null || advised === undefined) return null;
  const own = acts.filter(isOwn);
  const needsMore = acts.length > own.length + 1;
  const isAdministrator = ({ name }: Role): boolean => name === 'System administrator';
  const lesser = facts.roles.filter(
    (role) =>
      !isAdministrator(role) &&
      (needsMore || isAdministrator(advised) || cellsOf(role) < cellsOf(advised)) &&
      role.id !== advised.id,
  );
  return (
    lesser.find(({ id }) => isEffective(facts, question, [{ ...give, roleId: id }, ...own]))?.name ?? null
  );
}

/**
 * What is said to help somebody who cannot do something, held against the oracle: done, it is in force; none of it is for
 * nothing; no smaller role would do; and a rule is given just where it is asked about.
 */
export function compareRemedies(tenant: AccessFacts, seed: number): Agreement & { readonly advised: number } {
  const next = seededNumbers(seed ^ 0xad71ce);
  const { permittedClusters, ...plain } = tenant;
  // Clusters that are permitted are no part of a rule that is given, so they are looked at where nothing else is.
  const facts = next(2) === 0 ? { ...plain, assignments: accessAssignments(plain, seed) } : { ...plain };
  const restricted = { ...plain, rules: plain.rules, ...(permittedClusters && { permittedClusters }) };
  const differences: string[] = [];
  let [compared, advised] = [0, 0];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    compared += 1;
    if (found !== expected)
      differences.push(`seed ${seed}: ${what}: ${String(found)} instead of ${String(expected)}`);
  };
  for (const each of [facts, restricted]) {
    const oracle = new AccessOracle(each);
    const subjects = oracle.subjects();
    const engine = answerAccess(() => worldOfFacts(each));
    const types = [
      ...new Set(each.roles.flatMap(({ permissions }) => permissions.map((one) => one.resourceType))),
    ];
    for (let round = 0; round < 6 && subjects.length > 0 && types.length > 0; round += 1) {
      const question: Question = {
        subject: subjects[next(subjects.length)] ?? { type: '', id: '' },
        resourceType: types[next(types.length)] ?? '',
        action: permissionActions[next(4)] ?? 'read',
        place: next(3) === 0 ? null : (each.scopes[next(each.scopes.length)] ?? null),
      };
      const { subject, place } = question;
      const scope = place === null ? null : { type: place.type, id: place.id };
      const { missing } = engine.explain({ ...question, scope, as: 'with-changes', gates: each.gates });
      for (const { kind, remedy } of missing) {
        if (remedy === null) continue;
        const { acts, words, grant } = remedy;
        for (const act of acts) remedyActSchema.parse(act);
        if (each === restricted && (grant !== null || !acts.some((act) => act.kind === 'permit-cluster')))
          continue;
        advised += 1;
        const what = `${subject.type} ${subject.id} ${question.action} ${question.resourceType} at ${place?.id ?? 'anywhere'} (${kind}): “${words}”`;
        expect(`${what} helps`, isEffective(each, question, acts), true);
        for (const act of acts)
          expect(
            `${what} would help without ${act.kind}`,
            isEffective(
              each,
              question,
              acts.filter((one) => one !== act),
            ),
            false,
          );
        expect(`a smaller role than in ${what}`, lesserRole(each, question, acts), null);
        const local = each.users.some(
          ({ email, isLocal }) => isLocal === true && foldEmail(email) === foldEmail(subject.id),
        );
        expect(
          `${what} sends a local user to the identity provider`,
          local && kind === 'not-in-group',
          false,
        );
        if (grant === null || place === null) continue;
        const clusters = (each.gates.version ?? 300) < 214;
        if (!clusters)
          expect(
            `the scope of ${what}`,
            `${grant.scope.type} ${grant.scope.id}`,
            `${place.type} ${place.id}`,
          );
        else expect(`${what} is on clusters`, ['tenant', 'cluster'].includes(grant.scope.type), true);
      }
    }
  }
  return { compared, differences, advised };
}
