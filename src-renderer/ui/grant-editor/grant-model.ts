import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import { positionOf, tenantScope, type ScopeTree } from './scope-tree.ts';

/** The levels a role can be given on, widest first; the answer to "where?". */
export const grantLevels = ['tenant', 'cluster', 'department', 'project'] as const;

/** See {@link grantLevels}. */
export type GrantLevel = (typeof grantLevels)[number];

/** A level whose scopes are picked one by one. */
export type PickedLevel = Exclude<GrantLevel, 'tenant'>;

/**
 * One role and where it is to hold, as it stands in the editor. The level starts undecided: an empty choice never
 * means "everywhere" (V14, O21). What was picked on a level is kept while another level is looked at.
 */
export interface GrantCard {
  /** Names the card in the editor; the same role may be there twice, on different levels. */
  readonly key: string;
  readonly roleId: number;
  readonly level: GrantLevel | null;
  readonly picked: Readonly<Record<PickedLevel, readonly string[]>>;
}

/** A role just chosen, its place still undecided. */
export function newGrant(key: string, roleId: number): GrantCard {
  return { key, roleId, level: null, picked: { cluster: [], department: [], project: [] } };
}

/** The scopes a card stands for, in the order of the tree; empty while undecided. Unknown scopes come last. */
export function scopesOf(card: GrantCard, tree: ScopeTree): readonly ScopeRef[] {
  if (card.level === null) return [];
  if (card.level === 'tenant') {
    const tenant = tenantScope(tree);
    return tenant === null ? [] : [tenant];
  }
  const type = card.level;
  const order = (id: string): number => positionOf(tree, { type, id }) ?? Number.MAX_SAFE_INTEGER;
  return [...card.picked[type]].sort((a, b) => order(a) - order(b)).map((id) => ({ type, id }));
}

/** Whether the card says where: a level, and on a picked level at least one scope (V14). */
export function isDecided(card: GrantCard): boolean {
  if (card.level === null) return false;
  return card.level === 'tenant' || card.picked[card.level].length > 0;
}

/** Scopes one grant may carry over the border (users-contract `grantSchema`). */
const scopesPerGrant = 500;

/** What Save sends: each role and scope once, at most 500 scopes a grant. */
export function toGrants(cards: readonly GrantCard[], tree: ScopeTree): readonly Grant[] {
  const byRole = new Map<number, Map<string, ScopeRef>>();
  for (const card of cards) {
    const scopes = byRole.get(card.roleId) ?? new Map<string, ScopeRef>();
    for (const scope of scopesOf(card, tree)) scopes.set(scopeKey(scope), scope);
    byRole.set(card.roleId, scopes);
  }
  const grants: Grant[] = [];
  for (const [roleId, scopes] of byRole) {
    const all = [...scopes.values()];
    for (let from = 0; from < all.length; from += scopesPerGrant) {
      grants.push({ roleId, scopes: all.slice(from, from + scopesPerGrant) });
    }
  }
  return grants;
}

/** One text for role + scope, the part of an access rule that a subject can hold once (V36). */
export function ruleKey(roleId: number, scope: { readonly type: string; readonly id: string }): string {
  return `${roleId}@${scopeKey(scope)}`;
}

/** The cards that would make exactly these grants; the reverse of {@link toGrants}, one card a role and level. */
export function fromGrants(grants: readonly Grant[]): readonly GrantCard[] {
  const cards = new Map<string, GrantCard>();
  for (const grant of grants) {
    for (const scope of grant.scopes) {
      if (scope.type === 'system') continue;
      const key = `${grant.roleId}-${scope.type}`;
      const card = cards.get(key) ?? { ...newGrant(key, grant.roleId), level: scope.type };
      if (scope.type === 'tenant') cards.set(key, card);
      else {
        const ids = card.picked[scope.type];
        const picked = ids.includes(scope.id) ? ids : [...ids, scope.id];
        cards.set(key, { ...card, picked: { ...card.picked, [scope.type]: picked } });
      }
    }
  }
  return [...cards.values()];
}
