import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { acceptedWith } from '../../../src-shared/rules/reason-rules.ts';
import { newGrant, scopesOf } from '../../ui/grant-editor/grant-model.ts';
import type { GrantCard, GrantLevel } from '../../ui/grant-editor/grant-model.ts';
import { placeOf } from '../../ui/grant-editor/scope-choices.ts';
import type { ScopeTree } from '../../ui/grant-editor/scope-tree.ts';
import type { RuleTarget } from '../../ui/slots.tsx';

/** What stands in the dialog: the new role and where it is to hold. */
export interface ChangeRuleDraft {
  readonly roleId: number | null;
  readonly level: GrantLevel | null;
  /** Id of the scope on that level; null while undecided. */
  readonly scopeId: string | null;
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38). */
  readonly reason: string;
}

const isLevel = (type: string): type is GrantLevel =>
  ['tenant', 'cluster', 'department', 'project'].includes(type);

/** The rule as it is, as far as its names lead to one role and one scope. */
export function draftOf(rule: RuleTarget, roles: readonly Role[], tree: ScopeTree): ChangeRuleDraft {
  const level = isLevel(rule.scopeType) ? rule.scopeType : null;
  const named = tree.nodes.filter((node) => node.type === level && node.name === rule.scopeName);
  return {
    roleId: roles.find((role) => role.name === rule.roleName)?.id ?? null,
    level,
    scopeId: level === 'tenant' || named.length !== 1 ? null : (named[0]?.id ?? null),
    acknowledged: [],
    reason: '',
  };
}

/** The scope that is chosen; null while undecided. */
export function chosenScope(draft: ChangeRuleDraft, tree: ScopeTree): ScopeRef | null {
  return placeOf(draft, tree);
}

/** The draft as a card of the grant editor, for the rules that judge grants; null while no role is chosen. */
export function cardOf(draft: ChangeRuleDraft): GrantCard | null {
  if (draft.roleId === null) return null;
  const card = { ...newGrant('change', draft.roleId), level: draft.level };
  if (draft.level === null || draft.level === 'tenant' || draft.scopeId === null) return card;
  return { ...card, picked: { ...card.picked, [draft.level]: [draft.scopeId] } };
}

/** Why the change cannot be saved yet; null when it can. */
export function changeProblem(
  draft: ChangeRuleDraft,
  before: ChangeRuleDraft,
  tree: ScopeTree,
  findings: readonly Finding[],
): string | null {
  if (draft.roleId === null) return 'Choose a role.';
  const card = cardOf(draft);
  if (card === null || scopesOf(card, tree).length === 0) return 'Choose where it holds.';
  const same =
    draft.roleId === before.roleId &&
    draft.level === before.level &&
    (draft.level === 'tenant' || draft.scopeId === before.scopeId);
  if (same) return 'Choose another role or another place.';
  const [block] = blocking(findings);
  if (block !== undefined) return block.message;
  const open = unacknowledged(findings, acceptedWith(draft.acknowledged, draft.reason));
  return open.length > 0 ? 'Answer the warnings first.' : null;
}
