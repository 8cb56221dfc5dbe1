import {
  keysOf,
  permissionsOfKeys,
  type PermissionKeys,
  without,
} from '../../../src-shared/access/permission-keys.ts';
import { createScopeIndex, type ScopeIndex, scopeKey } from '../../../src-shared/access/scope-index.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import type { HolderDifference } from '../../../src-shared/ipc/roles-contract.ts';
import type { Mirror } from '../../db/mirror.ts';
import { holderPeople, type PeopleCount } from './holder-people.ts';
import { ruleSubjectWords } from '../rules/removal.ts';

type Facts = Pick<Mirror, 'roles' | 'scopeTree' | 'rulesOf' | 'rulesOfRole' | 'window'>;

/** Everybody who holds a role by a rule of their own, losing ones first, with what they gain and lose. */
export interface HolderDifferences {
  readonly total: number;
  /** The people behind those who lose and gain. */
  readonly people: { readonly losing: PeopleCount; readonly gaining: PeopleCount };
  readonly rows: readonly HolderDifference[];
}

const nobody: PeopleCount = { count: 0, exact: true };

/** Of a role that nobody holds, or that stays as it is. */
export function noDifferences(total: number): HolderDifferences {
  return { total, people: { losing: nobody, gaining: nobody }, rows: [] };
}

/** Whether a rule counts at the place of another one: there, or above it. */
function reaches(rule: AccessRule, place: AccessRule, index: ScopeIndex): boolean {
  if (rule.scopeType === 'tenant' || rule.scopeType === 'system') return true;
  const at = { type: rule.scopeType, id: rule.scopeId };
  const node = index.find({ type: place.scopeType, id: place.scopeId });
  if (scopeKey(at) === scopeKey({ type: place.scopeType, id: place.scopeId })) return true;
  return node !== null && index.ancestors(node).some((above) => scopeKey(above) === scopeKey(at));
}

/**
 * What becomes of those who hold a role when it gives `after` in place of `before`. What another of their rules gives at the
 * same place, or above it, they neither gain nor lose. Rules of their groups are the groups' own rows,
 * which say how many people they stand for; what these hold beside the group is not taken off.
 */
export async function holderDifferences(
  mirror: Facts,
  roleId: number,
  before: PermissionKeys,
  after: PermissionKeys,
): Promise<HolderDifferences> {
  const rules = await mirror.rulesOfRole(roleId);
  const holders = new Map<string, AccessRule[]>();
  for (const rule of rules) {
    const key = `${rule.subjectType} ${rule.subjectId}`;
    holders.set(key, [...(holders.get(key) ?? []), rule]);
  }
  const more = without(after, before);
  const less = without(before, after);
  if (holders.size === 0 || more.size + less.size === 0) return noDifferences(holders.size);
  const [roles, nodes] = await Promise.all([mirror.roles(), mirror.scopeTree(false)]);
  const index = createScopeIndex(nodes);
  const keysById = new Map(
    roles.map((role) => [role.id, role.enabled ? keysOf(role.permissions) : new Set<string>()]),
  );
  const found: Omit<HolderDifference, 'members'>[] = [];
  for (const held of holders.values()) {
    const [first] = held;
    if (first === undefined) continue;
    const type = subjectTypeSchema.safeParse(first.subjectType);
    const all = type.success ? await mirror.rulesOf({ type: type.data, id: first.subjectId }) : [];
    const others = all.filter((rule) => rule.roleId !== roleId);
    const gains = new Set<string>();
    const losses = new Set<string>();
    for (const rule of held) {
      const beside = new Set(
        others
          .filter((other) => reaches(other, rule, index))
          .flatMap((other) => [...(keysById.get(other.roleId) ?? [])]),
      );
      for (const key of without(more, beside)) gains.add(key);
      for (const key of without(less, beside)) losses.add(key);
    }
    if (gains.size + losses.size === 0) continue;
    found.push({
      subjectType: first.subjectType,
      subjectId: first.subjectId,
      title: ruleSubjectWords(first),
      places: held.map(({ scopeType, scopeName }) => placeWords(scopeType, scopeName)),
      gains: permissionsOfKeys(gains),
      losses: permissionsOfKeys(losses),
    });
  }
  const people = await holderPeople(mirror, found);
  const rows = found.map((row) => ({ ...row, members: people.members(row) }));
  const rank = ({ losses }: HolderDifference): number => (losses.length > 0 ? 0 : 1);
  rows.sort((one, other) => rank(one) - rank(other) || (one.title < other.title ? -1 : 1));
  return {
    total: holders.size,
    people: {
      losing: people.count(rows.filter(({ losses }) => losses.length > 0)),
      gaining: people.count(rows.filter(({ gains }) => gains.length > 0)),
    },
    rows,
  };
}
