import { isMissedWhenGone } from '../../../src-shared/access/role-kinds.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Mirror } from '../../db/mirror.ts';

/** Remembers answers of the mirror for the length of one question. */
function remembered<K, V>(read: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, Promise<V>>();
  return (key) => {
    const there = known.get(key) ?? read(key);
    known.set(key, there);
    return there;
  };
}

/**
 * V26: which of these rules are the last of their role on a department or project, in words. `isGoing` tells which
 * others go with them.
 */
export function soleHolders(
  mirror: Pick<Mirror, 'rulesOfRole'>,
  isGoing: (rule: AccessRule) => boolean,
): (rules: readonly AccessRule[]) => Promise<string[]> {
  const rulesOfRole = remembered((roleId: number) => mirror.rulesOfRole(roleId));
  return async (rules) => {
    const sole: string[] = [];
    for (const rule of rules) {
      const placed = rule.scopeType === 'department' || rule.scopeType === 'project';
      if (!placed || !isMissedWhenGone(rule.roleName)) continue;
      const others = (await rulesOfRole(rule.roleId)).some(
        (other) => other.scopeType === rule.scopeType && other.scopeId === rule.scopeId && !isGoing(other),
      );
      if (!others) sole.push(`${rule.roleName} on ${rule.scopeType} ${rule.scopeName}`);
    }
    return sole;
  };
}
