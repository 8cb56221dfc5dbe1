import type { CredentialInfo } from '../domain/credential.ts';
import { temporaryPasswordDays } from './password-rules.ts';

const day = 86_400_000;

/**
 * How far a credential has come (domain §4.6): `issued` nobody was given it · `handed-over` · `signed-in` used since it was
 * issued · `expired` not used for {@link temporaryPasswordDays} days and counted as lost (V31; temporary passwords only) ·
 * `revoked` a newer one was issued, or whose it was is gone.
 */
export const handOverStates = ['issued', 'handed-over', 'signed-in', 'expired', 'revoked'] as const;
/** One of {@link handOverStates}. */
export type HandOverState = (typeof handOverStates)[number];

/** What is known of one credential and of whose it is. Times are RFC 3339. */
export interface StandingFacts {
  readonly kind: CredentialInfo['kind'];
  readonly issuedAt: string;
  /** Null: nobody was given it. */
  readonly handedOverAt: string | null;
  /** Why it counts no more, and since when as far as that is known. */
  readonly ended: { readonly why: 'replaced' | 'deleted' | 'gone'; readonly at: string | null } | null;
  /** The last sign-in that the tenant tells of; null: none. */
  readonly lastSignIn: string | null;
  /** Whether the tenant says that the password still has to be changed (2.13); null where it does not say. */
  readonly mustChange: boolean | null;
  /** Whether this version of the tenant tells of sign-ins at all. */
  readonly signInsTold: boolean;
  /** When the mirror was last complete: nothing later is known. Null = never. */
  readonly knownAsOf: string | null;
}

/** What {@link standingOf} tells. */
export interface Standing {
  readonly state: HandOverState;
  /** Whether what comes after the hand-over can be told at all; where not, nothing is guessed. */
  readonly told: boolean;
  /** One sentence for the admin. */
  readonly words: string;
  /** Whole days between the hand-over and what is known of the tenant; null where nobody was given it, or nothing is told. */
  readonly unusedDays: number | null;
}

const at = (time: string): number => Date.parse(time);
const date = (time: string): string => time.slice(0, 10);
const after = (time: string | null): string => (time === null ? '' : ` on ${date(time)}`);

function endedWords({ ended, kind, lastSignIn, issuedAt }: StandingFacts): string {
  const used =
    lastSignIn !== null &&
    at(lastSignIn) >= at(issuedAt) &&
    ended !== null &&
    ended.at !== null &&
    at(lastSignIn) < at(ended.at)
      ? ' It had been used.'
      : '';
  switch (ended?.why) {
    case 'replaced':
      return `A newer one was issued${after(ended.at)}, so this one is void.${used}`;
    case 'deleted':
      return `Deleted${after(ended.at)} with its ${owners[kind]}.${used}`;
    default:
      return `The ${owners[kind]} is not at the tenant any more.`;
  }
}

const owners: Readonly<Record<CredentialInfo['kind'], string>> = {
  'temporary-password': 'user',
  'client-secret': 'service account',
  'access-key': 'owner',
};

const waits = (handedOverAt: string | null): string =>
  handedOverAt === null ? 'Issued, and handed over to nobody yet' : `Handed over on ${date(handedOverAt)}`;

/** How far a credential has come, and in what words. Pure; ages are counted up to what is known of the tenant, never beyond. */
export function standingOf(facts: StandingFacts): Standing {
  const { kind, issuedAt, handedOverAt, ended, lastSignIn, mustChange, knownAsOf } = facts;
  const given: HandOverState = handedOverAt === null ? 'issued' : 'handed-over';
  if (ended !== null) return { state: 'revoked', told: true, words: endedWords(facts), unusedDays: null };
  if (mustChange === false) {
    const words = 'The password is the user’s own by now, says the tenant.';
    return { state: 'signed-in', told: true, words, unusedDays: null };
  }
  if (lastSignIn !== null && at(lastSignIn) >= at(issuedAt)) {
    const still = mustChange === true ? ' It has still to be changed.' : '';
    const words = `Sign-in seen on ${date(lastSignIn)}.${still}`;
    return { state: 'signed-in', told: true, words, unusedDays: null };
  }
  const told = facts.signInsTold || mustChange !== null || lastSignIn !== null;
  if (!told) {
    const why =
      kind === 'access-key'
        ? 'when it is used shows in the list of your access keys only'
        : 'sign-ins are not told by this version of the tenant';
    const words = `${waits(handedOverAt)}; ${why}.`;
    return { state: given, told, words, unusedDays: null };
  }
  if (knownAsOf === null || at(knownAsOf) < at(handedOverAt ?? issuedAt)) {
    return {
      state: given,
      told,
      words: `${waits(handedOverAt)}; the tenant was not looked at since.`,
      unusedDays: handedOverAt === null ? null : 0,
    };
  }
  const unusedDays = handedOverAt === null ? null : Math.floor((at(knownAsOf) - at(handedOverAt)) / day);
  const age = Math.floor((at(knownAsOf) - at(issuedAt)) / day);
  if (kind === 'temporary-password' && age >= temporaryPasswordDays) {
    const words = `Not used within ${age} days, so it counts as lost. Issue a new one.`;
    return { state: 'expired', told, words, unusedDays };
  }
  return { state: given, told, words: `${waits(handedOverAt)}; no sign-in was seen yet.`, unusedDays };
}

/**
 * Whether to remind of a credential: it was handed over so many days ago, the tenant tells of sign-ins and tells of none,
 * and nobody wrote down that it was received. `days` null = never.
 */
export function isUncollected(
  { state, unusedDays }: Pick<Standing, 'state' | 'unusedDays'>,
  { days, received }: { readonly days: number | null; readonly received: boolean },
): boolean {
  if (days === null || received || unusedDays === null) return false;
  return (state === 'handed-over' || state === 'expired') && unusedDays >= days;
}
