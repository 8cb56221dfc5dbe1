import { expect, test } from 'vitest';
import { arrivalWords, arrivalsOf } from '../../../../src-renderer/features/credentials/arrivals.ts';
import type { CredentialInfo } from '../../../../src-shared/domain/credential.ts';

const credential = (id: string, fields: Partial<CredentialInfo> = {}): CredentialInfo => ({
  id,
  kind: 'temporary-password',
  account: `${id}@example.com`,
  tenantUrl: 'https://acme.example.com',
  tenantLabel: 'acme.example.com',
  issuedAt: '2026-11-23T12:00:00Z',
  cause: 'user-created',
  mustChange: true,
  handedOver: false,
  ...fields,
});

test('only what is new and waits is announced', () => {
  const list = [credential('a'), credential('b'), credential('c', { handedOver: true })];
  expect(arrivalsOf(list, new Set(['a'])).map(({ id }) => id)).toEqual(['b']);
});

test('one is named, several are counted', () => {
  expect(arrivalWords([credential('a')])).toBe(
    'Temporary password of a@example.com has come, to be handed over.',
  );
  expect(arrivalWords([credential('a', { kind: 'client-secret', account: 'ci' })])).toMatch(
    /^Client secret of ci/,
  );
  expect(arrivalWords([credential('a'), credential('b')])).toMatch(/^2 credentials/);
});
