import type { PendingMark } from '../changes/overlay.ts';
import type { AccessRule } from '../domain/access-rule.ts';
import type { Assignments } from '../domain/assignment.ts';
import type { Role } from '../domain/role.ts';
import type { ScopeNode } from '../domain/scope.ts';
import type { User } from '../domain/user.ts';
import type { ServiceAccount } from '../wire/service-account-wire.ts';
import type { TenantGates } from './gates.ts';

/** All facts that effective access follows from, as plain objects. */
export interface AccessFacts {
  readonly users: readonly User[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly roles: readonly Role[];
  /** Depth first, the tenant first. */
  readonly scopes: readonly ScopeNode[];
  readonly rules: readonly (AccessRule & { readonly pending?: PendingMark | null })[];
  readonly gates: TenantGates;
  /**
   * Ids of the clusters that a user is permitted, by folded e-mail; absent: all (2.13's `permittedClusters`). A rule that
   * reaches farther counts on those, and is dormant on the rest.
   */
  readonly permittedClusters?: ReadonlyMap<string, readonly string[]>;
  /** Who is assigned to projects and departments beside the rules (2.13); absent: nobody tells. */
  readonly assignments?: Assignments;
  readonly asOf: string | null;
}
