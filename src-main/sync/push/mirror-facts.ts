import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { accessRuleFromWire } from '../../../src-shared/wire/access-rule-wire.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import type { MirrorChange } from '../../db/mirror.ts';

/**
 * What a change that is done means for the mirror; the same whether it is noted at once or after a crash, and harmless
 * to repeat. `edit` has the tenant's own ids. Pure.
 */
export function mirrorFacts(change: Pick<Change, 'result'>, edit: Edit): MirrorChange {
  const facts = change.result?.facts;
  const sent: MirrorChange = {
    ...(facts !== undefined && facts.users.length > 0 ? { users: facts.users } : {}),
    ...(facts !== undefined && facts.rules.length > 0 ? { rules: facts.rules } : {}),
    ...(facts !== undefined && facts.serviceAccounts.length > 0
      ? { serviceAccounts: facts.serviceAccounts }
      : {}),
    ...(facts !== undefined && facts.roles.length > 0 ? { roles: facts.roles } : {}),
  };
  switch (edit.kind) {
    case 'user.delete': {
      return {
        ...sent,
        removedUserIds: [edit.userId],
        ...(sawRulesGo(change) ? { removedRulesOf: [{ type: 'user' as const, id: edit.email }] } : {}),
      };
    }
    case 'rule.delete':
      return { ...sent, removedRuleIds: [edit.ruleId] };
    case 'service-account.delete':
      return {
        ...sent,
        removedServiceAccountIds: [edit.id],
        ...(sawRulesGo(change)
          ? { removedRulesOf: [{ type: 'service-account' as const, id: edit.clientId }] }
          : {}),
      };
    case 'role.delete':
      return { ...sent, removedRoleIds: [edit.roleId] };
    default:
      return sent;
  }
}

/**
 * Whether the rules went before their subject, one by one. Of a subject that was found gone nobody knows that: its rules may
 * still be there, and an e-mail may be authorised in advance (I9).
 */
const sawRulesGo = ({ result }: Pick<Change, 'result'>): boolean =>
  result === null || result.how === 'done' || result.how === 'merged';

/** Whether there is anything in it for the mirror. */
export function isEmpty(change: MirrorChange): boolean {
  return Object.values(change).every((part) => !Array.isArray(part) || part.length === 0);
}

/** A change of the mirror that others can be taken into; the overlay is the caller's. */
export type GrowingChange = {
  readonly [Part in Exclude<keyof MirrorChange, 'overlay'>]-?: NonNullable<MirrorChange[Part]>[number][];
};

/** One with nothing in it yet. */
export function growingChange(): GrowingChange {
  return {
    users: [],
    rules: [],
    serviceAccounts: [],
    removedServiceAccountIds: [],
    roles: [],
    removedRoleIds: [],
    removedUserIds: [],
    removedRuleIds: [],
    removedRulesOf: [],
  };
}

/**
 * Takes a change into one that comes before it, at the cost of what is taken in. False, and nothing is taken, where the order
 * of the two matters: one removes what the other brings.
 */
export function takeIn(into: GrowingChange, more: MirrorChange): boolean {
  if (crosses(into, more) || crosses(more, into)) return false;
  into.users.push(...(more.users ?? []));
  into.rules.push(...(more.rules ?? []));
  into.serviceAccounts.push(...(more.serviceAccounts ?? []));
  into.removedServiceAccountIds.push(...(more.removedServiceAccountIds ?? []));
  into.roles.push(...(more.roles ?? []));
  into.removedRoleIds.push(...(more.removedRoleIds ?? []));
  into.removedUserIds.push(...(more.removedUserIds ?? []));
  into.removedRuleIds.push(...(more.removedRuleIds ?? []));
  into.removedRulesOf.push(...(more.removedRulesOf ?? []));
  return true;
}

/** Whether `removing` takes away something that `bringing` brings. */
function crosses(bringing: MirrorChange, removing: MirrorChange): boolean {
  const { removedUserIds, removedServiceAccountIds, removedRoleIds, removedRuleIds, removedRulesOf } =
    removing;
  // Most remove nothing, and of them not one fact has to be read.
  const brings = <Id>(
    removed: readonly Id[] | undefined,
    facts: readonly unknown[] | undefined,
    idOf: (raw: unknown) => Id,
  ): boolean =>
    removed !== undefined && removed.length > 0 && (facts ?? []).some((raw) => removed.includes(idOf(raw)));
  if (brings(removedUserIds, bringing.users, (raw) => userFromWire(raw).id)) return true;
  if (brings(removedServiceAccountIds, bringing.serviceAccounts, (raw) => serviceAccountFromWire(raw).id))
    return true;
  if (brings(removedRoleIds, bringing.roles, (raw) => roleFromWire(raw).id)) return true;
  if (brings(removedRuleIds, bringing.rules, (raw) => accessRuleFromWire(raw).id)) return true;
  const subjects = removedRulesOf?.map(({ id }) => foldEmail(id));
  return brings(subjects, bringing.rules, (raw) => foldEmail(accessRuleFromWire(raw).subjectId));
}
