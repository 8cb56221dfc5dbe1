import { newGrant, type GrantCard, type GrantLevel, type PickedLevel } from './grant-model.ts';

/** What can be done to the list of roles in the editor. */
export type GrantAction =
  | { readonly type: 'add-role'; readonly roleId: number }
  /** The same role on one more level. */
  | { readonly type: 'add-level'; readonly key: string }
  | { readonly type: 'remove'; readonly key: string }
  | { readonly type: 'remove-role'; readonly roleId: number }
  | { readonly type: 'set-level'; readonly key: string; readonly level: GrantLevel }
  | { readonly type: 'toggle-scope'; readonly key: string; readonly level: PickedLevel; readonly id: string }
  | {
      readonly type: 'set-scopes';
      readonly key: string;
      readonly level: PickedLevel;
      readonly ids: readonly string[];
    }
  /** The same place for every role that has none yet. */
  | { readonly type: 'copy-where'; readonly from: string };

/** The next list. Keys are made from what is there, so that the reducer stays pure and a key is never used twice. */
export function grantReducer(grants: readonly GrantCard[], action: GrantAction): readonly GrantCard[] {
  switch (action.type) {
    case 'add-role':
      if (grants.some((grant) => grant.roleId === action.roleId)) return grants;
      return [...grants, newGrant(freeKey(grants, action.roleId), action.roleId)];
    case 'add-level': {
      const at = grants.findIndex((grant) => grant.key === action.key);
      const grant = grants[at];
      if (grant === undefined) return grants;
      return grants.toSpliced(at + 1, 0, newGrant(freeKey(grants, grant.roleId), grant.roleId));
    }
    case 'remove':
      return grants.filter((grant) => grant.key !== action.key);
    case 'remove-role':
      return grants.filter((grant) => grant.roleId !== action.roleId);
    case 'set-level':
      return change(grants, action.key, (grant) => ({ ...grant, level: action.level }));
    case 'toggle-scope':
      return change(grants, action.key, (grant) => {
        const ids = grant.picked[action.level];
        const next = ids.includes(action.id) ? ids.filter((id) => id !== action.id) : [...ids, action.id];
        return { ...grant, picked: { ...grant.picked, [action.level]: next } };
      });
    case 'set-scopes':
      return change(grants, action.key, (grant) => ({
        ...grant,
        picked: { ...grant.picked, [action.level]: [...new Set(action.ids)] },
      }));
    default: {
      const from = grants.find((grant) => grant.key === action.from);
      if (from === undefined) return grants;
      return grants.map((grant) =>
        grant.level === null ? { ...grant, level: from.level, picked: from.picked } : grant,
      );
    }
  }
}

function change(
  grants: readonly GrantCard[],
  key: string,
  next: (grant: GrantCard) => GrantCard,
): readonly GrantCard[] {
  return grants.map((grant) => (grant.key === key ? next(grant) : grant));
}

function freeKey(grants: readonly GrantCard[], roleId: number): string {
  const used = new Set(grants.map((grant) => grant.key));
  let number = 1;
  while (used.has(`${roleId}-${number}`)) number += 1;
  return `${roleId}-${number}`;
}
