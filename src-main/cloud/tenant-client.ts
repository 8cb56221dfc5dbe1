import type { Clocks } from './http.ts';
import type { Takes } from '../../src-shared/rules/role-grid-rules.ts';
import type { AccessKey } from '../../src-shared/domain/access-key.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { RoleContent } from '../../src-shared/changes/merge-role.ts';
import type { Edit } from '../../src-shared/domain/change.ts';
import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { ProductLine } from '../../src-shared/domain/tenant.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { ProductFeatures } from '../../src-shared/profiles/product-features.ts';

/** How sessions begin and end (tenant-api §3.7). */
export interface SecuritySettings {
  /** Alias of the identity provider that everybody is sent to at once; null where there is a choice. */
  readonly redirectsTo: string | null;
  /** Minutes without use after which a browser is signed out; null where that is not told. */
  readonly idleMinutes: number | null;
  readonly logoutUri: string | null;
}

/** One page of facts as the tenant sent it. Parsing is left to whoever stores it, off the main thread. */
export interface RawPage {
  /** The reply's body, UTF-8 JSON, whole; may be transferred to a worker. */
  readonly bytes: ArrayBuffer;
  /** Where the rows are: the whole reply (`null`), or a member of it such as `accessRules`. */
  readonly rowsMember: string | null;
}

/** What this tenant's version can do beyond the common ground. */
export type TenantFeatures = ProductFeatures;

/** A resource type and the actions the caller holds on it, as the tenant itself says (tenant-api §3.2). */
export interface CallerPermission {
  readonly resourceType: string;
  readonly actions: readonly string[];
}

/** By which of its moments a user is looked for: when it was changed, made, or last signed in. */
export type UserMoment = 'lastUpdated' | 'creationTime' | 'lastLogin';

/** Something that happened at the tenant, of its event history (tenant-api §3.10). */
export interface TenantEvent {
  /** RFC 3339, by the tenant's clock. */
  readonly at: string;
  /** `create`, `update`, `delete` and others. */
  readonly action: string;
  /** In the tenant's words, e.g. `User`, `Access rule`. */
  readonly entityType: string;
  readonly entityId: string;
  /** The event's own id, who did it, and what the thing was called; '' or absent where the tenant does not say. */
  readonly id?: string;
  readonly actor?: string;
  readonly entityName?: string;
}

/** A part of a list. */
interface Part {
  readonly offset: number;
  readonly limit: number;
}

/** What has changed at a tenant since a moment of its own clock, the moment included. Facts are as sent. */
export interface ChangeFeed {
  /** Users with this moment at or after `since`, by it. At most 500 at once. */
  users(by: UserMoment, since: string, part: Part, signal: AbortSignal): Promise<readonly unknown[]>;
  /** Rules changed at or after `since`, deleted ones too, by creation. At most 500 at once. */
  rules(since: string, part: Part, signal: AbortSignal): Promise<readonly unknown[]>;
  /** What was done with success from `since` to `until`, without signing in and out, oldest first. At most 1000 at once. */
  events(since: string, until: string, part: Part, signal: AbortSignal): Promise<readonly TenantEvent[]>;
}

/** How one rule of a batch ended. */
export type RuleCreation =
  | {
      readonly outcome: 'created';
      readonly scope: ScopeRef;
      readonly rule: AccessRule;
      readonly raw: unknown;
    }
  | { readonly outcome: 'exists'; readonly scope: ScopeRef }
  | { readonly outcome: 'failed' | 'unknown'; readonly scope: ScopeRef; readonly error: ErrorBody };

/** A rule that goes from a record that has several, with what is meant by it; kept even where the rule itself is gone. */
export interface TakenRule {
  readonly takes: Takes;
  readonly subject: SubjectRef;
  readonly roleId: number;
  readonly scope: ScopeRef;
}

/**
 * A tenant in domain words, whatever its version (design §6). Every method rejects with a RolebookError; a call
 * whose reply was lost after it may have been applied rejects with reason `outcome-unknown` and is never
 * repeated by the client itself. `op` names the wish behind a call that changes something, the same however often it is
 * sent (I17); a tenant that knows idempotency keys does it once, the others ignore it.
 */
export interface TenantClient {
  readonly origin: string;
  readonly productLine: ProductLine;
  readonly features: TenantFeatures;

  /** How many facts there are, or null where the tenant cannot say before the first page. */
  count(kind: FactKind, signal: AbortSignal): Promise<number | null>;
  /** One page in a stable order. `limit` is at most 500; kinds that do not page answer everything at offset 0. */
  page(kind: FactKind, at: { offset: number; limit: number }, signal: AbortSignal): Promise<RawPage>;
  /** Whether pages of this kind take offset and limit; others come whole. */
  pages(kind: FactKind): boolean;
  readonly feed: ChangeFeed;
  /** Bytes received and requests made so far, retries included. */
  usage(): { requests: number; bytes: number };
  /** The two clocks in the moment of the newest reply; null before there is one that says when it was made. */
  clocks(): Clocks | null;

  /** tenant-api §3.6, from 2.24: keys with which a user signs in beside the password, by the owner's e-mail. */
  accessKeysOf(email: string): Promise<readonly AccessKey[]>;
  /** The keys of whoever is signed in. A service account has none and is refused (`not-permitted`). */
  ownAccessKeys(): Promise<readonly AccessKey[]>;
  /** An own key. The secret exists nowhere else: never log it, never store it. `name-taken` for a name in use. */
  createAccessKey(input: { name: string }, op?: string): Promise<AccessKey & { clientSecret: string }>;
  /** The former secret of the own key is void at once (V35). */
  renewAccessKey(id: string, op?: string): Promise<{ clientSecret: string }>;
  /** One setting of the tenant (tenant-api §3.9); null where it has none of that name, or the caller may not see it. */
  tenantSetting(key: string): Promise<boolean | null>;
  /** tenant-api §3.7; null where the version has none, or the caller may not see them. */
  securitySettings(): Promise<SecuritySettings | null>;

  callerPermissions(signal: AbortSignal): Promise<readonly CallerPermission[]>;
  /** The tenant's number as text, the scope id of the whole tenant (tenant-api §3.8); null where nothing tells it. */
  tenantNumber(signal: AbortSignal): Promise<string | null>;

  /** tenant-api §3.3. The password exists nowhere else: never log it, never store it. */
  createUser(
    input: {
      email: string;
      firstName: string | null;
      lastName: string | null;
      notify: boolean;
      /** What the account is made with, where roles stand on users (2.13); elsewhere rules follow. */
      access?: Extract<Edit, { kind: 'user.create' }>['access'];
    },
    op?: string,
  ): Promise<{ id: string; email: string; temporaryPassword: string }>;
  /** The fact as sent, or null when there is none (404). */
  readUser(id: string): Promise<unknown>;
  /** By e-mail, ignoring case; used to reconcile an unknown outcome. */
  findUser(email: string): Promise<{ id: string; email: string; raw: unknown } | null>;
  /** Deleting what is gone is done: answers false then. */
  deleteUser(id: string, op?: string): Promise<boolean>;
  resetPassword(id: string, op?: string): Promise<{ temporaryPassword: string }>;
  signOutUser(id: string): Promise<void>;

  /** One role for one subject on several scopes; batch-create where there is one, else one call each (tenant-api §3.4). */
  createRules(
    input: {
      subject: SubjectRef;
      roleId: number;
      scopes: readonly ScopeRef[];
    },
    op?: string,
  ): Promise<readonly RuleCreation[]>;
  /**
   * One role on one scope for several users and groups in one call (tenant-api §3.4), the outcomes in their order. Null where
   * the version has no such call, or the tenant refused it as a whole without doing anything: each may fare better alone.
   */
  giveToMany(
    input: { subjects: readonly SubjectRef[]; roleId: number; scope: ScopeRef },
    op?: string,
  ): Promise<readonly RuleCreation[] | null>;
  /** The fact as sent, or null when there is none or it is deleted (404, or a time of deletion). */
  readRule(id: number): Promise<unknown>;
  /** Deleting what is gone is done: answers false then. `meant`: where a rule is one of several on a record (2.13). */
  deleteRule(id: number, op?: string, meant?: TakenRule): Promise<boolean>;
  /** All rules that name the subject, with the facts as sent. */
  rulesOf(subject: SubjectRef): Promise<readonly { rule: AccessRule; raw: unknown }[]>;

  /** tenant-api §3.6. The secret exists nowhere else: never log it, never store it. `name-taken` for a name in use. */
  createServiceAccount(
    input: { name: string },
    op?: string,
  ): Promise<{ id: string; name: string; clientId: string; clientSecret: string }>;
  setServiceAccountEnabled(id: string, enabled: boolean, op?: string): Promise<void>;
  /** The former secret is void at once (V35). */
  rotateServiceAccount(id: string, op?: string): Promise<{ clientSecret: string }>;
  /** Deleting what is gone is done: answers false then. */
  deleteServiceAccount(id: string, op?: string): Promise<boolean>;
  /** The fact as sent, or null when there is none (404). */
  readServiceAccount(id: string): Promise<unknown>;
  /** By its exact name; used to reconcile an unknown outcome. */
  findServiceAccount(name: string): Promise<{ id: string; clientId: string; raw: unknown } | null>;

  /** tenant-api §3.5, from 2.24. `name-taken` for a name in use. */
  createRole(
    content: RoleContent & { readonly kubernetesRole: string | null },
    op?: string,
  ): Promise<{ id: number; raw: unknown }>;
  /**
   * Answers the role as it is then. `there` is the role as the tenant sent it last: what this edition does not know of it
   * is sent back as it is. `name-taken` for a name in use.
   */
  updateRole(id: number, content: RoleContent, there: unknown, op?: string): Promise<unknown>;
  setRoleEnabled(id: number, enabled: boolean, op?: string): Promise<void>;
  /** Deleting what is gone is done: answers false then. */
  deleteRole(id: number, op?: string): Promise<boolean>;
  /** The fact as sent, or null when there is none (404). */
  readRole(id: number): Promise<unknown>;
  /** By its exact name; used to reconcile an unknown outcome. */
  findRole(name: string): Promise<{ id: number; raw: unknown } | null>;
}
