import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { CreateReport, NewUser } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { recorded } from '../journal.ts';
import { asSent, readEmailFacts } from './email-state.ts';
import { giveRules, hasUnfinished, untriedParts } from './give-rules.ts';
import { readGrantFacts } from './grant-facts.ts';
import { refuseUnlessAcceptable } from './refuse.ts';
import { noteFacts, onlineTenant, type OnlineTenant, type UsersServiceDeps } from './user-act.ts';

/** How the account part ended. `goOn` tells whether the rules may follow at once. */
interface AccountEnding {
  readonly account: CreateReport['account'];
  readonly userId: string | null;
  readonly credential: CreateReport['credential'];
  readonly goOn: boolean;
  /** Whether giving the rules later makes sense. */
  readonly accountThere: boolean;
}

/** The lost reply held the only copy of the temporary password; the account is looked up, never created again. */
async function readBack(
  deps: UsersServiceDeps,
  tenant: OnlineTenant,
  email: string,
  lost: unknown,
): Promise<AccountEnding> {
  const nothing = { userId: null, credential: null, goOn: false, accountThere: false };
  try {
    const found = await tenant.client.findUser(email);
    if (found === null) {
      const error = new RolebookError({
        kind: 'tenant',
        origin: 'cloud',
        reason: 'reply-lost-not-created',
        retryable: true,
        message: 'The tenant’s reply was lost, and there is no such account. Nothing was created.',
        hint: 'Save again.',
      }).body;
      return { ...nothing, account: { outcome: 'failed', error } };
    }
    await noteFacts(deps, tenant.mirror, () => ({ users: [found.raw] }));
    const error = new RolebookError({
      kind: 'tenant',
      origin: 'cloud',
      reason: 'password-not-received',
      message: 'The account exists, but the reply with its temporary password was lost.',
      hint: 'Reset the password to get a new one, and give the access rules to the account.',
    }).body;
    return {
      account: { outcome: 'unknown', error },
      userId: found.id,
      credential: null,
      goOn: false,
      accountThere: true,
    };
  } catch {
    return { ...nothing, account: { outcome: 'unknown', error: toErrorBody(lost) } };
  }
}

async function alreadyThere(
  deps: UsersServiceDeps,
  tenant: OnlineTenant,
  email: string,
): Promise<AccountEnding> {
  const found = await tenant.client.findUser(email).catch(() => null);
  if (found !== null) await noteFacts(deps, tenant.mirror, () => ({ users: [found.raw] }));
  const error = new RolebookError({
    kind: 'conflict',
    origin: 'cloud',
    reason: 'email-taken',
    status: 409,
    message: `${email} is a user of this tenant already.`,
    hint: 'Give the access rules to the existing account instead.',
  }).body;
  return {
    account: { outcome: 'exists', error },
    userId: found?.id ?? null,
    credential: null,
    goOn: false,
    accountThere: true,
  };
}

async function createAccount(
  deps: UsersServiceDeps,
  tenant: OnlineTenant,
  email: string,
  wanted: NewUser,
): Promise<AccountEnding> {
  const { client, session } = tenant;
  try {
    const { userId, credential } = await recorded(deps, {
      verb: 'user.create',
      object: email,
      detail: { notify: wanted.notify },
      run: async () => {
        const made = await client.createUser({
          email,
          firstName: client.features.userNames ? wanted.firstName : null,
          lastName: client.features.userNames ? wanted.lastName : null,
          notify: wanted.notify,
        });
        // Into the tray before anything else can go wrong: there is no second copy.
        const { connection } = session.describe();
        const info =
          made.temporaryPassword === ''
            ? null
            : deps.tray.add(
                {
                  kind: 'temporary-password',
                  account: made.email,
                  tenantUrl: connection.url,
                  tenantLabel: connection.label,
                  cause: 'user-created',
                  mustChange: true,
                },
                made.temporaryPassword,
              );
        return { userId: made.id, credential: info };
      },
      judge: (made) => ({ result: 'done', detail: { userId: made.userId } }),
    });
    return {
      account: { outcome: 'created', error: null },
      userId,
      credential,
      goOn: true,
      accountThere: true,
    };
  } catch (thrown) {
    const error = toErrorBody(thrown);
    if (error.reason === 'outcome-unknown') return await readBack(deps, tenant, email, thrown);
    if (error.kind === 'conflict') return await alreadyThere(deps, tenant, email);
    return {
      account: { outcome: 'failed', error },
      userId: null,
      credential: null,
      goOn: false,
      accountThere: false,
    };
  }
}

function refuseUnavailableMail(tenant: OnlineTenant, wanted: NewUser): void {
  const { allowed, reason } = tenant.abilities.notifyByMail;
  if (!wanted.notify || wanted.kind !== 'local' || allowed) return;
  throw new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'notify-unavailable',
    message: reason ?? 'This tenant does not send mails to new users.',
    hint: 'Save without the mail and hand the credential over yourself.',
  });
}

/**
 * users.create: makes the local account (or pre-authorises an SSO e-mail) and gives the rules. Everything is checked
 * here again. The report tells of each part; a half-made user is never undone and never retried by itself.
 */
export async function createUser(deps: UsersServiceDeps, wanted: NewUser): Promise<CreateReport> {
  const tenant = await onlineTenant(deps);
  const { client, mirror, abilities } = tenant;
  const [about, facts] = await Promise.all([
    readEmailFacts(mirror, wanted.email, wanted.kind),
    readGrantFacts(mirror),
  ]);
  refuseUnavailableMail(tenant, wanted);
  refuseUnlessAcceptable(
    [
      ...checkActor(abilities, wanted.kind === 'local' ? ['create-user'] : []),
      ...checkActor(abilities, wanted.grants.length > 0 ? ['grant-rules'] : []),
      ...about.findings,
      ...checkGrants(wanted.grants, { subjectType: 'user', held: about.held, ...facts }),
    ],
    wanted.acknowledged,
  );
  const before = client.usage().requests;
  const email = about.existing?.email ?? asSent(wanted.email);
  const ending: AccountEnding =
    wanted.kind === 'local'
      ? await createAccount(deps, tenant, email, wanted)
      : {
          account: { outcome: 'pre-authorised', error: null },
          userId: about.existing?.id ?? null,
          credential: null,
          goOn: true,
          accountThere: true,
        };
  const order = { subject: { type: 'user' as const, id: email }, grants: wanted.grants, facts, held: [] };
  const delivery = ending.goOn
    ? await giveRules(deps, client, order)
    : { parts: untriedParts(facts, wanted.grants), raws: [] };
  if (ending.goOn) {
    await noteFacts(deps, mirror, async () => {
      // Without the fact of the user the rules are still worth noting; a sync brings the user.
      const raw =
        wanted.kind === 'local' && ending.userId !== null
          ? await client.readUser(ending.userId).catch(() => null)
          : null;
      return { users: raw === null ? [] : [raw], rules: delivery.raws };
    });
  }
  return {
    email,
    userId: ending.userId,
    account: ending.account,
    rules: delivery.parts,
    credential: ending.credential,
    repairable: ending.accountThere && hasUnfinished(delivery.parts),
    requests: client.usage().requests - before,
  };
}
