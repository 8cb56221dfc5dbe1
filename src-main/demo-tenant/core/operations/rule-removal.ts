import { note, type CallContext } from '../operation.ts';
import type { RulePosition } from '../rule-store.ts';

/** What removal of rules needs; also given by the test controls, which have no caller. */
export type Remover = Pick<CallContext, 'state' | 'cause' | 'now'>;

/** Starts the removal of one rule that is neither deleted nor leaving. Returns whether it was. */
export function removeRule(call: Remover, position: RulePosition): boolean {
  const { rules, switches } = call.state;
  const { deletedAt, leaving } = rules.stateOf(position);
  if (deletedAt !== null || leaving) return false;
  rules.startRemoval(position, call.now, switches.rulePhaseDelayMs);
  rules.settle(call.now);
  note(call, 'rule.deleted', String(rules.idOf(position)));
  return true;
}

/** Removes all rules of a subject, by any of its ids. */
export function removeRulesOf(call: Remover, subjectIds: readonly string[], types: readonly string[]): void {
  const { rules } = call.state;
  for (const position of subjectIds.flatMap((id) => rules.ofSubject(id))) {
    if (types.includes(rules.read(position).subjectType)) removeRule(call, position);
  }
}

/** Removes all rules that `matches` (a scan over every rule). */
export function removeRulesWhere(call: Remover, matches: (position: RulePosition) => boolean): void {
  const { rules } = call.state;
  for (let position = 0; position < rules.totalCount; position++)
    if (matches(position)) removeRule(call, position);
}
