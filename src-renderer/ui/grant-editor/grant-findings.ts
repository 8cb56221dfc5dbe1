import type { Role } from '../../../src-shared/domain/role.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import {
  checkChoices,
  checkHasRole,
  checkResearcherHasProject,
  checkRolesOn,
} from '../../../src-shared/rules/grant-choice-rules.ts';
import type { GrantContext, GrantDraft, HeldRule } from '../../../src-shared/rules/grant-draft.ts';
import {
  checkCovered,
  checkDuplicates,
  checkNarrower,
} from '../../../src-shared/rules/grant-overlap-rules.ts';
import { checkWideGrants } from '../../../src-shared/rules/wide-grant-rules.ts';
import { scopesOf, type GrantCard } from './grant-model.ts';
import type { ScopeTree } from './scope-tree.ts';

/** What the rules say about roles and scopes, placed where it is shown. */
export interface GrantFindings {
  /** About the choice of roles as a whole (V10). */
  readonly roles: readonly Finding[];
  /** About one card, by its key (V12, V14, V38). */
  readonly cards: ReadonlyMap<string, readonly Finding[]>;
  /** About cards together and what is held already (V36, V37); shown with the preview. */
  readonly rules: readonly Finding[];
  /** All of them. */
  readonly all: readonly Finding[];
}

/** Asks the domain's rules about the cards of one user. */
export function checkCards(
  cards: readonly GrantCard[],
  roles: readonly Role[],
  tree: ScopeTree,
  held: readonly HeldRule[],
): GrantFindings {
  const context: GrantContext = {
    subjectType: 'user',
    roleNames: new Map(roles.map((role) => [role.id, role.name])),
    rolesOff: new Set(roles.flatMap(({ id, enabled }) => (enabled ? [] : [id]))),
    scopes: tree.index,
    held,
  };
  const drafts = cards.map((card): GrantDraft => ({ roleId: card.roleId, scopes: scopesOf(card, tree) }));
  const aboutRoles = checkHasRole(drafts);
  const aboutCards = new Map(
    cards.map((card, at) => [card.key, aboutOne(drafts.slice(at, at + 1), context)] as const),
  );
  const aboutRules = [
    ...checkDuplicates(drafts, context),
    ...checkCovered(drafts, context),
    ...checkNarrower(drafts, context),
  ];
  return {
    roles: aboutRoles,
    cards: aboutCards,
    rules: aboutRules,
    all: [...aboutRoles, ...[...aboutCards.values()].flat(), ...aboutRules],
  };
}

/** While a card is undecided, that is all there is to say about it. */
function aboutOne(drafts: readonly GrantDraft[], context: GrantContext): readonly Finding[] {
  const choices = checkChoices(drafts, context);
  if (choices.length > 0) return choices;
  return [
    ...checkResearcherHasProject(drafts, context),
    ...checkRolesOn(drafts, context),
    ...checkWideGrants(drafts, context),
  ];
}
