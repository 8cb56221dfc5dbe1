import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asking, concealed, withoutTokens } from '../../../src-main/cloud/conceal.ts';
import { makePassword } from '../../../src-main/cloud/legacy/make-password.ts';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.q83pN5v0Zb7XyLrTt2kWcD4sGhJ9mA1u';
const reset: Asking = { path: '/api/v1/users/u-17/password', repeat: 'secret' };
const rename: Asking = { path: '/api/v1/roles/7', repeat: 'once', body: { json: { name: 'Night watch' } } };
const create: Asking = {
  path: '/v1/k8s/users',
  repeat: 'secret',
  body: { json: { email: 'ada7@corp4.example.com', password: 'plainword' } },
};

describe('what the tenant says of a refused call', () => {
  it.each<[string, Asking, string, string]>([
    [
      'plain words stay',
      reset,
      'The e-mail domain example.com is not allowed.',
      'The e-mail domain example.com is not allowed.',
    ],
    [
      'what the call named stays',
      create,
      'ada7@corp4.example.com is taken',
      'ada7@corp4.example.com is taken',
    ],
    [
      'ids stay where no secret is issued',
      rename,
      'No permission set 4f1c-77aa-B2',
      'No permission set 4f1c-77aa-B2',
    ],
    ['an issued password goes', reset, 'Could not mail “Kx7!pQ2_vn#T” to her', 'Could not mail […] to her'],
    [
      'the password of the body goes, though it is a word',
      create,
      'plainword was used before',
      '[…] was used before',
    ],
    ['the token goes', rename, `Denied for ${token}.`, 'Denied for […].'],
    ['the end of the token goes', rename, `Denied (…${token.slice(-20)})`, 'Denied (…[…])'],
    ['a bearer header goes', rename, 'Got: Bearer abcdefghij', 'Got: Bearer […]'],
  ])('%s', (_, call, said, left) => {
    expect(concealed(said, call, token)).toBe(left);
  });

  it('holds no password that a client made, wherever it is quoted', () => {
    const below = fc.infiniteStream(fc.nat(2 ** 30));
    fc.assert(
      fc.property(below, fc.string(), fc.string(), (numbers, before, after) => {
        const password = makePassword({ below: (bound) => (numbers.next().value ?? 0) % bound });
        const said = `${before} ${password} ${after}`;
        expect(concealed(said, reset, null)).not.toContain(password);
      }),
    );
  });

  it('holds no piece of the token of twelve letters or more', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 12), fc.integer({ min: 12, max: 60 }), (from, length) => {
        const piece = token.slice(from, from + length);
        const left = concealed(`It was “${piece}”`, rename, token);
        for (const part of piece.split('.').filter((one) => one.length >= 12))
          expect(left).not.toContain(part);
      }),
    );
  });
});

it('tokens of others go from every quote', () => {
  expect(withoutTokens(`for ${token}`)).toBe('for […]');
  expect(withoutTokens('role Research-team-for-the-very-long-project-2')).toBe(
    'role Research-team-for-the-very-long-project-2',
  );
});
