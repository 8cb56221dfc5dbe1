import type { ProductLine } from '../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { featuresOf } from '../../src-shared/profiles/product-features.ts';
import type { ProductRelease } from '../../src-shared/profiles/product-release.ts';
import { createChangeFeed } from './change-feed.ts';
import { createFactPages } from './fact-pages.ts';
import { createRuleMaker } from './create-rules.ts';
import { giveToMany } from './give-to-many.ts';
import type { Dialect } from './dialects/dialect.ts';
import { findDialect } from './dialects/find-dialect.ts';
import { isGone } from './gone.ts';
import type { Http } from './http.ts';
import { createLegacyClient, type LegacyParts } from './legacy/create-legacy-client.ts';
import { readReply } from './reply-json.ts';
import { createRoleCalls } from './role-calls.ts';
import { createRuleCalls } from './rule-calls.ts';
import { createServiceAccountCalls } from './service-account-calls.ts';
import { createAccessKeyCalls } from './access-key-calls.ts';
import { createSignOnCalls } from './sign-on-calls.ts';
import type { TenantClient } from './tenant-client.ts';
import { createUserCalls } from './user-calls.ts';
import { callerPermissionsSchema, myRulesSchema, tenantNumberSchema } from './wire/caller-wire.ts';

const json200 = { statuses: [200], body: 'json' } as const;

/** The dialect of a line, with the features of the versions that the tenant may be. */
function dialectOf(line: ProductLine, release: ProductRelease | null): Dialect {
  const dialect = findDialect(line);
  return release === null ? dialect : { ...dialect, features: featuresOf(line, release) };
}

/** The client for a tenant of a known line; `legacy` is for 2.13 and older, `release` for 2.19 to 2.23. */
export function createTenantClient(
  http: Http,
  line: ProductLine,
  legacy?: LegacyParts,
  release: ProductRelease | null = null,
): TenantClient {
  const dialect = dialectOf(line, release);
  if (line === '2.13') {
    if (legacy === undefined) throw new Error('a client of 2.13 has to know who is signed in');
    return createLegacyClient(http, dialect, legacy);
  }
  const users = createUserCalls(http, dialect);
  const rules = createRuleCalls(http, dialect, (email) => users.findUser(email));
  return {
    origin: http.origin,
    productLine: line,
    features: dialect.features,
    usage: () => http.usage(),
    clocks: () => http.clocks(),
    feed: createChangeFeed(http, dialect),
    ...createFactPages(http, dialect),
    ...users,
    ...createServiceAccountCalls(http, dialect),
    ...createRoleCalls(http, dialect),
    ...createSignOnCalls(http, dialect),
    ...createAccessKeyCalls(http, dialect),
    readRule: (id) => rules.readRule(id),
    deleteRule: (id, op) => rules.deleteRule(id, op),
    rulesOf: (subject) => rules.rulesOf(subject),
    createRules: createRuleMaker(http, dialect, (subject) => rules.otherIdsOf(subject)),
    giveToMany: (input, op) => giveToMany(http, dialect, input, op),

    async callerPermissions(signal) {
      const reply = await http.send({
        method: 'GET',
        path: '/api/v1/authorization/permissions',
        expect: json200,
        repeat: 'safe',
        authorised: true,
        signal,
      });
      const permissions = readReply(callerPermissionsSchema, reply, 'the rights of the signed-in account');
      return permissions.map(({ resourceType, actions }) => ({ resourceType, actions: actions ?? [] }));
    },

    async tenantNumber(signal) {
      const ask = (path: string, query: Record<string, string | number>): ReturnType<Http['send']> =>
        http.send({ method: 'GET', path, query, expect: json200, repeat: 'safe', authorised: true, signal });
      const first = (rows: readonly { tenantId?: string | number | null | undefined }[]): string | null => {
        const id = rows.find(({ tenantId }) => tenantId !== null && tenantId !== undefined)?.tenantId;
        return id === undefined || id === null ? null : String(id);
      };
      try {
        const clusters = await ask('/api/v1/clusters', { verbosity: 'metadata' });
        const number = first(readReply(tenantNumberSchema, clusters, 'the clusters'));
        if (number !== null) return number;
      } catch (error) {
        if (!(error instanceof RolebookError) || error.body.kind !== 'not-permitted') throw error;
      }
      if (!dialect.features.ownRules) return null;
      try {
        const mine = await ask('/api/v1/authorization/me/access-rules', { limit: 1 });
        return first(
          readReply(myRulesSchema, mine, 'the rules of the signed-in account').accessRules.accessRules,
        );
      } catch (error) {
        // Not every version of a line has it; the rules that are pulled tell the number too.
        if (isGone(error)) return null;
        throw error;
      }
    },
  };
}
