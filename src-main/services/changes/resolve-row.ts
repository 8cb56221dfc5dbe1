import { serviceAccountFields, userFields } from '../../../src-shared/changes/base-fields.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { PlanRow } from '../../../src-shared/changes/plan-file.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkServiceAccountName } from '../../../src-shared/rules/subject-name-rules.ts';
import { ownRules } from '../users/own-rules.ts';
import { resolveRoleRow } from './resolve-role-row.ts';
import { isAnotherUser, resolveGive, resolveTake } from './resolve-rule-row.ts';
import { checked, isAnother, no, type ResolvedRow, type RowFacts, usersOf } from './row-facts.ts';

async function resolveUser(
  row: PlanRow,
  edit: Extract<Edit, { kind: 'user.delete' | 'user.reset-password' }>,
  facts: RowFacts,
): Promise<ResolvedRow> {
  const same = await usersOf(facts.mirror, edit.email);
  const user = same.find(({ id }) => id === edit.userId);
  if (user === undefined)
    return no(same.length === 0 ? `There is no user ${edit.email} (any more).` : isAnotherUser(edit.email));
  const { id: userId, email, isLocal } = user;
  if (edit.kind === 'user.reset-password') {
    const [refusal] = checkPasswordReset(user);
    if (refusal !== undefined) return no(refusal.message);
  }
  const next: Edit =
    edit.kind === 'user.delete'
      ? { kind: 'user.delete', userId, email, isLocal }
      : { kind: 'user.reset-password', userId, email };
  const rules = await ownRules(facts.mirror, user);
  const now = checked(row, next, userFields(user, rules), facts.asOf);
  // It may have been made with the rules in mind that earlier rows take, or without.
  const left = rules.filter(({ id }) => !facts.going.has(id));
  return now.ok || left.length === rules.length
    ? now
    : checked(row, next, userFields(user, left), facts.asOf);
}

function resolveServiceAccount(
  row: PlanRow,
  edit: Extract<Edit, { kind: `service-account.${string}`; id: string }>,
  facts: RowFacts,
): ResolvedRow {
  const account = facts.accounts.get(edit.name);
  if (account === undefined) return no(`There is no service account “${edit.name}” (any more).`);
  const { id, name, clientId } = account;
  // What an earlier row makes is called otherwise in each ledger.
  const isMeant = changeOfLocalId(edit.id) === null ? id === edit.id : changeOfLocalId(id) !== null;
  if (!isMeant) return no(isAnother('service account', name));
  const next: Edit =
    edit.kind === 'service-account.set-enabled' ? { ...edit, id, name } : { ...edit, id, name, clientId };
  return checked(row, next, serviceAccountFields(account), facts.asOf);
}

/** A row as an edit of the tenant that is open: names and e-mails become its own ids, what was seen has to hold still. */
export async function resolveRow(row: PlanRow, facts: RowFacts): Promise<ResolvedRow> {
  const { edit } = row;
  switch (edit.kind) {
    case 'user.create': {
      const [refusal] = checkEmail(edit.email).filter(({ severity }) => severity === 'block');
      if (refusal !== undefined) return no(refusal.message);
      const [there] = await usersOf(facts.mirror, edit.email);
      return there === undefined ? { ok: true, edit, base: null } : no(`${there.email} is a user already.`);
    }
    case 'rule.create':
      return await resolveGive(row, edit, facts);
    case 'rule.delete':
      return await resolveTake(row, edit, facts);
    case 'user.delete':
    case 'user.reset-password':
      return await resolveUser(row, edit, facts);
    case 'service-account.create': {
      const [refusal] = checkServiceAccountName(edit.name, [...facts.accounts.keys()]);
      return refusal === undefined ? { ok: true, edit, base: null } : no(refusal.message);
    }
    case 'role.create':
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return await resolveRoleRow(row, edit, facts);
    default:
      return resolveServiceAccount(row, edit, facts);
  }
}
