import type { User } from '../../../src-shared/domain/user.ts';
import type { DeletePreview } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import {
  checkDeleteTarget,
  checkLastAdministrator,
  type DeleteContext,
  type DeleteTarget,
  phraseToType,
} from '../../../src-shared/rules/delete-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { TenantSession } from '../../session/tenant-session.ts';
import type { Leaver } from '../edits/plan-user-deletion.ts';
import { soleHolders } from '../rules/sole-holders.ts';
import { readAdministrators } from './administrators.ts';
import { ownRules } from './own-rules.ts';

/** The preview together with what it rests on. */
export interface DeletePlan {
  readonly preview: DeletePreview;
  readonly users: readonly User[];
  /** Each user with the rules that name it. */
  readonly leavers: readonly Leaver[];
}

async function servicesMadeBy(mirror: Mirror, email: string): Promise<number> {
  const page = await mirror.window({
    view: 'service-accounts',
    search: '',
    filters: [{ column: 'createdBy', op: 'is', values: [email] }],
    sort: [],
    from: 0,
    to: 0,
    columns: [],
    facets: false,
  });
  return page.total;
}

/** V20–V22, V26, V27, V29 for these users, from the mirror; ids it does not have are left out. */
export async function planDelete(
  mirror: Mirror,
  session: TenantSession,
  ids: readonly string[],
): Promise<DeletePlan> {
  const [users, facts, info] = await Promise.all([
    mirror.users([...new Set(ids)]),
    readAdministrators(mirror),
    mirror.info(),
  ]);
  const { actor, abilities } = session.describe();
  const context: DeleteContext = {
    actor,
    administrators: facts.administrators,
    ssoInUse: facts.ssoInUse,
  };
  const going = new Set(users.flatMap((user) => [foldEmail(user.email), user.id]));
  const groupHasRules = new Map<string, boolean>();

  const soleHolderOf = soleHolders(
    mirror,
    (other) =>
      other.subjectType === 'user' && (going.has(foldEmail(other.subjectId)) || going.has(other.subjectId)),
  );

  const targets: DeleteTarget[] = [];
  const leavers: Leaver[] = [];
  const rows: DeletePreview['users'] = [];
  for (const user of users) {
    const rules = await ownRules(mirror, user);
    leavers.push({ user, rules });
    const groupsWithRules: string[] = [];
    if (user.isLocal === false) {
      for (const group of user.groups) {
        const has =
          groupHasRules.get(group) ?? (await mirror.rulesOf({ type: 'group', id: group })).length > 0;
        groupHasRules.set(group, has);
        if (has) groupsWithRules.push(group);
      }
    }
    const made = info.counts['service-accounts'] > 0 ? await servicesMadeBy(mirror, user.email) : 0;
    const target: DeleteTarget = {
      id: user.id,
      email: user.email,
      isLocal: user.isLocal,
      groupsWithRules,
      soleHolderOf: await soleHolderOf(rules),
      owns: made === 0 ? [] : [made === 1 ? '1 service account' : `${made} service accounts`],
    };
    targets.push(target);
    rows.push({
      id: user.id,
      email: user.email,
      isLocal: user.isLocal,
      ruleCount: rules.length,
      rules: rules.map(({ roleName, scopeName, scopeType }) => ({ roleName, scopeName, scopeType })),
      lastLogin: user.lastLogin,
      findings: checkDeleteTarget(target, context),
    });
  }
  return {
    users,
    leavers,
    preview: {
      users: rows,
      findings: [...checkActor(abilities, ['delete-user']), ...checkLastAdministrator(targets, context)],
      typedPhrase: phraseToType(targets, context),
    },
  };
}
