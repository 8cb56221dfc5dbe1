import type { ProductLine } from '../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { type ProductRelease, releaseFrom } from '../../src-shared/profiles/product-release.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { legacyPaths } from './legacy/legacy-paths.ts';

/** What answered when the tenant was probed. */
export interface ProbeFindings {
  readonly rolesV2: boolean;
  readonly rolesV1: boolean;
  readonly serviceAccounts: boolean;
  readonly eventHistory: boolean;
}

/**
 * Which line a tenant runs, from what it offers (tenant-api §3.11). Roles v2 without service accounts is the hidden
 * switch of 2.21 to 2.23, not 2.24. The event history came in the version in which users became pages (2.19); their
 * count would say the same, but its path is also that of a user called `count`. Pure.
 */
export function lineFrom(findings: ProbeFindings): ProductLine {
  if (findings.rolesV2 && findings.serviceAccounts) return findings.rolesV1 ? '2.24' : '3.0';
  if (!findings.rolesV1 && !findings.rolesV2) return '2.13';
  return findings.eventHistory ? '2.22' : '2.18';
}

/**
 * Finds the line by asking, signed in; there is no version call. An operation counts as there on any answer but 404,
 * 405 and 501, so a caller without rights gets the same result. Rejects with what {@link Http} rejects with.
 */
export async function probeLine(http: Http, signal?: AbortSignal): Promise<ProductLine> {
  // One thing before the others: where nobody can be reached, nothing more is asked each time it is tried again.
  const rolesV2 = await offers(http, '/api/v2/authorization/roles', signal);
  const [rolesV1, serviceAccounts] = await Promise.all([
    offers(http, '/api/v1/authorization/roles', signal),
    offers(http, '/api/v1/service-accounts', signal),
  ]);
  const isOld = (rolesV1 || rolesV2) && !serviceAccounts;
  const eventHistory = isOld && (await offers(http, '/api/v1/audit/log', signal));
  const line = lineFrom({ rolesV2, rolesV1, serviceAccounts, eventHistory });
  // What has nothing of the newer ones is an old tenant only where it has the old one's users.
  if (line === '2.13' && !(await offers(http, legacyPaths.users, signal))) {
    throw new RolebookError({
      kind: 'not-a-tenant',
      origin: 'cloud',
      reason: NO_KNOWN_VERSION,
      message: `${http.host} lets this account in, but has none of the calls of a Run:ai tenant.`,
      hint: 'Check the address: it should be the one of the tenant’s console.',
    });
  }
  return line;
}

/**
 * Which versions of the line 2.19 to 2.23 fit a tenant of it; null for other lines, which are told apart already.
 * `resourceTypes` are those of the caller's rights. Rejects with what {@link Http} rejects with.
 */
export async function probeRelease(
  http: Http,
  line: ProductLine,
  resourceTypes: readonly string[],
  signal?: AbortSignal,
): Promise<ProductRelease | null> {
  if (line !== '2.22') return null;
  return releaseFrom({ identityProviders: await offers(http, '/api/v1/idps', signal), resourceTypes });
}

const NO_KNOWN_VERSION = 'no-known-version';

/** So often a tenant is probed at most before nothing is believed. */
const mostProbes = 4;

/**
 * Finds the line of a tenant so that nobody in between can decide it by one stray 404: what is not the line known before counts
 * once two probes in a row say the same, be it in two calls, of which the first met trouble later on. Rejects as
 * {@link probeLine} does, and with `version-unclear` where no two agree.
 */
export type SettleLine = (
  http: Http,
  before: ProductLine | null,
  signal?: AbortSignal,
) => Promise<ProductLine>;

/** Makes a {@link SettleLine} for one tenant. */
export function createSettleLine(): SettleLine {
  /** What the last probe said of which no second is known yet. */
  let said: ProductLine | 'none' | null = null;
  return async (http, before, signal) => {
    for (let probes = 0; probes < mostProbes; probes += 1) {
      const found = await probeLine(http, signal).catch((error: unknown) => {
        if (error instanceof RolebookError && error.body.reason === NO_KNOWN_VERSION) return error;
        throw error;
      });
      const line = found instanceof RolebookError ? 'none' : found;
      const isSettled = line === said || line === before;
      said = isSettled ? null : line;
      if (!isSettled) continue;
      if (found instanceof RolebookError) throw found;
      return found;
    }
    throw new RolebookError({
      kind: 'tenant',
      origin: 'cloud',
      reason: 'version-unclear',
      retryable: true,
      message: `${http.host} answers each time as another version of the product.`,
      hint: 'Somebody in between may answer in its place. Rolebook tries again.',
    });
  };
}

const absent: readonly number[] = [404, 405, 501];

async function offers(http: Http, path: string, signal?: AbortSignal): Promise<boolean> {
  const reply = await http.send({
    method: 'GET',
    path,
    ...(path.startsWith('/api/v2/') ? { query: { limit: 1 } } : {}),
    // The event history wants a span of time, which a probe does not give.
    expect: { statuses: [200, 400, 403, 422], body: 'json', absent },
    repeat: 'safe',
    authorised: true,
    maxBytes: PAGE_BYTES,
    ...(signal === undefined ? {} : { signal }),
  });
  return !absent.includes(reply.status);
}
