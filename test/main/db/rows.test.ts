import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../src-main/db/facts/instant.ts';
import { ruleRow } from '../../../src-main/db/facts/rule-row.ts';
import { userRow } from '../../../src-main/db/facts/user-row.ts';
import { accessRuleWireSchema } from '../../../src-shared/wire/access-rule-wire.ts';
import { userWireSchema } from '../../../src-shared/wire/user-wire.ts';

const odd = fc.constantFrom<unknown>(
  'text',
  '',
  0,
  7,
  1.5,
  -3,
  null,
  undefined,
  true,
  false,
  [],
  ['a'],
  ['a', 1],
  {},
  { phase: 'Ready' },
  { phase: null },
  { phase: 3 },
  '2026-01-01T00:00:00Z',
);

/** A good fact with a few members replaced by anything. */
const spoiled = (good: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 30,
      arbitrary: fc
        .dictionary(fc.constantFrom(...Object.keys(good)), odd, { maxKeys: 3 })
        .map((bad) => ({ ...good, ...bad })),
    },
    { weight: 1, arbitrary: odd },
  );

const user = {
  id: 'u',
  username: 'a@example.com',
  createdBy: '',
  createdAt: null,
  updatedAt: null,
  lastLogin: null,
  isLocal: true,
  groups: ['g'],
  firstName: null,
  lastName: 'L',
};
const rule = {
  id: 1,
  subjectType: 'user',
  subjectId: 's',
  roleId: 2,
  roleName: 'r',
  scopeType: 't',
  scopeId: 'x',
  scopeName: 'n',
  clusterId: null,
  tenantId: 1,
  createdAt: null,
  updatedAt: null,
  deletedAt: null,
  createdBy: '',
  status: { phase: 'Ready' },
};

describe('rows checked by hand', () => {
  test('a user is taken exactly when its wire schema takes it', () => {
    let taken = 0;
    fc.assert(
      fc.property(spoiled(user), (raw) => {
        const fits = userWireSchema.safeParse(raw).success;
        taken += Number(fits);
        expect(userRow(raw) !== null).toBe(fits);
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(taken).toBeGreaterThan(300);
    expect(taken).toBeLessThan(2700);
  });

  test('an access rule is taken exactly when its wire schema takes it', () => {
    let taken = 0;
    fc.assert(
      fc.property(spoiled(rule), (raw) => {
        const fits = accessRuleWireSchema.safeParse(raw).success;
        taken += Number(fits);
        expect(ruleRow(raw) !== null).toBe(fits);
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(taken).toBeGreaterThan(300);
    expect(taken).toBeLessThan(2700);
  });

  test('times are read as Date reads them, cut to milliseconds', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1970-01-01T00:00:00Z'),
          max: new Date('2199-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        fc.integer({ min: 0, max: 9 }),
        (date, digits) => {
          const whole = date.toISOString().slice(0, 19);
          const fraction = '123456789'.slice(0, digits);
          const text = digits === 0 ? `${whole}Z` : `${whole}.${fraction}Z`;
          expect(instantOf(text)).toBe(Date.parse(`${whole}.${fraction.padEnd(3, '0').slice(0, 3)}Z`));
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });

  test.each([
    [null, null],
    ['', null],
    ['soon', null],
    ['2026-13-01T00:00:00Z', null],
    ['2026-01-02', Date.parse('2026-01-02')],
    ['2026-01-02T03:04:05+02:00', Date.parse('2026-01-02T01:04:05Z')],
  ])('%j is %j', (text, moment) => expect(instantOf(text)).toBe(moment));
});
