import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CreateReport, NewUser } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { checkEscalation } from '../../../src-shared/rules/escalation-rules.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { createReportOf } from '../edits/create-report.ts';
import { ofKind, userSeen } from '../edits/edit-draft.ts';
import { credentialOf } from '../edits/edit-report.ts';
import { type EditDeps, type EditRoom, openRoom, planIds } from '../edits/edit-room.ts';
import { planNewUser } from '../edits/plan-new-user.ts';
import { submit } from '../edits/submit.ts';
import { readActorRights } from '../rules/actor-rights.ts';
import { asSent, readEmailFacts } from './email-state.ts';
import { readGrantFacts } from './grant-facts.ts';
import { readLegacyOrder } from './legacy-choice.ts';
import { refuseUnlessReasoned } from './refuse.ts';

function refuseUnavailableMail({ session }: EditRoom, wanted: NewUser): void {
  const { allowed, reason } = session.describe().abilities.notifyByMail;
  if (!wanted.notify || wanted.kind !== 'local' || allowed) return;
  throw new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'notify-unavailable',
    message: reason ?? 'This tenant does not send mails to new users.',
    hint: 'Save without the mail and hand the credential over yourself.',
  });
}

/** Earlier attempts at the same account that the tenant refused for good: this one takes their place. */
function refusedBefore({ outbox }: EditRoom, email: string): string[] {
  const folded = foldEmail(email);
  return ofKind(outbox.open(), 'user.create')
    .filter(({ state, edit }) => state === 'rejected' && foldEmail(edit.email) === folded)
    .map((change) => change.id);
}

/**
 * users.create: saves the local account (or pre-authorises an SSO e-mail) and its rules, and sends them when the tenant
 * is within reach. The report tells of each part; a half-made user is never undone and never repeated by itself.
 */
export async function createUser(deps: EditDeps, wanted: NewUser): Promise<CreateReport> {
  const room = openRoom(deps);
  const { mirror, session } = room;
  const { abilities, productLine } = session.describe();
  const [about, facts, { asOf }] = await Promise.all([
    readEmailFacts(mirror, wanted.email, wanted.kind),
    readGrantFacts(mirror),
    mirror.info(),
  ]);
  refuseUnavailableMail(room, wanted);
  // Where roles stand on users, they go with the account and are looked at by rules of their own.
  const legacy = productLine === '2.13' ? await readLegacyOrder(mirror, wanted) : null;
  const grants = legacy?.grants ?? wanted.grants;
  const rights = await readActorRights(room);
  refuseUnlessReasoned(
    [
      ...checkActor(abilities, wanted.kind === 'local' ? ['create-user'] : []),
      ...checkActor(abilities, grants.length > 0 ? ['grant-rules'] : []),
      ...about.findings,
      ...(legacy?.findings ?? checkGrants(grants, { subjectType: 'user', held: about.held, ...facts })),
      ...checkEscalation(grants, rights),
    ],
    wanted.acknowledged,
    wanted.reason,
  );
  const email = about.existing?.email ?? asSent(wanted.email);
  const [first, ...others] = planNewUser(
    {
      ...wanted,
      grants: [...grants],
      access: wanted.kind === 'local' ? legacy?.access : undefined,
      reason: keptReason(wanted.reason),
    },
    email,
    facts,
    userSeen(about.existing, asOf),
    planIds(deps, room),
  );
  const drops = wanted.kind === 'local' ? refusedBefore(room, email) : [];
  const submitted = await submit(deps, room, {
    title: wanted.kind === 'local' ? `New user ${email}` : `Access of ${email}`,
    // What is made with an account stands first.
    drafts: first === undefined ? [] : [{ ...first, instead: drops }, ...others],
    drops,
    acknowledged: wanted.acknowledged,
    send: wanted.send,
    bulk: false,
  });
  const [account] = ofKind(submitted.changes, 'user.create');
  return createReportOf({
    email,
    userId: about.existing?.id ?? null,
    there: 'pre-authorised',
    grants,
    facts,
    held: [],
    changes: submitted.changes,
    credential: credentialOf(deps.tray, account),
    requests: submitted.requests,
  });
}
