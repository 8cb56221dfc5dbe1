import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { type ActorRights, checkTouched } from '../../../src-shared/rules/escalation-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import type { NarrowerRule } from '../../../src-shared/rules/narrower-rules.ts';
import { checkRuleRemoval } from '../../../src-shared/rules/rule-removal-rules.ts';
import type { EditDraft, PlanIds } from '../edits/edit-draft.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { planRuleRemoval } from '../edits/plan-rule-removal.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import { readRemovalFacts } from './removal.ts';

/** As the preview shows it. */
export function narrowerRow(
  { rule, subject, scope, wider }: NarrowerRule,
  { scopes }: GrantFacts,
): RulesPreview['narrower'][number] {
  const { id, roleName, scopeType, scopeName } = rule;
  return {
    id,
    subject: { ...subject },
    roleName,
    scopeType,
    scopeName,
    path: scopes.ancestors(scope).map(({ name }) => name),
    coveredBy: scopes.label(wider),
  };
}

/** V20 to V24 for the rules that go with what is given: each gets the same by a wider one, so nobody loses anything. */
export async function aboutGoing(
  room: EditRoom,
  going: readonly NarrowerRule[],
  rights: ActorRights,
): Promise<Finding[]> {
  const rules = going.map(({ rule }) => rule);
  if (rules.length === 0) return [];
  return [
    ...checkActor(room.session.describe().abilities, ['remove-rules']),
    ...checkTouched(rules, rights),
    ...checkRuleRemoval(await readRemovalFacts(room, rules, true)),
  ];
}

/**
 * The changes that take away what a wider rule makes needless: each after the one that gives that, so that nobody is without
 * in between (V39). What is not given after all takes nothing away.
 */
export function planGoing(
  going: readonly NarrowerRule[],
  given: readonly EditDraft[],
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): readonly EditDraft[] {
  return going.flatMap(({ rule, subject, wider }) => {
    const cover = given.find(
      ({ edit }) =>
        edit.kind === 'rule.create' &&
        edit.roleId === rule.roleId &&
        edit.subject.type === subject.type &&
        edit.subject.id === subject.id &&
        scopeKey(edit.scope) === scopeKey(wider),
    );
    if (cover === undefined) return [];
    return planRuleRemoval([rule], open, asOf, ids).drafts.map((draft) => ({
      ...draft,
      dependsOn: [cover.id],
    }));
  });
}
