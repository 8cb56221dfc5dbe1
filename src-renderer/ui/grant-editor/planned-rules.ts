import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { HeldRule } from '../../../src-shared/rules/grant-draft.ts';
import { isDecided, ruleKey, scopesOf, type GrantCard } from './grant-model.ts';
import { isInside, pathOf, positionOf, type ScopeTree } from './scope-tree.ts';

/**
 * How a planned rule stands to the others:
 * `new` will be made · `held` is there already and `repeated` is planned twice, both stop Save (V36) ·
 * `covered` will be made but changes nothing, a wider one gives the same (V37).
 */
export type RuleStanding = 'new' | 'held' | 'repeated' | 'covered';

/** One access rule that Save would make, with its names. */
export interface PlannedRule {
  readonly key: string;
  /** The card it comes from. */
  readonly grantKey: string;
  readonly roleId: number;
  readonly roleName: string;
  readonly scope: ScopeRef;
  readonly scopeName: string;
  /** Names from the tenant down to the scope's parent. */
  readonly path: readonly string[];
  readonly standing: RuleStanding;
  /** Name of the wider scope that gives the same; null unless covered. */
  readonly coveredBy: string | null;
}

/** Every rule the cards stand for, in their order, each with its standing. */
export function planRules(
  cards: readonly GrantCard[],
  roles: readonly Role[],
  tree: ScopeTree,
  held: readonly HeldRule[],
): readonly PlannedRule[] {
  const roleNames = new Map(roles.map((role) => [role.id, role.name]));
  const heldKeys = new Set(
    held.map((rule) => ruleKey(rule.roleId, { type: rule.scopeType, id: rule.scopeId })),
  );
  const wider = positionsByRole(cards, tree, held);
  const seen = new Set<string>();
  const rules: PlannedRule[] = [];
  for (const card of cards) {
    for (const scope of scopesOf(card, tree)) {
      const key = ruleKey(card.roleId, scope);
      const position = positionOf(tree, scope);
      const cover = position === null ? null : coverOf(tree, position, wider.get(card.roleId) ?? []);
      rules.push({
        key: `${card.key}:${key}`,
        grantKey: card.key,
        roleId: card.roleId,
        roleName: roleNames.get(card.roleId) ?? `Role ${card.roleId}`,
        scope,
        scopeName: (position === null ? undefined : tree.nodes[position]?.name) ?? scope.id,
        path: position === null ? [] : pathOf(tree, position),
        standing: heldKeys.has(key)
          ? 'held'
          : seen.has(key)
            ? 'repeated'
            : cover === null
              ? 'new'
              : 'covered',
        coveredBy: cover,
      });
      seen.add(key);
    }
  }
  return rules;
}

function positionsByRole(
  cards: readonly GrantCard[],
  tree: ScopeTree,
  held: readonly HeldRule[],
): ReadonlyMap<number, readonly number[]> {
  const positions = new Map<number, number[]>();
  const put = (roleId: number, position: number | null): void => {
    if (position === null) return;
    const list = positions.get(roleId);
    if (list === undefined) positions.set(roleId, [position]);
    else list.push(position);
  };
  for (const card of cards) {
    for (const scope of scopesOf(card, tree)) put(card.roleId, positionOf(tree, scope));
  }
  for (const rule of held) put(rule.roleId, positionOf(tree, { type: rule.scopeType, id: rule.scopeId }));
  return positions;
}

function coverOf(tree: ScopeTree, position: number, candidates: readonly number[]): string | null {
  const outer = candidates.filter((candidate) => isInside(tree, position, candidate));
  if (outer.length === 0) return null;
  return tree.nodes[Math.min(...outer)]?.name ?? null;
}

/** The rules that will really be asked for: all but those held already and repeats. */
export function rulesToMake(rules: readonly PlannedRule[]): readonly PlannedRule[] {
  return rules.filter((rule) => rule.standing === 'new' || rule.standing === 'covered');
}

/** Roles named one by one in a sentence; more are counted. */
const namedRoles = 3;

/** Why no rule would be made of what is chosen, in a sentence; null when one would. */
export function noRuleReason(
  cards: readonly GrantCard[],
  roles: readonly Role[],
  planned: readonly PlannedRule[],
): string | null {
  if (rulesToMake(planned).length > 0) return null;
  if (cards.length === 0) return 'No role is chosen.';
  const open = [...new Set(cards.filter((card) => !isDecided(card)).map((card) => card.roleId))];
  if (open.length === 0) {
    return planned.length > 0
      ? 'All that is chosen is held already.'
      : 'The tenant’s scopes are not known yet. Sync first.';
  }
  const names = open.map((id) => roles.find((role) => role.id === id)?.name ?? `Role ${id}`);
  const list =
    names.length > namedRoles ? `${names.length} roles` : new Intl.ListFormat('en-US').format(names);
  const missing = `It is not chosen yet where ${list} ${names.length === 1 ? 'holds' : 'hold'}.`;
  return planned.length > 0 ? `${missing} The rest is held already.` : missing;
}
