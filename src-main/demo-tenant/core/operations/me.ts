import { ok, type CallContext, type Operation, type OperationTable } from '../operation.ts';
import { scopeKey, type Scope } from '../org-units.ts';
import { unionOf } from '../permission-sets.ts';
import { ACTIONS, resourceTypesOf, type Action } from '../resource-types.ts';
import { rulesOfCaller, scopesFor } from '../rights.ts';
import { bodyOf, textOf, windowOf } from './pages.ts';
import { ownRuleJson } from './rule-json.ts';
import type { RulePosition } from '../rule-store.ts';
import type { OperationRequest } from '../operation.ts';

const listMyPermissions: Operation = (call) => {
  const held = new Map(
    unionOf(call.grants().map((grant) => grant.role.permissions)).map((p) => [p.resourceType, p.actions]),
  );
  return ok(
    resourceTypesOf(call.state.profile.name).map((type) => ({
      resourceType: type.id,
      displayName: type.displayName,
      groupId: type.groupId,
      actions: held.get(type.id) ?? [],
    })),
  );
};

function idsByType(scopes: readonly Scope[]): Record<string, unknown> {
  const unique = [...new Map(scopes.map((s) => [scopeKey(s.type, s.id), s])).values()];
  const ids = (type: string): string[] => unique.filter((s) => s.type === type).map((s) => s.id);
  const tenants = ids('tenant');
  return {
    system: false,
    tenants,
    ...(tenants[0] === undefined ? {} : { tenant: tenants[0] }),
    clusters: ids('cluster'),
    departments: ids('department'),
    projects: ids('project'),
  };
}

interface ScopeQuestion {
  resourceType: string;
  action?: Action | null;
}

const calculatePermittedScopes: Operation = (call, request) => {
  const { resourceType, action } = bodyOf<ScopeQuestion>(request);
  return ok(
    Object.fromEntries(
      ACTIONS.map((each) => {
        const asked = action === undefined || action === null || action === each;
        return [each, idsByType(asked ? scopesFor(call.grants(), resourceType, each) : [])];
      }),
    ),
  );
};

function matching(call: CallContext, request: OperationRequest): RulePosition[] {
  const search = textOf(request, 'search')?.toLowerCase();
  const positions = rulesOfCaller(call.state, call.caller);
  if (search === undefined) return positions;
  return positions.filter((position) => {
    const { subjectId, roleName, scope } = call.state.rules.read(position);
    return `${subjectId}\n${roleName}\n${scope.name}`.toLowerCase().includes(search);
  });
}

const listMyAccessRules: Operation = (call, request) => {
  const positions = matching(call, request);
  const { offset, limit } = windowOf(request, 50);
  const page = positions.slice(offset, offset + limit).map((position) => ownRuleJson(call.state, position));
  const shown = call.state.switches.displayRecordsMeans === 'page' ? page.length : positions.length;
  return ok({ accessRules: { totalRecords: positions.length, displayRecords: shown, accessRules: page } });
};

const countMyAccessRules: Operation = (call, request) => ok({ count: matching(call, request).length });

/** What the caller may do (tenant-api §3.2); open to everyone who is signed in. */
export const meOperations: OperationTable = {
  listMyPermissions,
  calculatePermittedScopes,
  listMyAccessRules,
  countMyAccessRules,
};
