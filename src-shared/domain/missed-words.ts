import type { CredentialKind, MissedCredential } from './credential.ts';

const nouns: Readonly<Record<CredentialKind, string>> = {
  'temporary-password': 'temporary password of',
  'client-secret': 'client secret of',
  'access-key': 'secret of the access key',
};

/** Says that a secret was lost, in one sentence. */
export function missedWords({ kind, name }: Pick<MissedCredential, 'kind' | 'name'>): string {
  return `The ${nouns[kind]} ${name} was not handed over before the app ended, and is gone.`;
}
