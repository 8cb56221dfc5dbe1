import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import type { Query } from '../request-url.ts';
import type { TenantFeatures } from '../tenant-client.ts';
import type { TokenStyle } from '../token-call.ts';

/** How one kind of fact is listed. */
export interface FactList {
  readonly path: string;
  /** Sorting and the like, without offset and limit. Lists that page are always sorted (tenant-api §6.19). */
  readonly query: Query;
  /** Whether offset and limit are taken; others come whole. */
  readonly paged: boolean;
  /** Where the rows are; null = the reply is the list. */
  readonly rowsMember: string | null;
  /** Path that answers `{count}`, or null where there is none. */
  readonly countPath: string | null;
}

/** Kinds of facts that a version may lack altogether. */
type Optional = 'permission-sets' | 'identity-providers';

/** How each kind is listed; null where this version has none. */
export type FactLists = Readonly<Record<Exclude<FactKind, Optional>, FactList>> &
  Readonly<Record<Optional, FactList | null>>;

/** What one line of the product is called by and can do; everything else is common ground. */
export interface Dialect {
  readonly line: ProductLine;
  /** Words for people. */
  readonly productText: string;
  readonly features: TenantFeatures;
  readonly lists: FactLists;
  /** The token call that every tenant of this line has. */
  readonly tokenStyle: TokenStyle;
  /** What rules call a service account. */
  readonly serviceAccountSubject: 'service-account' | 'app';
}
