import type { Change } from '../../src-shared/domain/change.ts';
import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import { aRole } from './facts.ts';
import { researcher, systemAdministrator, type UsersBench, usersBench, viewer } from './users-bench.ts';

export const cats = { type: 'project', id: 'p-cats' } as const;
export const dogs = { type: 'project', id: 'p-dogs' } as const;
export const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
export const clusterB = { type: 'cluster', id: 'cluster-b' } as const;
/** Given here, and deleted at the tenant before it is sent. */
export const auditor = aRole(40, 'Auditor');

/** A tenant that knows {@link auditor} no longer, while the mirror still does. */
export function withoutAuditor(): UsersBench {
  return usersBench({ roles: [systemAdministrator, researcher, viewer, auditor] });
}

/** Gives a role to somebody, with nothing acknowledged: a rule that is sent, or staged. */
export const give = (bench: UsersBench, email: string, roleId: number, scope: ScopeRef, send?: 'staged') =>
  bench.service.addRules({
    email,
    grants: [{ roleId, scopes: [scope] }],
    acknowledged: [],
    reason: null,
    send,
  });

/** What is asked of `changes.another`: nothing but what is given, for this change alone. */
export const another = (
  some: Partial<ParsedInput<'changes.another'>> & { readonly id: string },
): ParsedInput<'changes.another'> => ({
  roleId: null,
  scope: null,
  all: false,
  acknowledged: [],
  reason: null,
  ...some,
});

/** The changes that ask something. */
export const conflicts = (bench: UsersBench): Change[] =>
  bench.outbox.open().filter(({ state }) => state === 'conflict');

/** The rules that somebody has at the tenant, in words. */
export const rulesOf = (bench: UsersBench, email: string): string[] =>
  bench.tenant.rules
    .filter(({ subjectId }) => subjectId === email)
    .map(({ roleName, scopeId }) => `${roleName} ${scopeId}`);
