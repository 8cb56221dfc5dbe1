import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { isOwnSubject, type OwnRule, rightsLost } from '../../../src-shared/rules/own-account-rules.ts';
import type { OwnLoss } from '../../../src-shared/rules/rule-removal-rules.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import { rulesOfActor } from './actor-rights.ts';
import { readOwnAccount } from './own-account.ts';

/** A rule that goes or comes, whoever it names. */
export interface MovedRule extends OwnRule {
  /** Null for one that is to be made. */
  readonly id: number | null;
  readonly subjectType: string;
  readonly subjectId: string;
}

/** What is made in the place of a rule, as far as it says what its subject holds then. */
export function comingRule(
  { subjectType, subjectId }: Pick<AccessRule, 'subjectType' | 'subjectId'>,
  roleId: number,
  scope: { readonly type: string; readonly id: string },
  facts: Pick<GrantFacts, 'roleNames'>,
): MovedRule {
  const roleName = facts.roleNames.get(roleId) ?? '';
  const place = { scopeType: scope.type, scopeId: scope.id, scopeName: scope.id };
  return { id: null, subjectType, subjectId, roleId, roleName, ...place };
}

/**
 * What the service account by which Rolebook is signed in would not have any more without the rules `going`, with `coming` in
 * their place (V22). Null where that is nothing, and for a person. `made`: what is only made here counts as held too.
 */
export async function readOwnLoss(
  { mirror, session }: Pick<EditRoom, 'mirror' | 'session'>,
  {
    going,
    coming,
    made,
  }: {
    readonly going: readonly MovedRule[];
    readonly coming: readonly MovedRule[];
    readonly made: boolean;
  },
): Promise<OwnLoss | null> {
  const mayBeOwn = ({ subjectType }: MovedRule): boolean =>
    subjectType === 'service-account' || subjectType === 'app';
  if (!going.some(mayBeOwn)) return null;
  const { actor } = session.describe();
  const account = await readOwnAccount(mirror, actor);
  if (account === null) return null;
  const isOwn = ({ subjectType: type, subjectId: id }: MovedRule): boolean =>
    isOwnSubject(account, { type, id });
  // What was only made here never gave anything.
  const own = going.filter((rule) => isOwn(rule) && (rule.id === null || rule.id > 0));
  if (own.length === 0) return null;
  const gone = new Set(going.map(({ id }) => id));
  const [rules, roles, tree] = await Promise.all([
    rulesOfActor(mirror, actor),
    mirror.roles(),
    mirror.scopeTree(false),
  ]);
  const left = rules.filter(({ id }) => !gone.has(id) && (made || id > 0));
  const lost = rightsLost(own, [...left, ...coming.filter(isOwn)], {
    roles: new Map(roles.map((role) => [role.id, role])),
    scopes: createScopeIndex(tree),
  });
  return lost.length === 0 ? null : { account, lost };
}
