import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
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

/** What a fake user's drawer shows of sign-in. */
export const fakeUserFacts: Pick<RolebookApi['users'], 'assignments' | 'password' | 'accessKeys'> = {
  assignments: () =>
    ok({ applies: false, projects: null, departments: null, findings: [], whyNotHere: '', asOf: null }),
  password: () => ok({ state: 'unknown', since: null, words: 'Nothing is known.', findings: [] }),
  accessKeys: () => ok({ keys: [], whyNot: null, findings: [] }),
};
