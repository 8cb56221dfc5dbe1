import { checkLegacyUser, type LegacyChoice } from '../../../src-shared/rules/legacy-user-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { checkGrid } from '../../../src-shared/rules/role-grid-rules.ts';
import type { Grant, NewUser } from '../../../src-shared/ipc/users-contract.ts';
import type { Mirror } from '../../db/mirror.ts';

/** What a new user of 2.13 gets: as rules, as what the account is made with, and what is to be said of it. */
export interface LegacyOrder {
  readonly grants: readonly Grant[];
  readonly access: readonly { readonly roleId: number; readonly scopes: Grant['scopes'] }[];
  readonly findings: readonly Finding[];
}

/** The clusters that all grants have in common; the terminal gives grants, the window the choice itself. */
function choiceOf({ kind, grants, legacy }: Pick<NewUser, 'kind' | 'grants' | 'legacy'>): LegacyChoice {
  const sso = kind === 'sso';
  if (legacy !== undefined) return { ...legacy, sso };
  const scopes = grants.flatMap((grant) => grant.scopes);
  const clusters = scopes.filter(({ type }) => type === 'cluster').map(({ id }) => id);
  return {
    sso,
    roleIds: [...new Set(grants.map(({ roleId }) => roleId))],
    clusters: scopes.some(({ type }) => type === 'tenant') ? 'all' : [...new Set(clusters)],
  };
}

/** Reads roles and clusters of a new user of 2.13 out of what was asked for. */
export async function readLegacyOrder(
  mirror: Mirror,
  wanted: Pick<NewUser, 'kind' | 'email' | 'grants' | 'legacy'>,
): Promise<LegacyOrder> {
  const [roles, tree] = await Promise.all([mirror.roles(), mirror.scopeTree(false)]);
  const choice = choiceOf(wanted);
  const tenant = tree.find(({ type }) => type === 'tenant')?.id;
  const scopes = ((): Grant['scopes'] => {
    if (choice.clusters === 'none') return [];
    if (choice.clusters !== 'all') return choice.clusters.map((id) => ({ type: 'cluster' as const, id }));
    return tenant === undefined ? [] : [{ type: 'tenant', id: tenant }];
  })();
  const asked = wanted.grants.flatMap(({ roleId, scopes: places }) =>
    places.map(({ type, id }) => ({ roleId, scopeType: type, scopeId: id })),
  );
  const fits = asked.length === 0 ? [] : checkGrid(asked, { type: 'user', id: wanted.email });
  const clusters = new Set(tree.filter(({ type }) => type === 'cluster').map(({ id }) => id));
  const access = choice.roleIds.map((roleId) => ({ roleId, scopes }));
  return {
    access,
    grants: scopes.length === 0 ? [] : access,
    findings: [...fits, ...checkLegacyUser(choice, { roles, clusters })],
  };
}
