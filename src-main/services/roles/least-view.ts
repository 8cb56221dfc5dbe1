import { leastRoles } from '../../../src-shared/access/least-role.ts';
import {
  keysOf,
  permissionKey,
  permissionsOfKeys,
  without,
} from '../../../src-shared/access/permission-keys.ts';
import { createScopeIndex, scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeNode, ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { LeastRoles } from '../../../src-shared/ipc/roles-contract.ts';

/** Places without those that lie below another one: what is given there holds below. */
function widest(scopes: readonly ScopeRef[], nodes: readonly ScopeNode[]): ScopeRef[] {
  const index = createScopeIndex(nodes);
  const unique = [...new Map(scopes.map((scope) => [scopeKey(scope), scope])).values()];
  return unique.filter((scope) => !unique.some((other) => index.isBelow(scope, other)));
}

/** Which roles of a tenant give what is wanted. Roles that are switched off give nothing. */
export function leastView(
  input: ParsedInput<'roles.least'>,
  roles: readonly Role[],
  nodes: readonly ScopeNode[],
): LeastRoles {
  const needs = new Set(input.needs.map(({ resourceType, action }) => permissionKey(resourceType, action)));
  const among = roles.filter(
    ({ enabled, custom }) => enabled && (input.among === 'all' || custom === (input.among === 'custom')),
  );
  const byId = new Map(among.map((role) => [role.id, role]));
  const { covers, nobodyGives, exact } = leastRoles(among, needs);
  return {
    answers: covers.map(({ roleIds, tooMuch }) => ({
      tooMuch,
      roles: roleIds
        .flatMap((id) => byId.get(id) ?? [])
        .map((role) => {
          const keys = keysOf(role.permissions);
          const beyond = without(keys, needs);
          return {
            roleId: role.id,
            roleName: role.name,
            custom: role.custom,
            gives: permissionsOfKeys(without(keys, beyond)),
            tooMuch: permissionsOfKeys(beyond),
          };
        }),
    })),
    nobodyGives: permissionsOfKeys(nobodyGives),
    scopes: widest(input.scopes, nodes),
    exact,
  };
}
