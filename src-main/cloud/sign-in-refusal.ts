import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { errorEnvelopeSchema, oauthErrorSchema } from './wire/error-wire.ts';

interface Refusal {
  readonly says: RegExp;
  readonly reason: string;
  readonly message: string;
  readonly hint: string;
}

/** Texts are not stable between versions; they only choose the words, never what happens (tenant-api §5.5). */
const refusals: readonly Refusal[] = [
  {
    says: /not fully set up|must (?:be )?change|required action|temporary password|update.?password/i,
    reason: 'password-change-needed',
    message: 'This account still has a temporary password.',
    hint: 'Sign in to the tenant’s console once and choose a password, then come back.',
  },
  {
    says: /disabled|deactivat|revoked|suspended|locked/i,
    reason: 'account-disabled',
    message: 'This account is switched off at the tenant.',
    hint: 'Ask an administrator of the tenant to switch it on, or sign in with another account.',
  },
  {
    says: /expired/i,
    reason: 'account-expired',
    message: 'This account or its secret has expired.',
    hint: 'Have a new secret issued, or sign in with another account.',
  },
];

/** What a refused token call meant, from its body. Never quotes the tenant: a token call carried a secret. */
export function signInRefusal(
  status: number,
  body: ArrayBuffer,
  method: 'service-account' | 'password',
): RolebookError {
  const { code, text } = saidBy(body);
  const known = refusals.find((refusal) => refusal.says.test(text));
  const fields =
    known ??
    (code === 'unsupported_grant_type' || code === 'unauthorized_client'
      ? {
          reason: 'sign-in-method-refused',
          message: 'The tenant does not allow this way of signing in for this account.',
          hint: 'Use a service account; SSO users cannot sign in with a password here.',
        }
      : {
          reason: 'wrong-secret',
          message:
            method === 'password'
              ? 'The tenant does not know this e-mail and password.'
              : 'The tenant does not know this client id and secret.',
          hint:
            method === 'password'
              ? 'Check both. Only local users have a password here, SSO users do not; an account that is switched off may be refused the same way.'
              : 'Check both. A secret that was issued anew makes the former one useless; an account that is switched off may be refused the same way.',
        });
  return new RolebookError({ kind: 'auth', origin: 'cloud', ...fields, status });
}

function saidBy(body: ArrayBuffer): { code: string | null; text: string } {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    const oauth = oauthErrorSchema.safeParse(parsed);
    if (oauth.success) return { code: oauth.data.error, text: oauth.data.error_description ?? '' };
    const envelope = errorEnvelopeSchema.safeParse(parsed);
    if (envelope.success)
      return { code: null, text: `${envelope.data.message} ${envelope.data.details ?? ''}` };
  } catch {
    // A refusal without a readable reason is a refusal all the same.
  }
  return { code: null, text: '' };
}
