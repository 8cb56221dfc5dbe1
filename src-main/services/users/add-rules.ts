import type { CreateReport, Grant } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { asSent } from './email-state.ts';
import { giveRules, hasUnfinished } from './give-rules.ts';
import { readGrantFacts } from './grant-facts.ts';
import { refuseUnlessAcceptable } from './refuse.ts';
import { noteFacts, onlineTenant, type UsersServiceDeps } from './user-act.ts';

/**
 * users.addRules: gives rules to an e-mail, whether it is a user, a half-made one or a pre-authorised one. Rules the
 * mirror knows to be held are reported as `exists` and not asked for again, so that repairing twice is harmless.
 */
export async function addRules(
  deps: UsersServiceDeps,
  wanted: {
    readonly email: string;
    readonly grants: readonly Grant[];
    readonly acknowledged: readonly string[];
  },
): Promise<CreateReport> {
  const { client, mirror, abilities } = await onlineTenant(deps);
  const [candidates, facts] = await Promise.all([
    mirror.usersLike(asSent(wanted.email)),
    readGrantFacts(mirror),
  ]);
  const existing = candidates.find((candidate) => candidate.likeness === 'same')?.user ?? null;
  const email = existing?.email ?? asSent(wanted.email);
  const held = await mirror.rulesOf({ type: 'user', id: email });
  refuseUnlessAcceptable(
    [
      ...checkActor(abilities, ['grant-rules']),
      ...(existing === null ? checkEmail(wanted.email) : []),
      ...checkGrants(wanted.grants, { subjectType: 'user', held: [], ...facts }),
    ],
    wanted.acknowledged,
  );
  const before = client.usage().requests;
  const delivery = await giveRules(deps, client, {
    subject: { type: 'user', id: email },
    grants: wanted.grants,
    facts,
    held,
  });
  await noteFacts(deps, mirror, () => ({ rules: delivery.raws }));
  return {
    email,
    userId: existing?.id ?? null,
    account: { outcome: existing === null ? 'pre-authorised' : 'exists', error: null },
    rules: delivery.parts,
    credential: null,
    repairable: hasUnfinished(delivery.parts),
    requests: client.usage().requests - before,
  };
}
