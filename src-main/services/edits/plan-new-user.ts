import type { Base } from '../../../src-shared/domain/change.ts';
import type { Grant, NewUser } from '../../../src-shared/ipc/users-contract.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import type { EditDraft, PlanIds } from './edit-draft.ts';
import { planRules } from './plan-rules.ts';

/** A local account with its rules, which wait for it; an SSO e-mail needs no account and gets the rules only (O16). `base`: what the rules of a user who is there rest on. */
export function planNewUser(
  wanted: Pick<NewUser, 'kind' | 'firstName' | 'lastName' | 'notify' | 'grants'> & {
    readonly reason?: string | undefined;
    /** What the account itself is made with (2.13). */
    readonly access?: readonly Grant[] | undefined;
  },
  email: string,
  facts: GrantFacts,
  base: Base | null,
  ids: PlanIds,
): EditDraft[] {
  const { grants, reason, access } = wanted;
  const order = { subject: { type: 'user' as const, id: email }, grants, facts, base, reason };
  if (wanted.kind === 'sso') return planRules(order, [], ids);
  const account: EditDraft = {
    id: ids.change(),
    edit: {
      kind: 'user.create',
      email,
      firstName: wanted.firstName,
      lastName: wanted.lastName,
      notify: wanted.notify,
      ...(access === undefined ? {} : { access: [...access] }),
    },
    base: null,
    dependsOn: [],
  };
  return [account, ...planRules(order, [account.id], ids)];
}
