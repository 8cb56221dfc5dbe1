import type { MissedCredential } from './credential.ts';

/** Says that a secret was lost, in one sentence. */
export function missedWords({ kind, name }: Pick<MissedCredential, 'kind' | 'name'>): string {
  const what = kind === 'client-secret' ? 'client secret' : 'temporary password';
  return `The ${what} of ${name} was not handed over before the app ended, and is gone.`;
}
