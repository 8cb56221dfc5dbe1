import type { CredentialKind } from '../../../src-shared/domain/credential.ts';
import type { SecretText } from '../../../src-shared/domain/secret-text.ts';

/** One credential as it goes into a file. The only shape outside the tray that holds a secret; never kept. */
export interface HandOverEntry {
  /** E-mail or client id to sign in with. */
  readonly account: string;
  readonly secret: SecretText;
  readonly url: string;
  /** Name of the entry in a password manager. */
  readonly title: string;
  readonly notes: string;
  /** Folder, group or tag: the tenant's name. */
  readonly folder: string;
  /** RFC 3339 UTC. */
  readonly issuedAt: string;
  /** RFC 3339 UTC; null where the tenant sets no end. */
  readonly expiresAt: string | null;
  /** Whether the first sign-in asks for another password. */
  readonly mustChange: boolean;
  readonly kind: CredentialKind;
}
