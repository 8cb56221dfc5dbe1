import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { AccessKey } from '../../../src-shared/domain/access-key.ts';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';

const ok = <T>(data: T): Promise<Envelope<T>> => Promise.resolve({ ok: true, data });

/** The sign-on settings of the fake tenant: one provider whose certificate ends soon. */
export function createFakeSignOn(): RolebookApi['signOn'] {
  return {
    read: () =>
      ok({
        switchedOn: true,
        providers: [
          {
            alias: 'saml-lab',
            type: 'saml',
            source: 'https://tenant.example.test/auth/realms/runai',
            redirectUri: '',
            certificateEnds: '2026-12-10T00:00:00Z',
            mappers: [{ what: 'email', attribute: 'email' }],
            findings: [
              {
                rule: 'V48',
                severity: 'warn',
                field: 'sign-on',
                message:
                  'The signing certificate of saml-lab ends on 2026-12-10, in 14 days. Renew it before.',
              },
            ],
          },
        ],
        providersWhyNot: null,
        sessions: { redirectsTo: null, idleMinutes: 60, logoutUri: null },
        liveWhyNot: null,
        removal: [],
        endsLocalSignIn: false,
        whyNotHere: 'It is changed in the tenant’s own console.',
        asOf: null,
      }),
    rehearse: () => ok({ localUsers: 12, phrase: 'stop 12 users', findings: [] }),
    accept: () => ok(null),
    inspect: () => ok({ claims: [], findings: [] }),
  };
}

/** The own access keys of whoever is signed in to the fake tenant. */
export function createFakeOwnKeys(
  issue: (account: string, cause: CredentialInfo['cause']) => CredentialInfo,
): RolebookApi['accessKeys'] {
  const keys: AccessKey[] = [
    {
      id: 'key-1',
      name: 'nightly-report',
      clientId: 'ak-5f0c1d7e',
      createdAt: '2026-03-01T08:00:00Z',
      lastLogin: '2026-11-20T02:00:00Z',
    },
  ];
  return {
    own: () => ok({ keys: [...keys], whyNot: null, whyNoMore: null, findings: [] }),
    issue: ({ name }) => {
      const key = {
        id: `key-${keys.length + 1}`,
        name,
        clientId: `ak-${name.length}0a7b3c`,
        createdAt: null,
        lastLogin: null,
      };
      keys.push(key);
      // A name to see what a lost reply looks like.
      if (name === 'lost') {
        const message = `The key “${name}” was made, and the reply with its secret was lost. Nobody has that secret.`;
        return ok({ outcome: 'not-received', key, credential: null, message });
      }
      const credential = issue(key.clientId, 'access-key-created');
      return ok({ outcome: 'issued', key, credential, message: null });
    },
    renew: ({ id }) => {
      const key = keys.find((one) => one.id === id) ?? null;
      const credential = issue(key?.clientId ?? id, 'access-key-renewed');
      return ok({ outcome: 'issued', key, credential, message: null });
    },
  };
}

/** What a fake user's drawer shows of sign-in. */
export const fakeUserFacts: Pick<RolebookApi['users'], 'assignments' | 'password' | 'accessKeys'> = {
  assignments: () =>
    ok({ applies: false, projects: null, departments: null, findings: [], whyNotHere: '', asOf: null }),
  password: () => ok({ state: 'unknown', since: null, words: 'Nothing is known.', findings: [] }),
  accessKeys: () => ok({ keys: [], whyNot: null, findings: [] }),
};
