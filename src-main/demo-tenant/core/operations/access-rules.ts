import { ApiFailure, badRequest, conflict, forbidden, notFound } from '../api-failure.ts';
import { uuidOf } from '../mixing.ts';
import {
  note,
  ok,
  requireSomewhere,
  type CallContext,
  type Operation,
  type OperationTable,
} from '../operation.ts';
import { covers, mayHandOut } from '../rights.ts';
import type { RulePosition, RuleRecord } from '../rule-store.ts';
import type { TenantState } from '../tenant-state.ts';
import { bodyOf, windowOf } from './pages.ts';
import { ruleDetailsJson, ruleJson, ruleText } from './rule-json.ts';
import { selectRules, shownIn } from './rule-query.ts';
import { removeRule } from './rule-removal.ts';

/** What a caller sends to create a rule. */
interface RuleDraft {
  subjectId: string;
  subjectType: string;
  roleId: number;
  scopeId: string;
  scopeType: string;
  clusterId?: string;
}

const listAccessRules: Operation = (call, request) => {
  const visible = requireSomewhere(call, 'access_rules', 'read');
  const { count, at } = selectRules(call.state, request, visible, call.now);
  const { offset, limit } = windowOf(request, 50);
  const end = Math.min(count, offset + limit);
  const parts: string[] = [];
  for (let rank = offset; rank < end; rank++) parts.push(ruleText(call.state, at(rank), call.now));
  const shown = call.state.switches.displayRecordsMeans === 'page' ? parts.length : count;
  return {
    status: 200,
    text: `{"totalRecords":${count},"displayRecords":${shown},"accessRules":[${parts.join(',')}]}`,
  };
};

const countAccessRules: Operation = (call, request) => {
  const visible = requireSomewhere(call, 'access_rules', 'read');
  return ok({ count: selectRules(call.state, request, visible, call.now).count });
};

/** The rule with an id, as far as the caller may see it; 404 otherwise. */
function find(call: CallContext, id: string | number | undefined): RulePosition {
  const { rules } = call.state;
  const visible = requireSomewhere(call, 'access_rules', 'read');
  const position = rules.positionOf(Number(id));
  if (position === undefined || rules.stateOf(position).deletedAt !== null)
    throw notFound('Access rule not found');
  const shown = shownIn(call.state, visible);
  if (shown !== null && !shown(rules.read(position).scope)) throw notFound('Access rule not found');
  return position;
}

const getAccessRule: Operation = (call, request) =>
  ok(ruleDetailsJson(call.state, find(call, request.path['accessRuleId']), call.now));

function sameRule(state: TenantState, draft: RuleDraft, record: RuleRecord): boolean {
  const fold = (text: string): string =>
    draft.subjectType === 'user' && state.switches.emailCaseIgnored ? text.toLowerCase() : text;
  return (
    record.roleId === draft.roleId &&
    record.scope.type === draft.scopeType &&
    record.scope.id === draft.scopeId &&
    record.subjectType === draft.subjectType &&
    fold(record.subjectId) === fold(draft.subjectId)
  );
}

function createRule(call: CallContext, draft: RuleDraft): RulePosition {
  const { state } = call;
  const places = requireSomewhere(call, 'access_rules', 'create');
  if (draft.subjectId.trim() === '') throw badRequest('subjectId is empty');
  if (!state.profile.subjectTypes.includes(draft.subjectType)) throw badRequest('Unknown subjectType');
  if (draft.scopeType === 'system') throw forbidden('Only the platform owner may use scope type system');
  const role = state.roles.byId(draft.roleId);
  if (role === undefined) throw notFound('Role not found');
  if (!role.enabled) throw badRequest('The role is disabled');
  const scope = state.units.find(draft.scopeType, draft.scopeId);
  if (scope === undefined) throw notFound('Scope not found');
  if (draft.clusterId !== undefined && scope.clusterId !== undefined && draft.clusterId !== scope.clusterId) {
    throw badRequest('clusterId is not the cluster of the scope');
  }
  const isClient = draft.subjectType === 'service-account' || draft.subjectType === 'app';
  if (isClient && state.serviceAccounts.byAnyKey(draft.subjectId) === undefined) {
    throw notFound('Service account not found');
  }
  if (!covers(places, scope)) throw forbidden('Not in this scope');
  if (!mayHandOut(call.grants(), role, scope))
    throw forbidden('The role has more permissions than you have here');
  const taken = state.rules.ofSubject(draft.subjectId).some((position) => {
    const { deletedAt, leaving } = state.rules.stateOf(position);
    return deletedAt === null && !leaving && sameRule(state, draft, state.rules.read(position));
  });
  if (taken) throw conflict('The access rule already exists');
  const position = state.rules.add({
    subjectId: draft.subjectId,
    subjectType: draft.subjectType,
    roleId: role.id,
    roleName: role.name,
    scope,
    createdAt: call.now,
    createdBy: call.caller.name,
  });
  note(call, 'rule.created', String(state.rules.idOf(position)), draft.subjectId);
  return position;
}

const createAccessRule: Operation = (call, request) => {
  const position = createRule(call, bodyOf<RuleDraft>(request));
  const { subjectId } = call.state.rules.read(position);
  return {
    status: 201,
    json: ruleJson(call.state, position, call.now),
    entity: { id: String(call.state.rules.idOf(position)), name: subjectId },
  };
};

/** Throws what stands against deleting a rule. */
function findDeletable(call: CallContext, id: string | number | undefined): RulePosition {
  const position = find(call, id);
  const scopes = requireSomewhere(call, 'access_rules', 'delete');
  if (!covers(scopes, call.state.rules.read(position).scope)) throw forbidden('Not in this scope');
  if (call.state.rules.stateOf(position).leaving) throw notFound('Access rule not found');
  return position;
}

const deleteAccessRule: Operation = (call, request) => {
  const position = findDeletable(call, request.path['accessRuleId']);
  removeRule(call, position);
  const { subjectId } = call.state.rules.read(position);
  return { status: 204, entity: { id: String(call.state.rules.idOf(position)), name: subjectId } };
};

interface Batch {
  ids: string[];
  action: 'delete' | 'validate_delete';
}

/** Runs one part of a batch; a refusal becomes an entry of `failed`. */
function attempt(run: () => void): { code: number; message: string } | undefined {
  try {
    run();
    return undefined;
  } catch (failure) {
    if (failure instanceof ApiFailure) return { code: failure.status, message: failure.message };
    throw failure;
  }
}

const batchAccessRules: Operation = (call, request) => {
  requireSomewhere(call, 'access_rules', 'delete');
  const { ids, action } = bodyOf<Batch>(request);
  const succeeded: string[] = [];
  const failed: { id: string; code: number; message: string }[] = [];
  for (const id of ids) {
    const refusal = attempt(() => {
      const position = findDeletable(call, id);
      if (action === 'delete') removeRule(call, position);
    });
    if (refusal === undefined) succeeded.push(id);
    else failed.push({ id, ...refusal });
  }
  const id = uuidOf(call.state.rng.word(), call.state.rng.word());
  return { status: 200, json: { id, succeeded, failed }, entity: { id, name: `${ids.length} rules` } };
};

interface BatchCreate {
  payload: {
    roleId: number;
    clusterId?: string;
    subjects: { subjectId: string; subjectType: string }[];
    scopes: { scopeId: string; scopeType: string }[];
  };
}

const batchCreateAccessRules: Operation = (call, request) => {
  requireSomewhere(call, 'access_rules', 'create');
  const { payload } = bodyOf<BatchCreate>(request);
  const { roleId, clusterId } = payload;
  const succeeded: unknown[] = [];
  const failed: unknown[] = [];
  for (const subject of payload.subjects) {
    for (const scope of payload.scopes) {
      const draft: RuleDraft = {
        subjectId: subject.subjectId,
        subjectType: subject.subjectType,
        roleId,
        scopeId: scope.scopeId,
        scopeType: scope.scopeType,
        ...(clusterId === undefined ? {} : { clusterId }),
      };
      const refusal = attempt(() => {
        succeeded.push(ruleJson(call.state, createRule(call, draft), call.now));
      });
      if (refusal !== undefined) failed.push({ payload: draft, ...refusal });
    }
  }
  return {
    status: 200,
    json: { succeeded, failed },
    entity: { id: String(roleId), name: `${payload.subjects.length * payload.scopes.length} rules` },
  };
};

/** Access rules (tenant-api §3.4). */
export const accessRuleOperations: OperationTable = {
  listAccessRules,
  countAccessRules,
  getAccessRule,
  createAccessRule,
  deleteAccessRule,
  batchAccessRules,
  batchCreateAccessRules,
};
