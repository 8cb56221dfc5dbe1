import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { TenantClient } from '../cloud/tenant-client.ts';

/** How the session stands with its tenant (see sessionStateSchema.link). */
export interface LinkState {
  readonly link: 'connecting' | 'online' | 'offline' | 'needs-sign-in' | 'not-a-tenant';
  readonly problem: ErrorBody | null;
}

/**
 * One tenant + account that is open. Holds the token in memory and its means of renewal in the keychain; nobody
 * outside ever sees either. Single flight for renewal; a failed renewal for want of a network is not a sign-out.
 */
export interface TenantSession {
  readonly key: string;
  /** What is known about tenant and actor; from the last successful probe while offline. */
  describe(): OpenTenant;
  link(): LinkState;
  /** The client while online; rejects with `network` or `auth` RolebookError otherwise, after one attempt to get there. */
  client(): Promise<TenantClient>;
  /** Tries to reach the tenant and sign in now; never rejects, look at link(). */
  retry(): Promise<void>;
  /** While on, no request leaves and link() says offline. */
  setWorkOffline(offline: boolean): void;
  onLinkChanged(listener: (state: LinkState) => void): () => void;
  close(): Promise<void>;
}
