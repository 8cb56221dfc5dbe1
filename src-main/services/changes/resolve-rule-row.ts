import { z } from 'zod';
import { newRuleFields, ruleFields } from '../../../src-shared/changes/base-fields.ts';
import { subjectWords } from '../../../src-shared/changes/edit-words.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { PlanFile, PlanRow } from '../../../src-shared/changes/plan-file.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Base, Edit } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { seen } from '../edits/edit-draft.ts';
import { aboutToTake } from '../edits/fit-grid.ts';
import { checked, isAnother, no, type ResolvedRow, type RowFacts, saidSeen, usersOf } from './row-facts.ts';

type Give = Extract<Edit, { kind: 'rule.create' }>;
type Take = Extract<Edit, { kind: 'rule.delete' }>;

/** What a new rule takes for granted, as far as this edition understands it. */
const grantedSchema = z.strictObject({
  userId: z.string().optional(),
  replaces: z.number().int().optional(),
});
type Granted = z.infer<typeof grantedSchema>;

type Said =
  | { readonly ok: true; readonly granted: Granted }
  | { readonly ok: false; readonly reason: string };

/** The row of a plan that takes away the rule which a new one replaces (V39). */
export function takeOfReplaced(
  rows: PlanFile['rows'],
  { row, edit }: Pick<PlanRow, 'row' | 'edit'>,
  replaces: number | null = null,
): (PlanRow & { readonly edit: Take }) | undefined {
  return rows.find((other): other is PlanRow & { readonly edit: Take } => {
    if (edit.kind !== 'rule.create' || other.edit.kind !== 'rule.delete') return false;
    const { ruleId, subject } = other.edit;
    const isSame = subject.type === edit.subject.type && subject.id === edit.subject.id;
    return other.needs.includes(row) && isSame && (replaces === null || ruleId === replaces);
  });
}

/**
 * Plans of version 1 do not say whose account a new rule was for, nor which rule it replaces. An account that the plan makes
 * itself needs no saying; what goes after the new rule is taken for what it replaces.
 */
function saidInVersion1(row: PlanRow, wanted: Give, { plan }: RowFacts): Said {
  const isMadeByPlan = plan.rows.some(
    ({ row: number, edit }) =>
      row.needs.includes(number) &&
      edit.kind === 'user.create' &&
      foldEmail(edit.email) === foldEmail(wanted.subject.id),
  );
  if (wanted.subject.type === 'user' && !isMadeByPlan)
    return {
      ok: false,
      reason:
        'This plan was written by an older edition of Rolebook, which did not note whose account a new rule is for. Export it again.',
    };
  const replaces = takeOfReplaced(plan.rows, row)?.edit.ruleId;
  return { ok: true, granted: replaces === undefined ? {} : { replaces } };
}

function saidGranted(row: PlanRow, wanted: Give, facts: RowFacts): Said {
  if (facts.plan.version === 1) return saidInVersion1(row, wanted, facts);
  const said = saidSeen(row);
  if (!said.ok) return said;
  const granted = grantedSchema.safeParse(said.fields);
  return granted.success
    ? { ok: true, granted: granted.data }
    : { ok: false, reason: 'This edition of Rolebook does not understand what it takes for granted.' };
}

/** The user that a rule is for: who was meant, where that is said, else whoever has the e-mail here; null for nobody. */
async function userMeant(
  { subject: { id: email } }: Give,
  { userId }: Granted,
  { mirror }: RowFacts,
): Promise<
  { readonly ok: true; readonly user: User | null } | { readonly ok: false; readonly reason: string }
> {
  const same = await usersOf(mirror, email);
  const user = userId === undefined ? same[0] : same.find(({ id }) => id === userId);
  if (user !== undefined || userId === undefined) return { ok: true, user: user ?? null };
  return {
    ok: false,
    reason:
      same.length === 0
        ? `There is no user ${email} (any more). The rule would wait for whoever gets that e-mail next.`
        : isAnotherUser(email),
  };
}

/** Why somebody with an e-mail is not who was meant (V28). */
export const isAnotherUser = (email: string): string =>
  `${email} is another account now: the user who was meant is gone.`;

/** The subject of a new rule as it is called here, and what makes it where it waits here. */
async function subjectMeant(
  row: PlanRow,
  wanted: Give,
  granted: Granted,
  facts: RowFacts,
): Promise<
  | {
      readonly ok: true;
      readonly subject: SubjectRef;
      readonly userId?: string;
      readonly madeBy: string | null;
    }
  | { readonly ok: false; readonly reason: string }
> {
  const { subject } = wanted;
  if (subject.type === 'user') {
    const found = await userMeant(wanted, granted, facts);
    if (!found.ok) return found;
    if (found.user === null) return { ok: true, subject, madeBy: null };
    const { id, email } = found.user;
    const madeBy = changeOfLocalId(id);
    return {
      ok: true,
      subject: { ...subject, id: email },
      madeBy,
      ...(madeBy === null ? { userId: id } : {}),
    };
  }
  if (subject.type !== 'service-account' && subject.type !== 'app')
    return { ok: true, subject, madeBy: null };
  const name = row.subjectName ?? subject.id;
  const account = facts.accounts.get(name);
  if (account === undefined) return { ok: false, reason: `There is no service account “${name}” here.` };
  const isOurs = changeOfLocalId(subject.id) !== null;
  const isMeant = isOurs
    ? changeOfLocalId(account.id) !== null
    : [account.clientId, account.id, account.name].includes(subject.id);
  if (!isMeant) return { ok: false, reason: isAnother('service account', name) };
  return { ok: true, subject: isOurs ? { ...subject, id: account.clientId } : subject, madeBy: null };
}

/**
 * A new rule as an edit of the tenant that is open. It is refused where the user it is for is gone or somebody else by now
 * (V28), and where the rule that it replaces is gone (V39); it rests on both again when it is sent.
 */
export async function resolveGive(row: PlanRow, wanted: Give, facts: RowFacts): Promise<ResolvedRow> {
  const role = facts.roles.find(({ name }) => name === wanted.roleName);
  if (role === undefined) return no(`There is no role “${wanted.roleName}” here.`);
  if (wanted.roleId > 0 ? role.id !== wanted.roleId : role.id > 0) return no(isAnother('role', role.name));
  const scope = row.scopePath === null ? null : facts.paths.find(wanted.scope.type, row.scopePath);
  const place = placeWords(wanted.scope.type, wanted.scopeName);
  if (scope === null) return no(`There is no ${place} here.`);
  // The whole tenant is one, whatever its number.
  if (scope.type !== 'tenant' && scope.id !== wanted.scope.id)
    return no(isAnother(wanted.scope.type, scope.name));
  const said = saidGranted(row, wanted, facts);
  if (!said.ok) return no(said.reason);
  const found = await subjectMeant(row, wanted, said.granted, facts);
  if (!found.ok) return no(found.reason);
  const { subject, userId, madeBy } = found;
  const held = (await facts.mirror.rulesOf(subject)).find(
    (rule: AccessRule) =>
      rule.roleId === role.id && rule.scopeType === scope.type && rule.scopeId === scope.id,
  );
  if (held !== undefined) return no(`${subjectWords(subject)} holds it already.`);
  const { replaces } = said.granted;
  if (replaces !== undefined && (await facts.mirror.rules([replaces])).length === 0)
    return no(
      facts.leaving.has(replaces)
        ? 'The rule it should replace is taken away by a change that waits here.'
        : 'The rule it should replace was removed since.',
    );
  const fields = newRuleFields({
    ...(userId === undefined ? {} : { userId }),
    ...(replaces === undefined ? {} : { replaces }),
  });
  const base: Base | null = Object.keys(fields).length === 0 ? null : seen(fields, facts.asOf);
  return {
    ok: true,
    edit: {
      kind: 'rule.create',
      localId: facts.localRule(),
      subject,
      roleId: role.id,
      roleName: role.name,
      scope: { type: scope.type, id: scope.id },
      scopeName: scope.name,
      ...(wanted.reason === undefined ? {} : { reason: wanted.reason }),
    },
    base,
    madeBy,
  };
}

/** A rule to take as an edit of the tenant that is open. The very rule is meant, and not another one that gives the same. */
export async function resolveTake(row: PlanRow, wanted: Take, facts: RowFacts): Promise<ResolvedRow> {
  const { subject, ruleId, roleId, scope } = wanted;
  const [rule] = ruleId > 0 ? await facts.mirror.rules([ruleId]) : [];
  if (rule === undefined) {
    const isGivenAgain = (await facts.mirror.rulesOf(subject)).some(
      (other) => other.roleId === roleId && other.scopeType === scope.type && other.scopeId === scope.id,
    );
    return no(
      isGivenAgain
        ? 'It was removed since, and given again: that is another rule.'
        : `${subjectWords(subject)} does not hold it (any more).`,
    );
  }
  const [edit] = aboutToTake(rule);
  if (edit === undefined) return no('It is a rule of a kind that this edition of Rolebook does not know.');
  return checked(row, edit, ruleFields(rule), facts.asOf);
}
