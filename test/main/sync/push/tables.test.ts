import { describe, expect, test } from 'vitest';
import { pauseOf, remaining, retryDelay } from '../../../../src-main/sync/push/backoff.ts';
import { judge } from '../../../../src-main/sync/push/judge.ts';
import { mergeFields } from '../../../../src-main/sync/push/merge-fields.ts';
import { type ChangeEvent, mayHappen, nextState } from '../../../../src-main/sync/push/next-state.ts';
import type { OutcomeName } from '../../../../src-main/sync/push/outcome.ts';
import { squash } from '../../../../src-main/sync/push/squash.ts';
import type { Fields } from '../../../../src-shared/changes/base-fields.ts';
import { changeStates, type ChangeState, type Edit } from '../../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

const events: readonly ChangeEvent[] = [
  'picked',
  'confirmed',
  'lost',
  'disagreed',
  'refused',
  'postponed',
  'not-applied',
  'gave-up',
  'parent-failed',
  'parent-recovered',
  'again',
  'taken-back',
];

const transitions: readonly (readonly [ChangeState, ChangeEvent, ChangeState])[] = [
  ['pending', 'picked', 'sending'],
  ['pending', 'confirmed', 'done'],
  ['pending', 'disagreed', 'conflict'],
  ['pending', 'refused', 'rejected'],
  ['pending', 'postponed', 'pending'],
  ['pending', 'gave-up', 'blocked'],
  ['pending', 'parent-failed', 'blocked'],
  ['pending', 'taken-back', 'cancelled'],
  ['sending', 'confirmed', 'done'],
  ['sending', 'lost', 'unknown'],
  ['sending', 'disagreed', 'conflict'],
  ['sending', 'refused', 'rejected'],
  ['sending', 'postponed', 'pending'],
  ['sending', 'gave-up', 'blocked'],
  ['unknown', 'confirmed', 'done'],
  ['unknown', 'disagreed', 'conflict'],
  ['unknown', 'postponed', 'unknown'],
  ['unknown', 'not-applied', 'pending'],
  ['unknown', 'gave-up', 'blocked'],
  ['unknown', 'taken-back', 'cancelled'],
  ['conflict', 'confirmed', 'done'],
  ['conflict', 'again', 'pending'],
  ['conflict', 'taken-back', 'cancelled'],
  ['blocked', 'parent-recovered', 'pending'],
  ['blocked', 'again', 'pending'],
  ['blocked', 'taken-back', 'cancelled'],
  ['rejected', 'again', 'pending'],
  ['rejected', 'taken-back', 'cancelled'],
];

describe('states', () => {
  test('every event in every state leads where the table says, and nowhere else', () => {
    for (const state of changeStates) {
      for (const event of events) {
        const known = transitions.find(([from, by]) => from === state && by === event);
        expect(mayHappen(state, event)).toBe(known !== undefined);
        if (known === undefined) expect(() => nextState(state, event)).toThrow(`a change that is ${state}`);
        else expect(nextState(state, event)).toBe(known[2]);
      }
    }
  });
});

const body = (kind: ErrorBody['kind'], more: Partial<ErrorBody> = {}): ErrorBody => ({
  kind,
  origin: 'cloud',
  reason: 'some-reason',
  retryable: false,
  message: 'Something.',
  hint: null,
  status: null,
  retryAfterSeconds: null,
  ...more,
});
const lost = body('network', { reason: 'outcome-unknown' });

const judged: readonly (readonly [string, Edit, ErrorBody, boolean, OutcomeName])[] = [
  ['a lost reply to a rule', edits.createRule(), lost, false, 'lost'],
  ['a lost reply to a new user', edits.createUser(), lost, false, 'lost'],
  ['a lost reply to a reset', edits.resetPassword(), lost, false, 'password-not-received'],
  ['a lost reply to a rotation', edits.rotate(), lost, false, 'password-not-received'],
  [
    'a token renewed instead',
    edits.createUser(),
    body('auth', { reason: 'sign-in-renewed', status: 401 }),
    false,
    'retry-later',
  ],
  ['no network', edits.createRule(), body('network'), false, 'connection-lost'],
  ['no sign-in', edits.createRule(), body('auth', { status: 401 }), false, 'connection-lost'],
  ['a captive portal', edits.createRule(), body('not-a-tenant', { status: 302 }), false, 'connection-lost'],
  ['a closed session', edits.createRule(), body('cancelled', { retryable: true }), false, 'connection-lost'],
  ['403', edits.createRule(), body('not-permitted', { status: 403 }), false, 'right-lost'],
  ['404 of a deletion', edits.deleteUser(), body('not-found', { status: 404 }), false, 'gone-is-done'],
  ['404 of a rule deletion', edits.deleteRule(), body('not-found', { status: 404 }), false, 'gone-is-done'],
  ['404 of a reset', edits.resetPassword(), body('not-found', { status: 404 }), false, 'user-gone'],
  [
    '404 of a switch',
    edits.setEnabled(true),
    body('not-found', { status: 404 }),
    false,
    'service-account-gone',
  ],
  ['404 of a rule', edits.createRule(), body('not-found', { status: 404 }), false, 'scope-gone'],
  ['404 of a create', edits.createUser(), body('not-found', { status: 404 }), false, 'refused'],
  ['409 of a user', edits.createUser(), body('conflict', { status: 409 }), false, 'email-taken'],
  [
    '409 of a user after a lost reply',
    edits.createUser(),
    body('conflict', { status: 409 }),
    true,
    'password-not-received',
  ],
  ['409 of an account', edits.createAccount(), body('conflict', { status: 409 }), false, 'name-taken'],
  ['409 of a rule', edits.createRule(), body('conflict', { status: 409 }), false, 'already'],
  ['409 of a deletion', edits.deleteUser(), body('conflict', { status: 409 }), false, 'refused'],
  ['412', edits.setEnabled(true), body('input', { status: 412 }), false, 'changed-since'],
  ['400', edits.createUser(), body('input', { status: 400 }), false, 'refused'],
  ['422', edits.createUser(), body('input', { status: 422 }), false, 'refused'],
  ['501', edits.createUser(), body('unavailable', { status: 501 }), false, 'refused'],
  ['429', edits.createUser(), body('tenant', { status: 429, retryable: true }), false, 'retry-later'],
  ['words out of the contract', edits.createUser(), body('tenant'), false, 'refused'],
  [
    'an answer that is far too large',
    edits.createUser(),
    body('tenant', { reason: 'reply-too-large' }),
    false,
    'retry-later',
  ],
  ['a bug of ours', edits.createUser(), body('internal'), false, 'refused'],
];

test.each(judged)('%s is judged', (_name, edit, error, lostBefore, outcome) => {
  expect(judge(edit, error, lostBefore)).toBe(outcome);
});

describe('waiting', () => {
  const most = { below: (bound: number) => bound - 1 };
  test.each([
    [1, null, 1_000],
    [2, null, 2_000],
    [8, null, 128_000],
    [50, null, 300_000],
    [1, 7, 8_000],
    [1, 10 ** 9, 86_400_000 + 1_000],
  ])('after %s failures and a Retry-After of %s at most %s ms', (attempts, asked, expected) => {
    expect(retryDelay(attempts, asked, most)).toBe(expected);
    expect(retryDelay(attempts, asked, { below: () => 0 })).toBe(pauseOf(asked));
  });

  const newYear = Date.UTC(2026, 0, 1);
  test.each([
    ['2026-01-01T00:00:05Z', '2025-12-31T23:59:00Z', newYear, 5_000],
    ['2036-01-01T00:00:00Z', '2026-01-01T00:00:00Z', newYear, 86_400_000],
    ['2016-01-01T00:00:00Z', '2015-12-31T23:59:59Z', newYear, 0],
    // Ten years back: the second that was to be waited stays a second.
    ['2036-01-01T00:00:01Z', '2036-01-01T00:00:00Z', newYear, 1_000],
    ['2026-01-01T00:00:05Z', '2036-01-01T00:00:00Z', newYear, 0],
    ['no time', '2026-01-01T00:00:00Z', 0, 0],
    ['2026-01-01T00:00:05Z', 'no time', newYear, 0],
  ])('due at %s, written down at %s, at %s: %s ms are left', (at, since, now, expected) => {
    expect(remaining(at, since, now)).toBe(expected);
  });
});

describe('fields', () => {
  const base = { enabled: true, lastLogin: null, groups: ['a', 'b'], rules: ['Viewer on project cats'] };
  const cases: readonly (readonly [string, Fields | null, Fields, readonly string[], boolean])[] = [
    ['nothing changed', null, base, [], false],
    ['the same groups in another order', null, { ...base, groups: ['b', 'a'] }, [], false],
    ['a later sign-in', null, { ...base, lastLogin: 'now' }, ['lastLogin'], false],
    ['fewer rules', null, { ...base, rules: [] }, ['rules'], false],
    ['another rule', null, { ...base, rules: ['Editor on project cats'] }, ['rules'], true],
    ['other groups', null, { ...base, groups: ['a'] }, ['groups'], true],
    ['theirs is mine', { enabled: false }, { ...base, enabled: false }, ['enabled'], false],
    ['a field I leave alone', { enabled: false }, { ...base, groups: [] }, ['groups'], false],
    ['a field that the tenant does not tell', null, { enabled: true }, [], false],
  ];
  test.each(cases)('%s', (_name, mine, theirs, differing, clash) => {
    const merge = mergeFields(base, mine, theirs);
    expect(merge.fields.map(({ field }) => field)).toEqual(differing);
    expect(merge.clash).toBe(clash);
  });

  test('three values of one field clash', () => {
    expect(mergeFields({ name: 'a' }, { name: 'b' }, { name: 'c' }).clash).toBe(true);
  });
});

describe('squash', () => {
  const ofBench = (...given: Parameters<PushBench['add']>): string[] => {
    const bench = new PushBench();
    return squash(bench.add(...given), bench.outbox.get);
  };
  const seen = (enabled: boolean, asOf: string | null = null) => ({ fields: { enabled }, asOf });
  const off = (asOf: string | null = null) => ({ edit: edits.setEnabled(false), base: seen(true, asOf) });
  const on = (asOf: string | null = null) => ({ edit: edits.setEnabled(true), base: seen(false, asOf) });
  test('a user made and deleted here, with all that needs it', () => {
    const rule = { edit: edits.createRule('ada@example.com'), dependsOn: ['c1'] };
    const gone = { edit: edits.deleteUser('local:c1', 'ada@example.com'), dependsOn: ['c1'] };
    expect(ofBench(edits.createUser(), rule, gone).toSorted()).toEqual(['c1', 'c2', 'c3']);
  });
  test('a rule made and removed here', () => {
    expect(ofBench(edits.createRule(), { edit: edits.deleteRule(-1), dependsOn: ['c1'] })).toEqual([
      'c1',
      'c2',
    ]);
  });
  test('two opposite switches, the one right after the other', () => {
    expect(ofBench(off(), on())).toEqual(['c1', 'c2']);
    expect(ofBench(off(), on(), off())).toEqual(['c1', 'c2']);
  });
  test('not across an edit that names the same role by our number (I6)', () => {
    const bench = new PushBench();
    bench.add(edits.createRole());
    const facts = { users: [], rules: [], serviceAccounts: [], roles: [] };
    const result = {
      serverId: '88',
      clientId: null,
      how: 'done',
      note: null,
      credentialId: null,
      facts,
    } as const;
    bench.outbox.commit({ steps: [{ id: 'c1', from: ['pending'], patch: { state: 'done', result } }] });
    bench.add(
      { edit: edits.setRoleEnabled(false, 88), base: seen(true) },
      { edit: edits.updateRole('Desk', -8), dependsOn: ['c1'] },
      { edit: edits.setRoleEnabled(true, 88), base: seen(false) },
    );
    expect(squash(bench.outbox.open(), bench.outbox.get)).toEqual([]);
  });
  test('not when the tenant may have moved in between: a sync came, or the first found something else', () => {
    expect(ofBench(off('2026-01-01T00:00:00Z'), on('2026-01-01T00:02:00Z'))).toEqual([]);
    expect(ofBench({ ...off(), base: seen(false) }, on())).toEqual([]);
    expect(ofBench(edits.setEnabled(false), edits.setEnabled(true))).toEqual([]);
  });
  test('not across another edit of the same, not two alike, not a staged one with one that goes', () => {
    expect(ofBench(off(), edits.rotate(), on())).toEqual([]);
    expect(ofBench(off(), off())).toEqual([]);
    expect(ofBench(off(), { ...on(), held: true })).toEqual([]);
  });
  test.each(['sending', 'unknown'] as const)('not across %s', (state) => {
    const bench = new PushBench();
    bench.add(edits.createUser(), {
      edit: edits.deleteUser('local:c1', 'ada@example.com'),
      dependsOn: ['c1'],
    });
    bench.outbox.commit({ steps: [{ id: 'c1', from: ['pending'], patch: { state } }] });
    expect(squash(bench.outbox.open(), bench.outbox.get)).toEqual([]);
  });
  test('not what may have been there once', () => {
    const bench = new PushBench();
    bench.add(edits.createUser(), {
      edit: edits.deleteUser('local:c1', 'ada@example.com'),
      dependsOn: ['c1'],
    });
    bench.outbox.commit({ steps: [{ id: 'c1', from: ['pending'], patch: { error: lost } }] });
    expect(squash(bench.outbox.open(), bench.outbox.get)).toEqual([]);
  });
});
