import type { Finding } from './finding.ts';
import { checkEmail } from './email-rules.ts';
import { foldEmail } from './email-key.ts';

const day = 86_400_000;
/** A certificate that ends within this many days is spoken of (V48). */
const soonDays = 30;

const finding = (rule: string, severity: Finding['severity'], message: string, about: string): Finding => ({
  rule,
  severity,
  field: 'sign-on',
  message,
  about,
});

/** What rules look at of an identity provider. */
export interface CheckedProvider {
  readonly alias: string;
  readonly type: string;
  /** When the signing certificate ends; `unreadable` where what the tenant sent is none; null where it sent none. */
  readonly certificateEnds: string | null;
  /** Names of the attributes that are mapped, by what they become; null where the tenant sent no mapping. */
  readonly mappers: Readonly<Record<string, string | null>> | null;
}

/** V48 of a provider as it stands: its certificate, and the one attribute that has to be mapped. `now` in milliseconds. */
export function checkProvider(provider: CheckedProvider, now: number): Finding[] {
  const { alias, type, certificateEnds, mappers } = provider;
  const found: Finding[] = [];
  if (type === 'saml') {
    if (certificateEnds === null || certificateEnds === 'unreadable') {
      const what =
        certificateEnds === null
          ? 'sends no signing certificate'
          : 'sends a signing certificate that cannot be read';
      found.push(
        finding(
          'V48',
          'warn',
          `The tenant ${what} for ${alias}, so nobody can tell when sign-ins by it end.`,
          alias,
        ),
      );
    } else {
      const left = Date.parse(certificateEnds) - now;
      const date = certificateEnds.slice(0, 10);
      if (left <= 0)
        found.push(
          finding(
            'V48',
            'block',
            `The signing certificate of ${alias} ended on ${date}: sign-ins by it fail as an invalid signature.`,
            alias,
          ),
        );
      else if (left < soonDays * day) {
        const days = Math.ceil(left / day);
        found.push(
          finding(
            'V48',
            'warn',
            `The signing certificate of ${alias} ends on ${date}, in ${days} ${days === 1 ? 'day' : 'days'}. Renew it before.`,
            alias,
          ),
        );
      }
    }
  }
  if (mappers !== null && (mappers['email'] ?? '') === '')
    found.push(
      finding(
        'V48',
        'block',
        `${alias} maps no attribute to the e-mail, which users are known by: everybody is refused with 401.`,
        alias,
      ),
    );
  return found;
}

/** A local System administrator who could get in when single sign-on is gone. */
export interface LocalAdministrator {
  readonly email: string;
  readonly lastLogin: string | null;
}

/** V47: who may take an identity provider away, and what has to be there first. */
export function checkProviderRemoval(context: {
  /** Whether whoever is signed in is a local user; null where that is not known, e.g. a service account. */
  readonly actorIsLocal: boolean | null;
  readonly localAdministrators: readonly LocalAdministrator[];
}): Finding[] {
  const { actorIsLocal, localAdministrators } = context;
  const found: Finding[] = [];
  if (actorIsLocal !== true)
    found.push(
      finding(
        'V47',
        'block',
        'Only somebody signed in as a local user should remove it: others lose access with it.',
        'actor',
      ),
    );
  if (localAdministrators.length === 0)
    found.push(
      finding(
        'V47',
        'block',
        'There is no local administrator of the whole tenant, so nobody could get in afterwards.',
        'administrators',
      ),
    );
  else if (localAdministrators.every(({ lastLogin }) => lastLogin === null))
    found.push(
      finding(
        'V47',
        'block',
        'No local administrator has ever signed in, so it is not known that one of their passwords works. Sign in with one first.',
        'password',
      ),
    );
  return found;
}

/** What is known of a tenant of 2.13 before single sign-on is switched on. */
export interface SwitchContext {
  /** Local users, the one who is named left out. */
  readonly localUsers: number;
  /** The named administrator as the mirror has it; null where nobody has that e-mail. */
  readonly named: { readonly isLocal: boolean | null; readonly lastLogin: string | null } | null;
  readonly typed: string | null;
}

/** What to type before single sign-on is switched on (V46). */
export const signOnPhrase = ({ localUsers }: Pick<SwitchContext, 'localUsers'>): string =>
  `stop ${localUsers} users`;

/**
 * V46: on 2.13 switching single sign-on on ends the sign-in of all local users but the administrator who is named, until
 * it is switched off again. Whether the identity provider knows that e-mail cannot be seen from here.
 */
export function checkSignOnSwitch(administrator: string, context: SwitchContext): Finding[] {
  const { localUsers, named, typed } = context;
  const bad = checkEmail(administrator).find(({ severity }) => severity === 'block');
  if (bad !== undefined) return [{ ...bad, rule: 'V46', field: 'administrator', about: 'administrator' }];
  const email = foldEmail(administrator);
  const found = [
    finding(
      'V46',
      'warn',
      `${localUsers} local ${localUsers === 1 ? 'user stops' : 'users stop'} working as soon as it is saved: only ${email} gets in, by single sign-on. Switching it off again brings them back.`,
      'users',
    ),
  ];
  const seenBySso = named !== null && named.isLocal === false && named.lastLogin !== null;
  if (!seenBySso)
    found.push(
      finding(
        'V46',
        'warn',
        `${email} was never seen to sign in by single sign-on. Make sure that the identity provider sends exactly this e-mail, or nobody gets in.`,
        'administrator',
      ),
    );
  const phrase = signOnPhrase(context);
  if (typed?.trim() !== phrase) found.push(finding('V46', 'block', `Type “${phrase}” to go on.`, 'typed'));
  return found;
}
