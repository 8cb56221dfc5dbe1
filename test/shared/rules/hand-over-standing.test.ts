import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  handOverStates,
  isUncollected,
  standingOf,
  type StandingFacts,
} from '../../../src-shared/rules/hand-over-standing.ts';

const dayOf = (day: number, hour = 9): string =>
  `2026-01-${String(day).padStart(2, '0')}T0${hour}:00:00.000Z`;

const given: StandingFacts = {
  kind: 'temporary-password',
  issuedAt: dayOf(2, 8),
  handedOverAt: dayOf(2),
  ended: null,
  lastSignIn: null,
  mustChange: null,
  signInsTold: true,
  knownAsOf: dayOf(4),
};

type Row = readonly [string, Partial<StandingFacts>, string, boolean, number | null, RegExp];

const table: readonly Row[] = [
  [
    'nobody was given it',
    { handedOverAt: null },
    'issued',
    true,
    null,
    /^Issued, .* no sign-in was seen yet/,
  ],
  ['given, not used', {}, 'handed-over', true, 2, /^Handed over on 2026-01-02; no sign-in was seen yet/],
  ['used', { lastSignIn: dayOf(3) }, 'signed-in', true, null, /^Sign-in seen on 2026-01-03\.$/],
  ['used at the moment of issue', { lastSignIn: dayOf(2, 8) }, 'signed-in', true, null, /seen on/],
  [
    'used before it was handed over',
    { handedOverAt: null, lastSignIn: dayOf(3) },
    'signed-in',
    true,
    null,
    /seen/,
  ],
  ['used last before the reset', { lastSignIn: dayOf(1) }, 'handed-over', true, 2, /no sign-in was seen/],
  ['changed, says 2.13', { mustChange: false, signInsTold: false }, 'signed-in', true, null, /own by now/],
  [
    'used and still to be changed, says 2.13',
    { mustChange: true, signInsTold: false, lastSignIn: dayOf(3) },
    'signed-in',
    true,
    null,
    /still to be changed/,
  ],
  ['not used, says 2.13', { mustChange: true, signInsTold: false }, 'handed-over', true, 2, /no sign-in/],
  [
    'a version that tells nothing',
    { signInsTold: false },
    'handed-over',
    false,
    null,
    /not told by this version/,
  ],
  [
    'a version that tells nothing, not given, long ago',
    { signInsTold: false, handedOverAt: null, knownAsOf: dayOf(30) },
    'issued',
    false,
    null,
    /not told by this version/,
  ],
  ['13 days', { knownAsOf: dayOf(15, 7) }, 'handed-over', true, 12, /no sign-in/],
  ['14 days', { knownAsOf: dayOf(16) }, 'expired', true, 14, /14 days, so it counts as lost/],
  ['14 days, given to nobody', { handedOverAt: null, knownAsOf: dayOf(16) }, 'expired', true, null, /lost/],
  [
    '14 days, a client secret',
    { kind: 'client-secret', knownAsOf: dayOf(16) },
    'handed-over',
    true,
    14,
    /no/,
  ],
  [
    '14 days, used on the last',
    { knownAsOf: dayOf(16), lastSignIn: dayOf(16) },
    'signed-in',
    true,
    null,
    /seen/,
  ],
  [
    'the tenant not looked at since',
    { knownAsOf: dayOf(1) },
    'handed-over',
    true,
    0,
    /was not looked at since/,
  ],
  ['never looked at', { knownAsOf: null, handedOverAt: null }, 'issued', true, null, /not looked at since/],
  [
    'a newer one',
    { ended: { why: 'replaced', at: dayOf(3) } },
    'revoked',
    true,
    null,
    /newer .* on 2026-01-03/,
  ],
  [
    'a newer one after it was used',
    { ended: { why: 'replaced', at: dayOf(4) }, lastSignIn: dayOf(3) },
    'revoked',
    true,
    null,
    /void\. It had been used\.$/,
  ],
  [
    'a newer one that was used',
    { ended: { why: 'replaced', at: dayOf(3) }, lastSignIn: dayOf(4) },
    'revoked',
    true,
    null,
    /is void\.$/,
  ],
  ['deleted', { ended: { why: 'deleted', at: dayOf(3) } }, 'revoked', true, null, /Deleted on .* its user/],
  [
    'an account deleted',
    { kind: 'client-secret', ended: { why: 'deleted', at: null } },
    'revoked',
    true,
    null,
    /^Deleted with its service account/,
  ],
  [
    'gone',
    { ended: { why: 'gone', at: null } },
    'revoked',
    true,
    null,
    /The user is not at the tenant any more/,
  ],
  [
    'gone, 2.13 says changed',
    { ended: { why: 'gone', at: null }, mustChange: false },
    'revoked',
    true,
    null,
    /./,
  ],
];

describe('how far a credential has come', () => {
  it.each(table)('%s', (_, more, state, told, unusedDays, words) => {
    const standing = standingOf({ ...given, ...more });
    expect(standing).toMatchObject({ state, told, unusedDays });
    expect(standing.words).toMatch(words);
  });

  it('reaches every state in the table', () => {
    expect(new Set(table.map(([, , state]) => state))).toEqual(new Set(handOverStates));
  });

  it('never guesses: without told sign-ins nothing is said to have been used, to be lost or to be reminded of', () => {
    const moment = fc.integer({ min: 1, max: 30 }).map((day) => dayOf(day));
    fc.assert(
      fc.property(moment, fc.option(moment), fc.option(moment), (issuedAt, handedOverAt, knownAsOf) => {
        const standing = standingOf({ ...given, issuedAt, handedOverAt, knownAsOf, signInsTold: false });
        expect(standing).toMatchObject({
          state: handedOverAt === null ? 'issued' : 'handed-over',
          told: false,
        });
        expect(isUncollected(standing, { days: 1, received: false })).toBe(false);
      }),
    );
  });
});

describe('what to remind of', () => {
  const due = (more: Partial<StandingFacts>, days: number | null = 3, received = false): boolean =>
    isUncollected(standingOf({ ...given, ...more }), { days, received });

  it.each([
    ['two days, of three', {}, 3, false, false],
    ['three days, of three', { knownAsOf: dayOf(5) }, 3, false, true],
    ['an hour short of three days', { knownAsOf: dayOf(5, 8) }, 3, false, false],
    ['lost', { knownAsOf: dayOf(20) }, 3, false, true],
    ['lost and given to nobody', { knownAsOf: dayOf(20), handedOverAt: null }, 3, false, false],
    ['a client secret that nobody uses', { knownAsOf: dayOf(20), kind: 'client-secret' }, 3, false, true],
    ['switched off', { knownAsOf: dayOf(20) }, null, false, false],
    ['a receipt came back', { knownAsOf: dayOf(20) }, 3, true, false],
    ['used', { knownAsOf: dayOf(20), lastSignIn: dayOf(3) }, 3, false, false],
    ['replaced', { knownAsOf: dayOf(20), ended: { why: 'replaced', at: dayOf(3) } }, 3, false, false],
    ['nothing known since', { knownAsOf: dayOf(2, 8) }, 1, false, false],
  ] as const)('%s', (_, more, days, received, expected) => {
    expect(due(more, days, received)).toBe(expected);
  });
});
