import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { Hypothesis } from '../../src-shared/ipc/access-why-contract.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';

interface Ref {
  readonly type: string;
  readonly id: string;
}

type Below = (bound: number) => number;

const keyOf = (scope: { type: string; id: string }): string => `${scope.type} ${scope.id}`;

/** A few things that might be done in a tenant. */
export function someHypotheses(facts: AccessFacts, next: Below, subjects: readonly Ref[]): Hypothesis[] {
  const pick = <T>(from: readonly T[]): T | undefined => from[next(from.length)];
  const made: (Hypothesis | undefined)[] = Array.from({ length: 1 + next(4) }, () => {
    const [subject, role, scope, rule, user] = [
      pick(subjects),
      pick(facts.roles),
      pick(facts.scopes),
      pick(facts.rules),
      pick(facts.users),
    ];
    const group = pick(['ops', 'Ops', 'research', 'a new one']) ?? 'ops';
    switch (next(7)) {
      case 0:
      case 1:
        return subject && role && scope
          ? {
              kind: 'give',
              subject: next(6) === 0 ? { type: 'user', id: 'brand.new@example.com' } : subject,
              roleId: role.id,
              scope: { type: scope.type, id: scope.id },
            }
          : undefined;
      case 2:
        return rule ? { kind: 'take', ruleId: String(rule.id) } : undefined;
      case 3:
        return user ? { kind: 'join', user: user.email, group } : undefined;
      case 4:
        return user ? { kind: 'leave', user: user.email, group } : undefined;
      case 5:
        return subject ? { kind: 'remove-subject', subject } : undefined;
      default:
        return role
          ? {
              kind: 'role',
              roleId: role.id,
              permissions:
                next(2) === 0
                  ? null
                  : [
                      {
                        resourceType: pick(['jobs', 'users', 'brand-new']) ?? 'jobs',
                        actions: ['read', 'delete'],
                      },
                    ],
              enabled: pick([null, true, false]) ?? null,
            }
          : undefined;
    }
  });
  return made.flatMap((one) => one ?? []);
}

/** Roles as open changes of roles leave them: some with other permissions, off or on, renamed, or gone, and a new one. */
export function laterRoles({ roles }: AccessFacts, next: Below): Role[] {
  const [first] = roles;
  const made: Role[] =
    first === undefined || next(3) > 0 ? [] : [{ ...first, id: -1, name: 'A new role', enabled: true }];
  const edited = roles.flatMap((role): Role[] => {
    switch (next(8)) {
      case 0:
        return [];
      case 1:
        return [{ ...role, enabled: !role.enabled }];
      case 2:
        return [{ ...role, permissions: role.permissions.slice(1) }];
      case 3:
        return [
          {
            ...role,
            permissions: [
              { resourceType: 'a-first-one', displayName: 'A first one', group: 'iam', actions: ['read'] },
              ...role.permissions,
            ],
          },
        ];
      case 4:
        return [{ ...role, name: 'L1 researcher' }];
      default:
        return [role];
    }
  });
  return [...edited, ...made];
}

/** The facts after some hypotheses, worked out on the facts themselves. */
export function supposedFacts(facts: AccessFacts, hypotheses: readonly Hypothesis[]): AccessFacts {
  let { users, rules, roles, serviceAccounts } = facts;
  const isOf = (rule: AccessRule, { type, id }: Ref): boolean => {
    if (type === 'all-authenticated-users') return rule.subjectType === type;
    if (type !== 'service-account' && type !== 'app')
      return (
        rule.subjectType === type &&
        (type === 'user' ? samePerson(rule.subjectId, id) : rule.subjectId === id)
      );
    const account = facts.serviceAccounts.find((one) => [one.id, one.name, one.clientId].includes(id));
    if (rule.subjectType !== 'app' && rule.subjectType !== 'service-account') return false;
    return account === undefined
      ? rule.subjectType === type && rule.subjectId === id
      : [account.id, account.name, account.clientId].includes(rule.subjectId);
  };
  const samePerson = (key: string, id: string): boolean => {
    const person = facts.users.find(({ email }) => foldEmail(email) === foldEmail(id));
    return (
      foldEmail(key) === foldEmail(id) || (person !== undefined && foldEmail(key) === foldEmail(person.id))
    );
  };
  for (const one of hypotheses) {
    if (one.kind === 'take') rules = rules.filter(({ id }) => String(id) !== one.ruleId);
    if (one.kind === 'role')
      roles = roles.map((role) =>
        role.id !== one.roleId
          ? role
          : {
              ...role,
              enabled: one.enabled ?? role.enabled,
              permissions: (one.permissions ?? role.permissions).map((permission) => ({
                displayName: '',
                group: '',
                ...permission,
              })),
            },
      );
    if (one.kind === 'join' || one.kind === 'leave')
      users = users.map((user) => {
        if (user.email !== one.user) return user;
        const others = user.groups.filter((group) => group !== one.group);
        return { ...user, groups: one.kind === 'join' ? [...others, one.group] : others };
      });
    if (one.kind === 'remove-subject') {
      rules = rules.filter((rule) => !isOf(rule, one.subject));
      if (one.subject.type === 'user') users = users.filter(({ email }) => email !== one.subject.id);
      if (one.subject.type === 'group')
        users = users.map((user) => ({
          ...user,
          groups: user.groups.filter((group) => group !== one.subject.id),
        }));
      if (one.subject.type === 'service-account' || one.subject.type === 'app')
        serviceAccounts = serviceAccounts.filter(
          ({ id, name, clientId }) => ![id, name, clientId].includes(one.subject.id),
        );
    }
  }
  let id = 1000;
  const given = hypotheses.flatMap((one): AccessRule[] => {
    const gone = hypotheses.some(
      (other) =>
        other.kind === 'remove-subject' && one.kind === 'give' && keyOf(other.subject) === keyOf(one.subject),
    );
    if (one.kind !== 'give' || gone) return [];
    const nothing = {
      clusterId: null,
      createdAt: null,
      updatedAt: null,
      deletedAt: null,
      phase: null,
      createdBy: '',
    };
    const { subject, roleId, scope } = one;
    const named = {
      subjectType: subject.type,
      subjectId: subject.id,
      scopeType: scope.type,
      scopeId: scope.id,
    };
    return [{ ...nothing, ...named, id: (id += 1), roleId, roleName: '', scopeName: '' }];
  });
  return { ...facts, users, roles, serviceAccounts, rules: [...rules, ...given] };
}
