import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import type { SealKind } from '../../../src-shared/domain/seal.ts';

const secrets: Readonly<Record<CredentialInfo['kind'], string>> = {
  'temporary-password': 'Temporary password',
  'client-secret': 'Client secret',
  'access-key': 'Access key secret',
};

/** What the secret of a credential is called. */
export function secretName(credential: CredentialInfo): string {
  return secrets[credential.kind];
}

/** What the account of a credential is called. */
export function accountName(credential: CredentialInfo): string {
  return credential.kind === 'temporary-password' ? 'E-mail' : 'Client ID';
}

const causes: Readonly<Record<CredentialInfo['cause'], string>> = {
  'user-created': 'New user',
  'password-reset': 'Password reset',
  'service-account-created': 'New service account',
  'secret-rotated': 'New client secret',
  'access-key-created': 'New access key',
  'access-key-renewed': 'New access key secret',
};

/** Why the credential exists, in two or three words. */
export function causeName(credential: CredentialInfo): string {
  return causes[credential.cause];
}

const sealed: Readonly<Record<SealKind, string>> = {
  'own-passphrase': ', sealed by passphrase',
  'age-passphrase': ', sealed with age',
  'age-recipients': ', sealed with age for their keys',
  'openpgp-passphrase': ', sealed with OpenPGP',
  'openpgp-recipients': ', sealed with OpenPGP for their keys',
  'zip-passphrase': ', sealed as ZIP',
  plain: ', not sealed',
};

/** What keeps a written file from others, as the end of a sentence. */
export function sealedWords(kind: SealKind): string {
  return sealed[kind];
}
