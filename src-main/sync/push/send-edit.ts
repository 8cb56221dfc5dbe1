import type { Fields } from '../../../src-shared/changes/base-fields.ts';
import { mergeRole } from '../../../src-shared/changes/merge-role.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { RuleCreation, TenantClient } from '../../cloud/tenant-client.ts';
import type { Seen } from './look-before.ts';
import type { Ending } from './outcome.ts';
import { already } from './outcomes/already.ts';
import { done } from './outcomes/done.ts';
import { goneIsDone } from './outcomes/gone-is-done.ts';
import type { IssuedSecret } from './push-deps.ts';

/** What sending needs beside the client. */
export interface SendContext {
  /** The change's id: what it asks for has the same name however often it is sent (I17). */
  readonly op: string;
  readonly seen: Seen;
  /** What the admin saw; null where there is nothing to compare with, or it was waived. */
  readonly base: Fields | null;
  readonly actor: string;
  take(issued: IssuedSecret): string;
  /** Numbers of rules that went with their subject, added as they go: they are gone even if it then stays. */
  readonly removedRules: number[];
}

/**
 * Makes the calls of one edit, whose ids are the tenant's own, and answers how it ended. Rejects as the client does. Secrets
 * go into the tray before anything else can go wrong.
 */
export async function sendEdit(client: TenantClient, edit: Edit, context: SendContext): Promise<Ending> {
  const { op } = context;
  switch (edit.kind) {
    case 'user.create': {
      const { email, firstName, lastName, notify, access } = edit;
      const made = await client.createUser({ email, firstName, lastName, notify, access }, op);
      const credentialId =
        made.temporaryPassword === ''
          ? null
          : context.take({
              kind: 'temporary-password',
              account: made.email,
              cause: 'user-created',
              mustChange: true,
              ...(edit.notify ? { mailed: true } : {}),
              secret: made.temporaryPassword,
            });
      const names = client.features.userNames ? { firstName, lastName } : {};
      // The reply tells no more than this; the whole fact is read after the change is safe.
      const user = { id: made.id, username: made.email, isLocal: true, createdBy: context.actor, ...names };
      return done({ serverId: made.id, credentialId, facts: { users: [user] } });
    }
    case 'user.delete': {
      // The rules first (tenant-api §5.3), so that a new account of that e-mail starts with none.
      await removeRules(client, context);
      return (await client.deleteUser(edit.userId, op)) ? done() : goneIsDone();
    }
    case 'user.reset-password': {
      const { temporaryPassword } = await client.resetPassword(edit.userId, op);
      const credentialId = context.take({
        kind: 'temporary-password',
        account: edit.email,
        cause: 'password-reset',
        mustChange: true,
        secret: temporaryPassword,
      });
      return done({ credentialId });
    }
    case 'rule.create':
      return await createRule(client, edit, op);
    case 'rule.delete':
      return (await client.deleteRule(edit.ruleId, op, takenBy(edit))) ? done() : goneIsDone();
    case 'service-account.create': {
      const made = await client.createServiceAccount({ name: edit.name }, op);
      const credentialId = context.take({
        kind: 'client-secret',
        account: made.clientId,
        cause: 'service-account-created',
        mustChange: false,
        secret: made.clientSecret,
      });
      const { id, name, clientId } = made;
      const account = { id, name, clientId, enabled: true, createdBy: context.actor };
      return done({ serverId: id, clientId, credentialId, facts: { serviceAccounts: [account] } });
    }
    case 'service-account.set-enabled': {
      await client.setServiceAccountEnabled(edit.id, edit.enabled, op);
      const before = context.seen.of === 'service-account' ? context.seen.raw : null;
      const known = typeof before === 'object' && before !== null;
      return done({ facts: { serviceAccounts: known ? [{ ...before, enabled: edit.enabled }] : [] } });
    }
    case 'service-account.rotate': {
      const { clientSecret } = await client.rotateServiceAccount(edit.id, op);
      const credentialId = context.take({
        kind: 'client-secret',
        account: edit.clientId,
        cause: 'secret-rotated',
        mustChange: false,
        secret: clientSecret,
      });
      return done({ credentialId });
    }
    case 'service-account.delete':
      await removeRules(client, context);
      return (await client.deleteServiceAccount(edit.id, op)) ? done() : goneIsDone();
    case 'role.create': {
      const made = await client.createRole(edit, op);
      return done({ serverId: String(made.id), facts: { roles: [made.raw] } });
    }
    case 'role.update': {
      const { role, raw } = seenRole(context.seen);
      const content = role === null ? edit : mergeRole(context.base, edit, role).content;
      return done({ facts: { roles: [await client.updateRole(edit.roleId, content, raw, op)] } });
    }
    case 'role.set-enabled': {
      await client.setRoleEnabled(edit.roleId, edit.enabled, op);
      const { raw } = seenRole(context.seen);
      const known = typeof raw === 'object' && raw !== null;
      const state = { enabled: edit.enabled, effectiveEnabled: edit.enabled };
      return done({ facts: { roles: known ? [{ ...raw, ...state }] : [] } });
    }
    case 'role.delete':
      return (await client.deleteRole(edit.roleId, op)) ? done() : goneIsDone();
  }
}

/** What is meant with a rule that stood beside others on its subject (2.13). */
const takenBy = ({ takes, subject, roleId, scope }: Extract<Edit, { kind: 'rule.delete' }>) =>
  takes === undefined ? undefined : { takes, subject, roleId, scope };

const seenRole = (seen: Seen) => (seen.of === 'role' ? seen : { role: null, raw: undefined });

async function removeRules(client: TenantClient, { op, seen, removedRules }: SendContext): Promise<void> {
  // Where roles stand on the subject itself, they go with it.
  if (!client.features.accessRules) return;
  for (const { id } of 'rules' in seen ? seen.rules : []) {
    await client.deleteRule(id, `${op}/rule-${id}`);
    removedRules.push(id);
  }
}

async function createRule(
  client: TenantClient,
  edit: Extract<Edit, { kind: 'rule.create' }>,
  op: string,
): Promise<Ending> {
  const { subject, roleId, scope } = edit;
  const [creation] = await client.createRules({ subject, roleId, scopes: [scope] }, op);
  return await endOfRule(client, edit, creation);
}

/** How the creation of a rule ended, in the words of a change. Rejects with what stood against it. */
export async function endOfRule(
  client: TenantClient,
  edit: Extract<Edit, { kind: 'rule.create' }>,
  creation: RuleCreation | undefined,
): Promise<Ending> {
  if (creation === undefined) throw new Error('the client answered nothing about the rule');
  switch (creation.outcome) {
    case 'created':
      return done({ serverId: String(creation.rule.id), facts: { rules: [creation.raw] } });
    case 'exists':
      return await ruleThere(client, edit);
    default:
      throw new RolebookError(creation.error);
  }
}

/** A rule that is there already: its number and its fact, as far as they can be read. */
async function ruleThere(
  client: TenantClient,
  edit: Extract<Edit, { kind: 'rule.create' }>,
): Promise<Ending> {
  const there = await findRule(client, edit).catch(() => null);
  return already('The rule was there already', {
    serverId: there === null ? null : String(there.rule.id),
    facts: { rules: there === null ? [] : [there.raw] },
  });
}

/** The rule of that subject, role and scope at the tenant, or null. */
export async function findRule(
  client: TenantClient,
  { subject, roleId, scope }: Extract<Edit, { kind: 'rule.create' }>,
): Promise<Awaited<ReturnType<TenantClient['rulesOf']>>[number] | null> {
  const rules = await client.rulesOf(subject);
  return (
    rules.find(
      ({ rule }) => rule.roleId === roleId && rule.scopeType === scope.type && rule.scopeId === scope.id,
    ) ?? null
  );
}
