import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { subjectsOfAccount } from '../../../src-shared/rules/own-account-rules.ts';
import type { ActorRights } from '../../../src-shared/rules/escalation-rules.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { type OwnAccountFacts, readOwnAccount } from './own-account.ts';

type OwnFacts = OwnAccountFacts & Pick<Mirror, 'rulesOf'>;
type Facts = OwnFacts & Pick<Mirror, 'roles' | 'scopeTree'>;

const nothing = { find: () => null, isBelow: () => false, ancestors: () => [], hasProject: () => false };

/** Nothing is known: the tenant decides. */
const unknown: ActorRights = {
  rules: [],
  roles: new Map(),
  scopes: { ...nothing, label: ({ type, id }) => `${type} ${id}` },
};

const isEverywhere = ({ roleName, scopeType }: AccessRule): boolean =>
  isSystemAdministrator(roleName) && (scopeType === 'tenant' || scopeType === 'system');

/** How rules may call the actor: an e-mail with its groups, or a service account by client id, name or id. */
async function subjectsOf(mirror: OwnFacts, actor: string): Promise<SubjectRef[]> {
  const user = (await mirror.usersLike(actor)).find(({ likeness }) => likeness === 'same')?.user;
  if (user !== undefined) {
    return [
      { type: 'user', id: user.email },
      { type: 'user', id: user.id },
      ...user.groups.map((id): SubjectRef => ({ type: 'group', id })),
    ];
  }
  const account = await readOwnAccount(mirror, actor);
  return account === null ? [{ type: 'user', id: actor }] : subjectsOfAccount(account);
}

/** Rules that apply to the actor, those that are only made here among them. */
export async function rulesOfActor(mirror: OwnFacts, actor: string): Promise<AccessRule[]> {
  const everybody: SubjectRef = { type: 'all-authenticated-users', id: 'all-authenticated-users' };
  const subjects = [...(await subjectsOf(mirror, actor)), everybody];
  const found = await Promise.all(subjects.map((subject) => mirror.rulesOf(subject)));
  return found.flat();
}

const givesAccess = (role: Role | undefined): boolean =>
  role?.permissions.some(
    ({ resourceType, actions }) => resourceType === 'access_rules' && actions.includes('create'),
  ) ?? false;

/**
 * What the signed-in actor holds, as the mirror shows it, for V23 and V24. For a System administrator of the whole tenant
 * nothing more is read. Where the tenant says that the actor may give access, and no rule that we see explains it, there
 * is a way to it that we do not see (a group of theirs, say): then nothing is decided here.
 */
export async function readActorRights({
  mirror,
  session,
}: Pick<EditRoom, 'session'> & { readonly mirror: Facts }): Promise<ActorRights> {
  const { actor, abilities } = session.describe();
  const rules = (await rulesOfActor(mirror, actor)).filter(({ id }) => id > 0);
  if (rules.length === 0) return unknown;
  const everywhere = rules.find((rule) => isEverywhere(rule));
  if (everywhere !== undefined) return { ...unknown, rules: [everywhere] };
  const [roles, tree] = await Promise.all([mirror.roles(), mirror.scopeTree(false)]);
  const byId = new Map(roles.map((role) => [role.id, role]));
  const explained = rules.some(({ roleId }) => givesAccess(byId.get(roleId)));
  if (abilities.createRules.allowed && !explained) return unknown;
  return {
    rules,
    roles: byId,
    scopes: createScopeIndex(tree),
  };
}

/**
 * {@link readActorRights}, read once for as long as the mirror looks the same: a push asks before each change it sends, and
 * there may be thousands.
 */
export function keepActorRights(parts: Pick<EditRoom, 'session' | 'mirror'>): () => Promise<ActorRights> {
  let kept: { readonly of: string; readonly rights: Promise<ActorRights> } | null = null;
  // The mirror goes with the room: there is nothing to undo.
  parts.mirror.onChanged(() => {
    kept = null;
  });
  return async () => {
    const { actor, abilities } = parts.session.describe();
    const of = JSON.stringify([actor, abilities.createRules.allowed]);
    if (kept?.of === of) return await kept.rights;
    const rights = readActorRights(parts);
    const mine = { of, rights };
    kept = mine;
    try {
      return await rights;
    } catch (error) {
      if (kept === mine) kept = null;
      throw error;
    }
  };
}
