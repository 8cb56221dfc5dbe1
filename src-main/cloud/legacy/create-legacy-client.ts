import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import { whyLacking } from '../../../src-shared/profiles/product-features.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Http } from '../http.ts';
import type { CallerPermission, TenantClient } from '../tenant-client.ts';
import { createRoleCalls } from '../role-calls.ts';
import { createAccessKeyCalls } from '../access-key-calls.ts';
import { createSignOnCalls } from '../sign-on-calls.ts';
import { createLegacyApps } from './legacy-apps.ts';
import { createLegacyCalls } from './legacy-calls.ts';
import { createLegacyPages } from './legacy-pages.ts';
import { createLegacyRules } from './legacy-rules.ts';
import { createLegacyUsers } from './legacy-users.ts';

/** What a client of 2.13 needs to know beside the tenant's address. */
export interface LegacyParts {
  /** E-mail or client id of who is signed in: that version cannot be asked what its caller may do. */
  readonly account: string;
  /** Fit for secrets: passwords are made from it. */
  readonly random: Pick<Random, 'below'>;
}

const all = ['create', 'read', 'update', 'delete'];
const kinds = ['users', 'access_rules', 'service-account'];
const rights = (actions: readonly string[]): CallerPermission[] => [
  ...kinds.map((resourceType) => ({ resourceType, actions })),
  { resourceType: 'roles', actions: ['read'] },
];

/** What roles of 2.13 may do with users, in the words of later versions (SDK documentation of the users API). */
const rightsOf: Readonly<Record<string, readonly CallerPermission[]>> = {
  admin: rights(all),
  editor: rights(['read']),
  viewer: rights(['read']),
};

/** Failures that say that this caller may not look: then it has no rights that we know of. */
const mayNotLook: ReadonlySet<string> = new Set(['not-permitted', 'not-found']);

/** The client of 2.13, whose users, groups and applications carry roles and clusters themselves (decision 0006). */
export function createLegacyClient(
  http: Http,
  dialect: Dialect,
  { account, random }: LegacyParts,
): TenantClient {
  const calls = createLegacyCalls(http);
  const { madeWith, ...rules } = createLegacyRules(calls, random);
  const nothingTells = (): Promise<never> =>
    Promise.reject(
      new RolebookError({
        kind: 'unavailable',
        origin: 'cloud',
        reason: 'version-lacks-it',
        message: whyLacking('changeFeed', dialect.line) ?? '',
      }),
    );
  return {
    origin: http.origin,
    productLine: dialect.line,
    features: dialect.features,
    usage: () => http.usage(),
    clocks: () => http.clocks(),
    feed: { users: nothingTells, rules: nothingTells, events: nothingTells },
    ...createLegacyPages(calls),
    ...createLegacyUsers(calls, dialect, random, madeWith),
    ...createLegacyApps(calls, dialect),
    ...createRoleCalls(http, dialect),
    ...createSignOnCalls(http, dialect),
    ...createAccessKeyCalls(http, dialect),
    ...rules,

    async callerPermissions(signal) {
      try {
        const holders = await calls.holders(signal);
        const mine = holders.find(
          ({ subjectType, subjectId, raw }) =>
            (subjectType === 'user' && foldEmail(subjectId) === foldEmail(account)) ||
            (subjectType === 'app' && (subjectId === account || raw['name'] === account)),
        );
        const held = new Map<string, Set<string>>();
        for (const role of mine?.access.roles ?? []) {
          for (const { resourceType, actions } of rightsOf[role] ?? []) {
            held.set(resourceType, new Set([...(held.get(resourceType) ?? []), ...actions]));
          }
        }
        return [...held].map(([resourceType, actions]) => ({ resourceType, actions: [...actions] }));
      } catch (error) {
        if (error instanceof RolebookError && mayNotLook.has(error.body.kind)) return [];
        throw error;
      }
    },

    async tenantNumber(signal) {
      try {
        const { tenantId } = await calls.facts(signal);
        return tenantId === '' ? null : tenantId;
      } catch (error) {
        if (error instanceof RolebookError && mayNotLook.has(error.body.kind)) return null;
        throw error;
      }
    },
  };
}
