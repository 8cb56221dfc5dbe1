import type { CredentialKind } from '../../src-shared/domain/credential.ts';

/** The command that issues a new secret in the place of one, without where it is to go. */
export function issueAgain({
  kind,
  name,
  subjectId,
}: {
  readonly kind: CredentialKind;
  /** E-mail, or name of the service account. */
  readonly name: string;
  /** The tenant's id of an access key, whose title is no word to type. */
  readonly subjectId: string | null;
}): string {
  switch (kind) {
    case 'temporary-password':
      return `users reset-password ${name}`;
    case 'access-key':
      return `access-keys renew ${subjectId ?? name} --accept V35`;
    default:
      return `service-accounts rotate ${name} --accept V35`;
  }
}
