import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import type { CreateReport, Grant, SendWhen } from '../../../src-shared/ipc/users-contract.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { type ActorRights, checkEscalation } from '../../../src-shared/rules/escalation-rules.ts';
import { type NarrowerRule, narrowerRules } from '../../../src-shared/rules/narrower-rules.ts';
import { planSubjectRules } from '../../../src-shared/rules/planned-rules.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { isWaiting } from '../edits/change-ending.ts';
import { createReportOf } from '../edits/create-report.ts';
import { type EditDeps, type EditRoom, openChanges, openRoom, planIds } from '../edits/edit-room.ts';
import { planMoreRules } from '../edits/plan-more-rules.ts';
import { ofKind, userSeen } from '../edits/edit-draft.ts';
import { submit } from '../edits/submit.ts';
import { readActorRights } from '../rules/actor-rights.ts';
import { aboutGoing, planGoing } from '../rules/narrower.ts';
import { asSent } from './email-state.ts';
import { type GrantFacts, readGrantFacts } from './grant-facts.ts';
import { ownRules } from './own-rules.ts';
import { refuseUnlessReasoned } from './refuse.ts';

/** Changes that make the account of an e-mail, or give it rules, as they stand. */
function changesOn(open: readonly Change[], email: string) {
  const folded = foldEmail(email);
  return {
    account: ofKind(open, 'user.create').findLast(({ edit }) => foldEmail(edit.email) === folded) ?? null,
    rules: ofKind(open, 'rule.create').filter(
      ({ edit }) => edit.subject.type === 'user' && foldEmail(edit.subject.id) === folded,
    ),
  };
}

/** What the user holds that wider ones of the grants cover: the rules of the preview, `rules.addPreview`. */
async function narrowerOf(
  { mirror }: Pick<EditRoom, 'mirror'>,
  user: {
    readonly subject: SubjectRef;
    readonly existing: User | null;
    readonly held: readonly AccessRule[];
  },
  grants: readonly Grant[],
  facts: GrantFacts,
  rights: ActorRights,
): Promise<readonly NarrowerRule[]> {
  const { subject, existing } = user;
  const held = existing === null ? user.held : await ownRules(mirror, existing);
  return narrowerRules(
    [{ subject, held }],
    planSubjectRules([{ subject, held }], grants, facts, rights),
    facts.scopes,
  );
}

/**
 * users.addRules: gives rules to an e-mail, whether it is a user, a half-made one, one that waits to be sent, or a
 * pre-authorised one. Rules that are held are reported as `exists` and not asked for again, so that repairing twice is
 * harmless; earlier changes for the same rule that came to nothing are replaced.
 */
export async function addRules(
  deps: EditDeps,
  wanted: {
    readonly email: string;
    readonly grants: readonly Grant[];
    /** Rules that are held and that a wider one of these covers go too. */
    readonly removeNarrower?: boolean | undefined;
    readonly acknowledged: readonly string[];
    readonly reason?: string | null | undefined;
    readonly send?: SendWhen;
  },
): Promise<CreateReport> {
  const room = openRoom(deps);
  const { mirror, session } = room;
  const [candidates, facts, { asOf }] = await Promise.all([
    mirror.usersLike(asSent(wanted.email)),
    readGrantFacts(mirror),
    mirror.info(),
  ]);
  const existing = candidates.find((candidate) => candidate.likeness === 'same')?.user ?? null;
  const email = existing?.email ?? asSent(wanted.email);
  const held = await mirror.rulesOf({ type: 'user', id: email });
  const rights = await readActorRights(room);
  const subject = { type: 'user', id: email } as const;
  const going =
    wanted.removeNarrower === true
      ? await narrowerOf(room, { subject, existing, held }, wanted.grants, facts, rights)
      : [];
  refuseUnlessReasoned(
    [
      ...checkActor(session.describe().abilities, ['grant-rules']),
      ...(existing === null ? checkEmail(wanted.email) : []),
      ...checkGrants(wanted.grants, { subjectType: 'user', held: [], ...facts }),
      ...checkEscalation(wanted.grants, rights),
      ...(await aboutGoing(room, going, rights)),
    ],
    wanted.acknowledged,
    wanted.reason,
  );
  const before = changesOn(room.outbox.open(), email);
  const ids = planIds(deps, room);
  const plan = planMoreRules(
    {
      subject,
      grants: wanted.grants,
      facts,
      held,
      base: userSeen(existing, asOf),
      reason: keptReason(wanted.reason),
    },
    before,
    ids,
  );
  const submitted = await submit(deps, room, {
    ...plan,
    drafts: [...plan.drafts, ...planGoing(going, plan.drafts, openChanges(room), asOf, ids)],
    title: `Access of ${email}`,
    acknowledged: wanted.acknowledged,
    send: wanted.send,
    bulk: false,
  });
  const { account, rules } = before;
  const earlier = [account, ...rules].flatMap((change) => {
    const now = change === null ? null : room.outbox.get(change.id);
    if (now === null || now.state === 'cancelled') return [];
    return now.edit.kind === 'user.create' && !isWaiting(now) ? [] : [now];
  });
  const id = existing?.id ?? null;
  return createReportOf({
    email,
    userId: id === null || changeOfLocalId(id) !== null ? null : id,
    there: existing === null ? 'pre-authorised' : 'exists',
    grants: wanted.grants,
    facts,
    held,
    going: going.map(({ rule }) => rule),
    changes: [...earlier, ...submitted.changes],
    credential: null,
    requests: submitted.requests,
  });
}
