import type { Edit } from '../../../src-shared/domain/change.ts';
import {
  type ServiceAccount,
  serviceAccountFromWire,
} from '../../../src-shared/wire/service-account-wire.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { findRule } from './send-edit.ts';

/** What the tenant shows of a change whose reply was lost. */
export type ReadBack =
  /** Nothing shows whether it was done. */
  | { readonly of: 'nothing' }
  | { readonly of: 'user'; readonly there: { readonly user: User; readonly raw: unknown } | null }
  | {
      readonly of: 'service-account';
      readonly there: { readonly account: ServiceAccount; readonly raw: unknown } | null;
    }
  | { readonly of: 'role'; readonly there: { readonly role: Role; readonly raw: unknown } | null }
  | { readonly of: 'rule'; readonly there: { readonly id: number; readonly raw: unknown } | null };

/** Reads what decides an open outcome: users by e-mail or id, rules by subject, role and scope, accounts by name or id. */
export async function readBack(client: TenantClient, edit: Edit): Promise<ReadBack> {
  switch (edit.kind) {
    case 'user.create': {
      const found = await client.findUser(edit.email);
      return { of: 'user', there: found === null ? null : { user: userFromWire(found.raw), raw: found.raw } };
    }
    case 'user.delete': {
      const raw = await client.readUser(edit.userId);
      return { of: 'user', there: raw === null ? null : { user: userFromWire(raw), raw } };
    }
    case 'rule.create': {
      const found = await findRule(client, edit);
      return { of: 'rule', there: found === null ? null : { id: found.rule.id, raw: found.raw } };
    }
    case 'rule.delete': {
      const raw = await client.readRule(edit.ruleId);
      return { of: 'rule', there: raw === null ? null : { id: edit.ruleId, raw } };
    }
    case 'service-account.create': {
      const found = await client.findServiceAccount(edit.name);
      return account(found === null ? null : found.raw);
    }
    case 'service-account.set-enabled':
    case 'service-account.delete':
      return account(await client.readServiceAccount(edit.id));
    case 'role.create': {
      const found = await client.findRole(edit.name);
      return role(found === null ? null : found.raw);
    }
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return role(await client.readRole(edit.roleId));
    default:
      return { of: 'nothing' };
  }
}

function role(raw: unknown): ReadBack {
  return { of: 'role', there: raw === null ? null : { role: roleFromWire(raw), raw } };
}

function account(raw: unknown): ReadBack {
  const there = raw === null ? null : { account: serviceAccountFromWire(raw), raw };
  return { of: 'service-account', there };
}
