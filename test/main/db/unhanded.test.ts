import { afterEach, expect, test } from 'vitest';
import type { ChangeResult, Edit } from '../../../src-shared/domain/change.ts';
import { aChange } from '../../builders/changes.ts';
import { type LedgerBench, ledgerBench, step } from '../../builders/ledger-bench.ts';

const ends: (() => void)[] = [];
const bench = () => ledgerBench((work) => ends.unshift(work));

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const result = (given: Partial<ChangeResult>): ChangeResult => ({
  serverId: null,
  clientId: null,
  how: 'done',
  note: null,
  credentialId: null,
  facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
  ...given,
});

/** Saves an edit and ends it as done. */
function done(b: LedgerBench, n: number, edit: Edit, given: Partial<ChangeResult>): void {
  b.ledger.outbox.commit({ add: [aChange(n, { edit })] });
  b.ledger.outbox.commit({
    steps: [step(`change-${n}`, 'pending', { state: 'done', result: result(given) })],
  });
}

const create = (email: string): Edit & { kind: 'user.create' } => ({
  kind: 'user.create',
  email,
  firstName: null,
  lastName: null,
  notify: false,
});
const reset = (userId: string, email: string): Edit => ({ kind: 'user.reset-password', userId, email });
const names = (b: LedgerBench): string[] =>
  b.ledger.unhanded.list().map(({ kind, name, credentialId }) => `${kind} ${name} ${credentialId}`);

test('a secret that came has its mark in the same commit, and keeps it through a restart until it is ended', () => {
  const b = bench();
  done(b, 1, create('ann@example.com'), { serverId: 'u-1', credentialId: 'c-1' });
  done(
    b,
    2,
    { kind: 'service-account.create', name: 'ci' },
    { serverId: 's-1', clientId: 'ci-client', credentialId: 'c-2' },
  );
  b.again();
  expect(names(b)).toEqual(['temporary-password ann@example.com c-1', 'client-secret ci c-2']);
  expect(b.ledger.unhanded.list()[0]).toMatchObject({ subjectId: 'u-1', changeId: 'change-1' });
  b.ledger.unhanded.end(['c-1', 'nobody']);
  b.again();
  expect(names(b)).toEqual(['client-secret ci c-2']);
});

test('a password that the tenant mailed a link for is nobody’s to hand over, and leaves no mark', () => {
  const b = bench();
  const mailed: Edit = { ...create('ann@example.com'), notify: true };
  done(b, 1, mailed, { serverId: 'u-1', credentialId: 'c-1' });
  expect(names(b)).toEqual([]);
});

test('what brought no secret leaves no mark', () => {
  const b = bench();
  done(b, 1, create('ann@example.com'), { serverId: 'u-1' });
  expect(names(b)).toEqual([]);
});

test('what does not become done leaves no mark', () => {
  const b = bench();
  b.ledger.outbox.commit({ add: [aChange(1, { edit: create('ann@example.com') })] });
  b.ledger.outbox.commit({ steps: [step('change-1', 'pending', { state: 'sending' })] });
  expect(names(b)).toEqual([]);
});

test('a newer secret of the same takes the place of the former; one of somebody else does not', () => {
  const b = bench();
  done(b, 1, create('ann@example.com'), { serverId: 'u-1', credentialId: 'c-1' });
  done(b, 2, reset('u-2', 'bob@example.com'), { credentialId: 'c-2' });
  done(b, 3, reset('u-1', 'ann@example.com'), { credentialId: 'c-3' });
  expect(names(b)).toEqual([
    'temporary-password bob@example.com c-2',
    'temporary-password ann@example.com c-3',
  ]);
});

test.each<[string, Edit, Edit]>([
  [
    'a user',
    reset('u-1', 'ann@example.com'),
    { kind: 'user.delete', userId: 'u-1', email: 'ann@example.com', isLocal: true },
  ],
  [
    'a service account',
    { kind: 'service-account.rotate', id: 's-1', name: 'ci', clientId: 'ci-client' },
    { kind: 'service-account.delete', id: 's-1', name: 'ci', clientId: 'ci-client' },
  ],
])('the secret of %s that is deleted is missed by nobody', (_, issues, removes) => {
  const b = bench();
  done(b, 1, issues, { credentialId: 'c-1' });
  expect(names(b)).toHaveLength(1);
  done(b, 2, removes, {});
  expect(names(b)).toEqual([]);
});
