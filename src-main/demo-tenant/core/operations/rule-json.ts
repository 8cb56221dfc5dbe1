import { instantText, type Millis } from '../instant.ts';
import { mix } from '../mixing.ts';
import type { RulePosition, RuleRecord, RuleState } from '../rule-store.ts';
import type { TenantState } from '../tenant-state.ts';

/** Phase of a rule at a moment (behaviour 16); `undefined` where clusters are too old to report it, and once deleted. */
export function phaseOf(
  state: TenantState,
  position: RulePosition,
  record: RuleRecord,
  life: RuleState,
  now: Millis,
): 'Creating' | 'Ready' | 'NotReady' | 'Deleting' | undefined {
  if (!record.scope.reportsStatus || life.deletedAt !== null) return undefined;
  if (life.leaving) return 'Deleting';
  if (now - record.createdAt < state.switches.rulePhaseDelayMs) return 'Creating';
  if (!record.scope.connected) return 'NotReady';
  return mix(state.seed ^ 0x77, position) % 120 === 0 ? 'NotReady' : 'Ready';
}

const MESSAGES = {
  Creating: 'Applying the rule in the cluster',
  Ready: '',
  NotReady: 'The cluster did not apply the rule',
  Deleting: 'Removing the rule from the cluster',
} as const;

function shared(state: TenantState, position: RulePosition, record: RuleRecord): Record<string, unknown> {
  const { scope } = record;
  return {
    id: state.rules.idOf(position),
    subjectId: record.subjectId,
    subjectType: record.subjectType,
    roleId: record.roleId,
    roleName: record.roleName,
    scopeId: scope.id,
    scopeType: scope.type,
    scopeName: scope.name,
    ...(scope.clusterId === undefined ? {} : { clusterId: scope.clusterId }),
    tenantId: state.units.tenantId,
  };
}

/** A rule as the caller's own list shows it. */
export function ownRuleJson(state: TenantState, position: RulePosition): Record<string, unknown> {
  return shared(state, position, state.rules.read(position));
}

/** A rule as lists show it. */
export function ruleJson(state: TenantState, position: RulePosition, now: Millis): Record<string, unknown> {
  const record = state.rules.read(position);
  const life = state.rules.stateOf(position);
  const phase = phaseOf(state, position, record, life, now);
  return {
    ...shared(state, position, record),
    createdAt: instantText(record.createdAt),
    updatedAt: instantText(life.updatedAt),
    deletedAt: life.deletedAt === null ? null : instantText(life.deletedAt),
    createdBy: record.createdBy,
    ...(phase === undefined ? {} : { status: { phase, message: MESSAGES[phase], details: '' } }),
  };
}

/** A rule as read by id: with the path of its scope. */
export function ruleDetailsJson(
  state: TenantState,
  position: RulePosition,
  now: Millis,
): Record<string, unknown> {
  return { ...ruleJson(state, position, now), scopePath: state.rules.read(position).scope.path };
}
