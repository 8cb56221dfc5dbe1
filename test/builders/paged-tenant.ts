import type { RawPage, TenantClient } from '../../src-main/cloud/tenant-client.ts';
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

/** A tenant in memory that is only listed: pages of its facts, counted requests, and a hook before each page. */
export class PagedTenant implements TenantClient {
  readonly origin = 'https://tenant.example.com';
  readonly productLine = '3.0' as const;
  readonly features = {
    notifyByMail: true,
    userNames: true,
    batchCreateRules: true,
    batchDeleteRules: true,
    customRoles: true,
    permissionSets: true,
    signOutUser: true,
  };
  readonly facts: SeededFacts;
  readonly requests: string[] = [];
  beforePage: BeforePage = () => {};
  beforeCount: (kind: FactKind) => void = () => {};
  /** Kinds that this version does not count. */
  readonly uncounted = new Set<FactKind>();
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
  readUser = notHere;
  findUser = notHere;
  deleteUser = notHere;
  resetPassword = notHere;
  signOutUser = notHere;
  createRules = notHere;
  readRule = notHere;
  deleteRule = notHere;
  rulesOf = notHere;
  createServiceAccount = notHere;
  setServiceAccountEnabled = notHere;
  rotateServiceAccount = notHere;
  deleteServiceAccount = notHere;
  readServiceAccount = notHere;
  findServiceAccount = notHere;
}
