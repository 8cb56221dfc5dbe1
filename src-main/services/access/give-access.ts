import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { Gated } from '../../../src-shared/access/ask-access.ts';
import { isChosen } from '../../../src-shared/access/compare-access.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import { type SubjectRef, subjectRefSchema } from '../../../src-shared/domain/subject.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { AccessSubject } from '../../../src-shared/ipc/access-contract.ts';
import type { GiveReport, PlannedGrant } from '../../../src-shared/ipc/access-why-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { checkEscalation } from '../../../src-shared/rules/escalation-rules.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { ofKind, userSeen } from '../edits/edit-draft.ts';
import { editReportOf } from '../edits/edit-report.ts';
import { type EditDeps, type EditRoom, planIds } from '../edits/edit-room.ts';
import { type EarlierChanges, planMoreRules } from '../edits/plan-more-rules.ts';
import { aboutToGive, checkSubjects } from '../edits/fit-grid.ts';
import { submit } from '../edits/submit.ts';
import { readActorRights } from '../rules/actor-rights.ts';
import { readGrantFacts } from '../users/grant-facts.ts';
import { refuseUnlessReasoned } from '../users/refuse.ts';

/** A subject as a rule names it; throws `unavailable` for a type that we do not know (I20). */
function subjectRefOf({ type, id, label }: AccessSubject): SubjectRef {
  const found = subjectRefSchema.safeParse({ type, id });
  if (found.success) return found.data;
  throw new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'subject-of-unknown-type',
    message: `Rolebook cannot give access to “${label}”.`,
    hint: 'Give it in the tenant’s own console.',
  });
}

/** One grant for each role. Scopes of types that we do not know are left out (I20). */
function grantsOf(planned: readonly PlannedGrant[]): Grant[] {
  const byRole = new Map<number, Grant['scopes']>();
  for (const { roleId, place } of planned) {
    const type = scopeTypeSchema.safeParse(place.type);
    if (type.success) byRole.set(roleId, [...(byRole.get(roleId) ?? []), { type: type.data, id: place.id }]);
  }
  return [...byRole].map(([roleId, scopes]) => ({ roleId, scopes }));
}

/** Open changes that are about the subject already. */
function earlierChanges(open: readonly Change[], subject: SubjectRef): EarlierChanges {
  const isSame = (id: string): boolean =>
    subject.type === 'user' ? foldEmail(id) === foldEmail(subject.id) : id === subject.id;
  const rules = ofKind(open, 'rule.create').filter(
    ({ edit }) => edit.subject.type === subject.type && isSame(edit.subject.id),
  );
  if (subject.type !== 'user') return { account: null, rules };
  const account = ofKind(open, 'user.create').findLast(({ edit }) => isSame(edit.email)) ?? null;
  return { account, rules };
}

/** Rules for a service account that is made here wait until it is at the tenant. */
function waitFor(subject: SubjectRef): string[] {
  const made = subject.type === 'user' ? null : changeOfLocalId(subject.id);
  return made === null ? [] : [made];
}

/**
 * access.give: gives `to` the rules that it lacks to have what `from` has. A preview says only which they are and what
 * the grant rules say to them; else they are saved as one group of changes.
 */
export async function giveAccess(
  deps: EditDeps,
  room: EditRoom,
  input: Gated<ParsedInput<'access.give'>>,
): Promise<GiveReport> {
  const { mirror, session } = room;
  const { from: left, to: right, as, gates, only } = input;
  const { toRight, ...compared } = await mirror.access.compare({ left, right, as, gates, scope: null });
  const subject = subjectRefOf(compared.right);
  const chosen = toRight.filter((grant) => (only === null ? !grant.redundant : isChosen(grant, only)));
  const grants = grantsOf(chosen);
  const [facts, held, rights, candidates, { asOf }] = await Promise.all([
    readGrantFacts(mirror),
    mirror.rulesOf(subject),
    readActorRights(room),
    subject.type === 'user' ? mirror.usersLike(subject.id) : [],
    mirror.info(),
  ]);
  const findings =
    grants.length === 0
      ? []
      : [
          ...checkActor(session.describe().abilities, ['grant-rules']),
          ...checkGrants(grants, { subjectType: subject.type, held, ...facts }),
          ...checkEscalation(grants, rights),
          ...(await checkSubjects(
            room,
            grants.flatMap(({ roleId, scopes }) =>
              scopes.map((scope) => {
                const roleName = facts.roleNames.get(roleId) ?? `Role ${roleId}`;
                const scopeName = facts.scopes.find(scope)?.name ?? scope.id;
                return aboutToGive(subject, { roleId, roleName, scope, scopeName });
              }),
            ),
          )),
        ];
  const planned = only === null ? toRight : chosen;
  if (input.preview || grants.length === 0) return { planned, findings, report: null };
  refuseUnlessReasoned(findings, input.acknowledged, input.reason);
  const user = candidates.find(({ likeness }) => likeness === 'same')?.user ?? null;
  const order = {
    subject,
    grants,
    facts,
    held,
    base: userSeen(user, asOf),
    reason: keptReason(input.reason),
  };
  const plan = planMoreRules(order, earlierChanges(room.outbox.open(), subject), planIds(deps, room));
  const after = waitFor(subject);
  const submitted = await submit(deps, room, {
    ...plan,
    drafts: plan.drafts.map((draft) => ({ ...draft, dependsOn: [...draft.dependsOn, ...after] })),
    title: `Give ${compared.right.label} what ${compared.left.label} has`,
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: true,
  });
  return { planned, findings, report: editReportOf(deps.tray, submitted) };
}
