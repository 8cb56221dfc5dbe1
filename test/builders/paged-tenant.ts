import type { ChangeFeed, RawPage, TenantClient, TenantEvent } from '../../src-main/cloud/tenant-client.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { featuresOf } from '../../src-shared/profiles/product-features.ts';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { SeededFacts } from './seeded-facts.ts';

/** What a test may do when a page is about to be answered: change the tenant, wait, or throw. */
export type BeforePage = (kind: FactKind, offset: number) => Promise<void> | void;

const unpaged: readonly FactKind[] = [
  'clusters',
  'permission-sets',
  'identity-providers',
  'service-accounts',
];

const rowsMembers: Readonly<Partial<Record<FactKind, string>>> = {
  departments: 'departments',
  projects: 'projects',
  roles: 'roles',
  'permission-sets': 'permissionSets',
  'access-rules': 'accessRules',
};

const notHere = async (): Promise<never> => {
  throw new Error('not part of this tenant');
};

const refused = (): RolebookError =>
  new RolebookError({
    kind: 'not-permitted',
    origin: 'cloud',
    reason: 'status-403',
    status: 403,
    message: 'Not for you.',
  });

function changedSince(
  facts: readonly Record<string, unknown>[],
  member: string,
  since: string,
): Record<string, unknown>[] {
  const moment = (fact: Record<string, unknown>): number => {
    const text = fact[member];
    return typeof text === 'string' ? Date.parse(text) : Number.NaN;
  };
  return facts
    .filter((fact) => moment(fact) >= Date.parse(since))
    .toSorted((left, right) => moment(left) - moment(right));
}

/** A tenant in memory that is only listed: pages of its facts, counted requests, and a hook before each page. */
export class PagedTenant implements TenantClient {
  readonly origin = 'https://tenant.example.com';
  readonly productLine = '3.0' as const;
  readonly features = featuresOf('3.0');
  readonly facts: SeededFacts;
  readonly requests: string[] = [];
  beforePage: BeforePage = () => {};
  beforeCount: (kind: FactKind) => void = () => {};
  /** Kinds that this version does not count. */
  readonly uncounted = new Set<FactKind>();
  /** What its event history tells; null: it may not be read. */
  events: TenantEvent[] | null = [];
  /** Rules that were deleted, with the time of it. */
  deletedRules: Record<string, unknown>[] = [];
  inFlight = 0;
  mostInFlight = 0;
  #bytes = 0;

  constructor(facts: SeededFacts) {
    this.facts = facts;
  }

  pages(kind: FactKind): boolean {
    return !unpaged.includes(kind);
  }

  async count(kind: FactKind, signal: AbortSignal): Promise<number | null> {
    signal.throwIfAborted();
    if (!this.pages(kind) || this.uncounted.has(kind)) return null;
    this.requests.push(`count ${kind}`);
    this.beforeCount(kind);
    return this.facts[kind].length;
  }

  async page(kind: FactKind, at: { offset: number; limit: number }, signal: AbortSignal): Promise<RawPage> {
    this.requests.push(`page ${kind} ${at.offset}`);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      await this.beforePage(kind, at.offset);
      await Promise.resolve();
      signal.throwIfAborted();
    } finally {
      this.inFlight -= 1;
    }
    const rows = this.pages(kind)
      ? this.facts[kind].slice(at.offset, at.offset + at.limit)
      : this.facts[kind];
    const member = rowsMembers[kind] ?? null;
    const bytes = new TextEncoder().encode(JSON.stringify(member === null ? rows : { [member]: rows }));
    this.#bytes += bytes.byteLength;
    return { bytes: bytes.buffer, rowsMember: member };
  }

  readonly feed: ChangeFeed = {
    users: async (by, since, { offset, limit }, signal) => {
      await this.#asked(`changed users ${by}`, signal);
      const member = { lastUpdated: 'updatedAt', creationTime: 'createdAt', lastLogin: 'lastLogin' }[by];
      return changedSince(this.facts.users, member, since).slice(offset, offset + limit);
    },
    rules: async (since, { offset, limit }, signal) => {
      await this.#asked('changed rules', signal);
      const all = [...this.facts['access-rules'], ...this.deletedRules];
      return changedSince(all, 'updatedAt', since).slice(offset, offset + limit);
    },
    events: async (since, until, { offset, limit }, signal) => {
      await this.#asked('events', signal);
      if (this.events === null) throw refused();
      return this.events
        .filter(({ at }) => Date.parse(at) >= Date.parse(since) && Date.parse(at) <= Date.parse(until))
        .slice(offset, offset + limit);
    },
  };

  async #asked(what: string, signal: AbortSignal): Promise<void> {
    this.requests.push(what);
    await Promise.resolve();
    signal.throwIfAborted();
  }

  readUser = async (id: string): Promise<unknown> => {
    this.requests.push(`user ${id}`);
    return this.facts.users.find((user) => user['id'] === id) ?? null;
  };

  clocks(): null {
    return null;
  }

  usage(): { requests: number; bytes: number } {
    return { requests: this.requests.length, bytes: this.#bytes };
  }

  async tenantNumber(): Promise<string> {
    return '7';
  }

  async callerPermissions(): Promise<readonly []> {
    return [];
  }

  createUser = notHere;
  findUser = notHere;
  deleteUser = notHere;
  resetPassword = notHere;
  accessKeysOf = notHere;
  ownAccessKeys = notHere;
  createAccessKey = notHere;
  renewAccessKey = notHere;
  tenantSetting = notHere;
  securitySettings = notHere;
  signOutUser = notHere;
  createRules = notHere;
  giveToMany = notHere;
  readRule = notHere;
  deleteRule = notHere;
  rulesOf = notHere;
  createServiceAccount = notHere;
  setServiceAccountEnabled = notHere;
  rotateServiceAccount = notHere;
  deleteServiceAccount = notHere;
  readServiceAccount = notHere;
  findServiceAccount = notHere;
  createRole = notHere;
  updateRole = notHere;
  setRoleEnabled = notHere;
  deleteRole = notHere;
  readRole = notHere;
  findRole = notHere;
}
