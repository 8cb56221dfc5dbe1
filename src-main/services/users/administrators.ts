import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import type { Administrator } from '../../../src-shared/rules/delete-rules.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { Mirror } from '../../db/mirror.ts';

/** Rows a window may bring at once. */
const windowSize = 500;

/** Who can administrate the whole tenant, as far as the mirror shows (V20, V21). */
export interface AdministratorFacts {
  readonly administrators: readonly Administrator[];
  readonly roleIds: ReadonlySet<number>;
  /** By user id: the groups through which someone is an administrator. */
  readonly throughGroups: ReadonlyMap<string, readonly string[]>;
  readonly ssoInUse: boolean;
}

const onWholeTenant = (rule: AccessRule): boolean =>
  rule.scopeType === 'tenant' || rule.scopeType === 'system';

/** Users who are members of a group, as far as the tenant has told. */
async function membersOf(mirror: Mirror, group: string): Promise<User[]> {
  const members: User[] = [];
  for (let from = 0; ; from += windowSize) {
    const page = await mirror.window({
      view: 'users',
      search: '',
      filters: [{ column: 'groups', op: 'is', values: [group] }],
      sort: [],
      from,
      to: from + windowSize,
      columns: [],
      facets: false,
    });
    members.push(...(await mirror.users(page.ids)));
    if (page.ids.length === 0 || from + page.ids.length >= page.total) return members;
  }
}

/** Users whom a rule gives its role: the one it names, or the known members of its group. */
export async function holdersOf(
  mirror: Mirror,
  rule: Pick<AccessRule, 'subjectType' | 'subjectId'>,
): Promise<readonly User[]> {
  if (rule.subjectType === 'group') return await membersOf(mirror, rule.subjectId);
  if (rule.subjectType !== 'user') return [];
  const alike = await mirror.usersLike(rule.subjectId);
  const same = alike.filter(({ likeness }) => likeness === 'same').map(({ user }) => user);
  // Some tenants name users by id in their rules (tenant-api §5.1).
  return same.length > 0 ? same : await mirror.users([rule.subjectId]);
}

/**
 * System administrators with a rule on the whole tenant: users named by a rule, and members of a named group.
 * Pre-authorised e-mails without an account and service accounts do not count: nobody can sign in with them today.
 * Rules in `gone` are left out, to see who would be left without them.
 */
export async function readAdministrators(
  mirror: Mirror,
  gone: ReadonlySet<number> = new Set(),
): Promise<AdministratorFacts> {
  const [roles, info] = await Promise.all([mirror.roles(), mirror.info()]);
  const names = new Map(
    roles.filter(({ name }) => isSystemAdministrator(name)).map(({ id, name }) => [id, name]),
  );
  const roleIds = new Set(names.keys());
  const found = new Map<string, Administrator>();
  const throughGroups = new Map<string, string[]>();
  for (const roleId of roleIds) {
    const rules = (await mirror.rulesOfRole(roleId)).filter(
      (rule) => onWholeTenant(rule) && !gone.has(rule.id),
    );
    for (const rule of rules) {
      for (const { id, email, isLocal } of await holdersOf(mirror, rule)) {
        found.set(id, { userId: id, email, isLocal, roleName: names.get(roleId) ?? rule.roleName });
        if (rule.subjectType === 'group') {
          throughGroups.set(id, [...(throughGroups.get(id) ?? []), rule.subjectId]);
        }
      }
    }
  }
  const administrators = [...found.values()];
  const ssoInUse = info.counts.groups > 0 || administrators.some((one) => one.isLocal === false);
  return { administrators, roleIds, throughGroups, ssoInUse };
}

/** How many of the administrators that stay are looked up before an act, at most. */
const lookedUp = 10;

/**
 * Asks the tenant itself whether one of those who stay still is there and still administrates, by a rule of their own
 * or of a group they are known to be in, local ones first. The rule `except` is about to go and does not count. The
 * mirror may be old, and a lock-out cannot be undone.
 */
export async function someoneStays(
  client: TenantClient,
  staying: readonly Administrator[],
  facts: Pick<AdministratorFacts, 'roleIds' | 'throughGroups'>,
  except: number | null = null,
): Promise<boolean> {
  const administrates = async (subject: SubjectRef): Promise<boolean> =>
    (await client.rulesOf(subject)).some(
      ({ rule }) => rule.id !== except && facts.roleIds.has(rule.roleId) && onWholeTenant(rule),
    );
  const localFirst = [...staying].sort((a, b) => Number(b.isLocal === true) - Number(a.isLocal === true));
  for (const one of localFirst.slice(0, lookedUp)) {
    if ((await client.findUser(one.email)) === null) continue;
    if (await administrates({ type: 'user', id: one.email })) return true;
    for (const group of facts.throughGroups.get(one.userId) ?? []) {
      if (await administrates({ type: 'group', id: group })) return true;
    }
  }
  return false;
}
