import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { CallOutput, ParsedInput } from '../../src-shared/ipc/contract.ts';
import { whyLacking } from '../../src-shared/profiles/product-features.ts';
import { checkClaims, kindOfClaim } from '../../src-shared/rules/claim-rules.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import {
  checkProvider,
  checkProviderRemoval,
  checkSignOnSwitch,
  signOnPhrase,
} from '../../src-shared/rules/sign-on-rules.ts';
import {
  type IdentityProvider,
  identityProviderFromWire,
} from '../../src-shared/wire/identity-provider-wire.ts';
import type { SecuritySettings } from '../cloud/tenant-client.ts';
import type { Mirror } from '../db/mirror.ts';
import type { ActGate } from './act-gate.ts';
import { type EditDeps, type EditRoom, openRoom } from './edits/edit-room.ts';
import { recorded, type RecordDeps } from './journal.ts';
import { certificateEnds } from './sign-on/certificate.ts';
import { claimsOf } from './sign-on/claims-text.ts';
import { readAdministrators } from './users/administrators.ts';
import { refuseUnlessAcceptable } from './users/refuse.ts';

/** How people sign in to the open tenant: read, gone through, and inspected; changed nowhere. */
export interface SignOnService {
  read(): Promise<CallOutput<'signOn.read'>>;
  rehearse(input: ParsedInput<'signOn.rehearse'>): Promise<CallOutput<'signOn.rehearse'>>;
  accept(input: ParsedInput<'signOn.accept'>): Promise<void>;
  inspect(input: ParsedInput<'signOn.inspect'>): Promise<CallOutput<'signOn.inspect'>>;
}

const whyNotHere =
  'Rolebook reads how people sign in. It is changed in the tenant’s own console, under General settings: one mistake there locks everybody out, this program included.';

async function providersOf(mirror: Mirror): Promise<readonly IdentityProvider[]> {
  return (await mirror.listed('identity-providers')).map(identityProviderFromWire);
}

/** What only the tenant itself can say now. */
async function askTenant({ session }: EditRoom): Promise<{
  readonly switchedOn: boolean | null;
  readonly sessions: SecuritySettings | null;
  readonly whyNot: string | null;
}> {
  try {
    const client = await session.client();
    const [switchedOn, sessions] = await Promise.all([
      client.tenantSetting('tenant.login_with_sso'),
      client.securitySettings(),
    ]);
    return { switchedOn, sessions, whyNot: null };
  } catch (error) {
    const { kind, message } = toErrorBody(error);
    if (kind !== 'network' && kind !== 'auth' && kind !== 'unavailable') throw error;
    return { switchedOn: null, sessions: null, whyNot: message };
  }
}

async function localUsersOf(mirror: Mirror): Promise<number> {
  const { total } = await mirror.window({
    view: 'users',
    search: '',
    filters: [{ column: 'type', op: 'is', values: ['local'] }],
    sort: [],
    from: 0,
    to: 1,
    columns: [],
    facets: false,
  });
  return total;
}

async function checkRemoval({ mirror, session }: EditRoom) {
  const { actor } = session.describe();
  const { administrators } = await readAdministrators(mirror);
  const local = administrators.filter(({ isLocal }) => isLocal === true).map(({ userId }) => userId);
  const self = (await mirror.usersLike(actor)).find(({ likeness }) => likeness === 'same')?.user;
  return checkProviderRemoval({
    actorIsLocal: self?.isLocal ?? null,
    localAdministrators: (await mirror.users(local)).map(({ email, lastLogin }) => ({ email, lastLogin })),
  });
}

async function checkSwitch(
  { mirror }: EditRoom,
  { administrator, typed }: ParsedInput<'signOn.rehearse'>,
): Promise<CallOutput<'signOn.rehearse'>> {
  const all = await localUsersOf(mirror);
  const named =
    administrator.trim() === ''
      ? undefined
      : (await mirror.usersLike(administrator)).find(({ likeness }) => likeness === 'same')?.user;
  const localUsers = Math.max(0, all - (named?.isLocal === true ? 1 : 0));
  const findings = checkSignOnSwitch(administrator, { localUsers, named: named ?? null, typed });
  return { localUsers, phrase: signOnPhrase({ localUsers }), findings };
}

/** The sign-on settings of the open tenant (V46–V48). Throws `unavailable` when none is open. */
export function createSignOnService(deps: EditDeps & RecordDeps & { readonly acts: ActGate }): SignOnService {
  return {
    async read() {
      const room = openRoom(deps);
      const { productLine } = room.session.describe();
      const [providers, live, removal, { asOf }] = await Promise.all([
        providersOf(room.mirror),
        askTenant(room),
        checkRemoval(room),
        room.mirror.info(),
      ]);
      const now = deps.clock.now();
      return {
        switchedOn: live.switchedOn,
        providers: providers.map(({ alias, type, source, redirectUri, certificate, mappers }) => {
          const ends = certificate === null ? null : certificateEnds(certificate);
          return {
            alias,
            type,
            source,
            redirectUri,
            certificateEnds: ends,
            mappers: Object.entries(mappers ?? {}).flatMap(([what, attribute]) =>
              attribute === null || attribute === '' ? [] : [{ what, attribute }],
            ),
            findings: checkProvider({ alias, type, certificateEnds: ends, mappers }, now),
          };
        }),
        providersWhyNot: productLine === null ? null : whyLacking('identityProviders', productLine),
        sessions: live.sessions === null ? null : { ...live.sessions },
        liveWhyNot: live.whyNot,
        removal: providers.length === 0 ? [] : removal,
        endsLocalSignIn: productLine === '2.13' && live.switchedOn !== true,
        whyNotHere,
        asOf,
      };
    },

    rehearse: async (input) => await checkSwitch(openRoom(deps), input),

    accept: (input) =>
      deps.acts.during(async () => {
        const room = openRoom(deps);
        const { findings, localUsers } = await checkSwitch(room, input);
        refuseUnlessAcceptable(findings, input.acknowledged);
        await recorded(deps, {
          verb: 'sign-on.switch-accepted',
          object: foldEmail(input.administrator),
          detail: { localUsers },
          run: async () => {},
        });
      }),

    async inspect({ text, alias }) {
      const claims = claimsOf(text);
      const provider =
        alias === null
          ? undefined
          : (await providersOf(openRoom(deps).mirror)).find((one) => one.alias === alias);
      return {
        claims: Object.entries(claims).map(([name, value]) => ({ name, kind: kindOfClaim(value) })),
        findings: checkClaims(claims, provider?.mappers ?? null),
      };
    },
  };
}
