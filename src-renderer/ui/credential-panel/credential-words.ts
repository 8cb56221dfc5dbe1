import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';

/** What the secret of a credential is called. */
export function secretName(credential: CredentialInfo): string {
  return credential.kind === 'client-secret' ? 'Client secret' : 'Temporary password';
}

/** What the account of a credential is called. */
export function accountName(credential: CredentialInfo): string {
  return credential.kind === 'client-secret' ? 'Client ID' : 'E-mail';
}

const causes: Readonly<Record<CredentialInfo['cause'], string>> = {
  'user-created': 'New user',
  'password-reset': 'Password reset',
  'service-account-created': 'New service account',
  'secret-rotated': 'New client secret',
};

/** Why the credential exists, in two or three words. */
export function causeName(credential: CredentialInfo): string {
  return causes[credential.cause];
}
