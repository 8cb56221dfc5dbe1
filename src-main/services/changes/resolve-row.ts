import { ruleFields, serviceAccountFields, userFields } from '../../../src-shared/changes/base-fields.ts';
import { subjectWords } from '../../../src-shared/changes/edit-words.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import { localIdOf } from '../../../src-shared/changes/local-id.ts';
import type { PlanRow } from '../../../src-shared/changes/plan-file.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkServiceAccountName } from '../../../src-shared/rules/subject-name-rules.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import type { Mirror } from '../../db/mirror.ts';
import { userSeen } from '../edits/edit-draft.ts';
import { ownRules } from '../users/own-rules.ts';
import { resolveRoleRow } from './resolve-role-row.ts';
import { checked, no, type ResolvedRow, type RowFacts } from './row-facts.ts';

type RuleEdit = Extract<Edit, { kind: 'rule.create' | 'rule.delete' }>;

async function userOf(mirror: Mirror, email: string): Promise<User | null> {
  return (await mirror.usersLike(email)).find(({ likeness }) => likeness === 'same')?.user ?? null;
}

async function resolveRule(row: PlanRow, wanted: RuleEdit, facts: RowFacts): Promise<ResolvedRow> {
  const role = facts.roles.find(({ name }) => name === wanted.roleName);
  if (role === undefined) return no(`There is no role “${wanted.roleName}” here.`);
  const scope = row.scopePath === null ? null : facts.paths.find(wanted.scope.type, row.scopePath);
  if (scope === null) return no(`There is no ${placeWords(wanted.scope.type, wanted.scopeName)} here.`);
  let subject: SubjectRef = wanted.subject;
  const user = subject.type === 'user' ? await userOf(facts.mirror, subject.id) : null;
  if (user !== null) {
    subject = { ...subject, id: user.email };
  } else if (subject.type === 'service-account' || subject.type === 'app') {
    const account = facts.accounts.get(row.subjectName ?? subject.id);
    if (account === undefined)
      return no(`There is no service account “${row.subjectName ?? subject.id}” here.`);
    subject = { ...subject, id: account.clientId };
  }
  const held = (await facts.mirror.rulesOf(subject)).find(
    (rule: AccessRule) =>
      rule.roleId === role.id && rule.scopeType === scope.type && rule.scopeId === scope.id,
  );
  const common = {
    subject,
    roleId: role.id,
    roleName: role.name,
    scope: { type: scope.type, id: scope.id },
    scopeName: scope.name,
  };
  if (wanted.kind === 'rule.create') {
    if (held !== undefined) return no(`${subjectWords(subject)} holds it already.`);
    const edit = {
      kind: 'rule.create' as const,
      localId: facts.localRule(),
      ...common,
      ...(wanted.reason === undefined ? {} : { reason: wanted.reason }),
    };
    return { ok: true, edit, base: userSeen(user, facts.asOf) };
  }
  if (held === undefined || held.id < 0) return no(`${subjectWords(subject)} does not hold it (any more).`);
  return checked(row, { kind: 'rule.delete', ruleId: held.id, ...common }, ruleFields(held), facts.asOf);
}

async function resolveUser(
  row: PlanRow,
  edit: Extract<Edit, { kind: 'user.delete' | 'user.reset-password' }>,
  facts: RowFacts,
): Promise<ResolvedRow> {
  const user = await userOf(facts.mirror, edit.email);
  if (user === null) return no(`There is no user ${edit.email} (any more).`);
  const fields = userFields(user, await ownRules(facts.mirror, user));
  const { id: userId, email, isLocal } = user;
  if (edit.kind === 'user.delete')
    return checked(row, { kind: 'user.delete', userId, email, isLocal }, fields, facts.asOf);
  const [refusal] = checkPasswordReset(user);
  if (refusal !== undefined) return no(refusal.message);
  return checked(row, { kind: 'user.reset-password', userId, email }, fields, facts.asOf);
}

function resolveServiceAccount(
  row: PlanRow,
  edit: Extract<Edit, { kind: `service-account.${string}`; id: string }>,
  facts: RowFacts,
): ResolvedRow {
  const account = facts.accounts.get(edit.name);
  if (account === undefined) return no(`There is no service account “${edit.name}” (any more).`);
  const { id, name, clientId } = account;
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
      const there = await userOf(facts.mirror, edit.email);
      return there === null ? { ok: true, edit, base: null } : no(`${there.email} is a user already.`);
    }
    case 'rule.create':
    case 'rule.delete':
      return await resolveRule(row, edit, facts);
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

/** A service account that an earlier row makes, as later rows see it. */
export function accountMadeBy(changeId: string, name: string): ServiceAccount {
  const id = localIdOf(changeId);
  return {
    id,
    name,
    clientId: id,
    enabled: true,
    createdBy: '',
    createdAt: null,
    updatedAt: null,
    lastLogin: null,
  };
}
