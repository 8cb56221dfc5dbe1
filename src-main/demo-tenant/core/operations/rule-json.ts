import { instantText, type Millis } from '../instant.ts';
import { quoted } from '../json-text.ts';
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
  if (!state.profile.ruleStatus || !record.scope.reportsStatus || life.deletedAt !== null) return undefined;
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

/** Members every form of a rule has, as JSON text without the closing brace. */
function sharedText(state: TenantState, position: RulePosition, record: RuleRecord): string {
  const { scope } = record;
  const cluster = scope.clusterId === undefined ? '' : `,"clusterId":"${scope.clusterId}"`;
  return (
    `{"id":${state.rules.idOf(position)},"subjectId":${quoted(record.subjectId)},"subjectType":"${record.subjectType}"` +
    `,"roleId":${record.roleId},"roleName":${quoted(record.roleName)},"scopeId":"${scope.id}","scopeType":"${scope.type}"` +
    `,"scopeName":${quoted(scope.name)}${cluster},"tenantId":${state.units.tenantId}`
  );
}

/** A rule as lists show it, as JSON text: pages of 500 are written often, so it is put together by hand. */
export function ruleText(state: TenantState, position: RulePosition, now: Millis): string {
  const record = state.rules.read(position);
  const life = state.rules.stateOf(position);
  const phase = phaseOf(state, position, record, life, now);
  const deleted = life.deletedAt === null ? 'null' : `"${instantText(life.deletedAt)}"`;
  const status =
    phase === undefined ? '' : `,"status":{"phase":"${phase}","message":"${MESSAGES[phase]}","details":""}`;
  const created = instantText(record.createdAt);
  const updated = life.updatedAt === record.createdAt ? created : instantText(life.updatedAt);
  return (
    `${sharedText(state, position, record)},"createdAt":"${created}","updatedAt":"${updated}"` +
    `,"deletedAt":${deleted},"createdBy":${quoted(record.createdBy)}${status}}`
  );
}

/** A rule as lists show it. */
export function ruleJson(state: TenantState, position: RulePosition, now: Millis): Record<string, unknown> {
  return JSON.parse(ruleText(state, position, now)) as Record<string, unknown>;
}

/** A rule as the caller's own list shows it. */
export function ownRuleJson(state: TenantState, position: RulePosition): Record<string, unknown> {
  return JSON.parse(`${sharedText(state, position, state.rules.read(position))}}`) as Record<string, unknown>;
}

/** A rule as read by id: with the path of its scope. */
export function ruleDetailsJson(
  state: TenantState,
  position: RulePosition,
  now: Millis,
): Record<string, unknown> {
  return { ...ruleJson(state, position, now), scopePath: state.rules.read(position).scope.path };
}
