import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import {
  type ServiceAccount,
  serviceAccountFromWire,
} from '../../../src-shared/wire/service-account-wire.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';

/** What the tenant has of the thing that a change is about, just before it is sent. */
export type Seen =
  | { readonly of: 'nothing' }
  | {
      readonly of: 'user';
      readonly user: User | null;
      readonly raw: unknown;
      readonly rules: readonly AccessRule[];
    }
  | {
      readonly of: 'service-account';
      readonly account: ServiceAccount | null;
      readonly raw: unknown;
      /** Only for a deletion. */
      readonly rules: readonly AccessRule[];
    }
  | { readonly of: 'role'; readonly role: Role | null; readonly raw: unknown }
  | {
      readonly of: 'rule';
      /** Whether the user it is for is still there, under that e-mail; null where nobody asked. */
      readonly subject: boolean | null;
      /** Whether the rule it replaces is still there; null where it replaces none. */
      readonly replaced: boolean | null;
    };

/**
 * Reads what a change is compared with before it is sent (I7): what would be deleted, disabled or made void, and for a
 * new rule what its base names (`userId`, `replaces`). Creating needs no look: the tenant itself refuses a second one.
 */
export async function lookBefore(client: TenantClient, edit: Edit, base: Change['base']): Promise<Seen> {
  switch (edit.kind) {
    case 'user.delete':
    case 'user.reset-password': {
      if (edit.kind === 'user.reset-password' && base === null) return { of: 'nothing' };
      const wantsRules = edit.kind === 'user.delete' || base?.fields['rules'] !== undefined;
      const rulesOf = async (email: string): Promise<readonly AccessRule[]> =>
        wantsRules ? (await client.rulesOf({ type: 'user', id: email })).map(({ rule }) => rule) : [];
      // The user comes last: looking up the rules shows it too, and what is compared is to be the newest that was seen (I7).
      const rules = await rulesOf(edit.email);
      const raw = await client.readUser(edit.userId);
      if (raw === null) return { of: 'user', user: null, raw, rules: [] };
      const user = userFromWire(raw);
      const renamed = foldEmail(user.email) !== foldEmail(edit.email);
      return { of: 'user', user, raw, rules: renamed ? await rulesOf(user.email) : rules };
    }
    case 'service-account.set-enabled':
    case 'service-account.rotate':
    case 'service-account.delete': {
      const subject = edit.kind === 'service-account.delete' ? edit.clientId : null;
      const rules = subject === null ? [] : await client.rulesOf({ type: 'service-account', id: subject });
      const raw = await client.readServiceAccount(edit.id);
      const account = raw === null ? null : serviceAccountFromWire(raw);
      return {
        of: 'service-account',
        account,
        raw,
        rules: account === null ? [] : rules.map(({ rule }) => rule),
      };
    }
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete': {
      const raw = await client.readRole(edit.roleId);
      return { of: 'role', role: raw === null ? null : roleFromWire(raw), raw };
    }
    case 'rule.create': {
      const { userId, replaces } = base?.fields ?? {};
      const subject = typeof userId === 'string' ? await isStill(client, userId, edit.subject.id) : null;
      const replaced = typeof replaces === 'number' ? (await client.readRule(replaces)) !== null : null;
      return { of: 'rule', subject, replaced };
    }
    default:
      return { of: 'nothing' };
  }
}

/** Rules go by e-mail: whoever has it now must be who was meant. */
async function isStill(client: TenantClient, userId: string, email: string): Promise<boolean> {
  const raw = await client.readUser(userId);
  return raw !== null && foldEmail(userFromWire(raw).email) === foldEmail(email);
}
