import { expect, test } from 'vitest';
import type { Change } from '../../../src-shared/domain/change.ts';
import { edits } from '../../builders/push-bench.ts';
import { goesToAnother } from './meant-for.ts';

type Row = Parameters<typeof goesToAnother>[0];

const email = 'ada@example.com';
const hour = 3_600_000;

const result = (serverId: string): Change['result'] => ({
  serverId,
  clientId: null,
  how: 'done',
  note: null,
  credentialId: null,
  facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
});

const row = (more: Partial<Row>): Row => ({
  edit: edits.createRule(email),
  base: null,
  waived: false,
  dependsOn: ['made'],
  state: 'sending',
  result: null,
  since: 0,
  ...more,
});

const made = row({ edit: edits.createUser(email), dependsOn: [], state: 'done', result: result('u1') });
const seen = { fields: { userId: 'u1' }, asOf: null };

test.each<[string, Row, { readonly id: string; readonly createdAt: number | null } | null, boolean]>([
  ['the account that was made for it', row({}), { id: 'u1', createdAt: 0 }, false],
  ['another one of that e-mail', row({}), { id: 'u2', createdAt: hour }, true],
  ['another one than was seen', row({ dependsOn: [], base: seen }), { id: 'u2', createdAt: hour }, true],
  [
    'another one that the user wants all the same',
    row({ waived: true }),
    { id: 'u2', createdAt: hour },
    false,
  ],
  ['another one that was made right before', row({}), { id: 'u2', createdAt: 2 * hour - 60_000 }, false],
  ['nobody', row({}), null, false],
  ['whoever has the e-mail', row({ dependsOn: [] }), { id: 'u2', createdAt: 0 }, false],
  [
    'a group',
    row({ edit: edits.createRule(email, { subject: { type: 'group', id: email } }) }),
    { id: 'u2', createdAt: 0 },
    false,
  ],
])('a rule that goes to %s', (_what, rule, there, wrong) => {
  expect(goesToAnother(rule, new Map([['made', made]]), there, 2 * hour) !== null).toBe(wrong);
});

test('a rule that is sent a moment after its account was made is not looked at', () => {
  const justMade = row({ ...made, since: 2 * hour - 60_000 });
  const there = { id: 'u2', createdAt: hour };
  expect(goesToAnother(row({}), new Map([['made', justMade]]), there, 2 * hour)).toBeNull();
});
