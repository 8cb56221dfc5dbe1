import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimsOf } from '../../../../src-main/sync/push/claims.ts';
import { createOpenChanges, type OpenChanges } from '../../../../src-main/sync/push/open-changes.ts';
import { isOvertaken } from '../../../../src-main/sync/push/pick.ts';
import { type Change, changeStates, openStates } from '../../../../src-shared/domain/change.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

const subjects = ['a@example.com', 'b@example.com', 'c@example.com'];

const idsOf = (changes: readonly Change[]): string[] => changes.map(({ id }) => id).toSorted();

/** All that an index says of its changes. */
const told = (index: OpenChanges, ids: readonly string[]): unknown =>
  ids.map((id) => {
    const change = index.get(id);
    return {
      id,
      dependents: idsOf(index.dependents(id)),
      claims: change === undefined ? null : index.claimsOf(change),
      touching: change === undefined ? null : idsOf(index.touching(change)),
    };
  });

test('law: an index that took in every step says what one made anew says', () => {
  const bench = new PushBench();
  const made = bench.add(
    ...subjects.map((email) => edits.createRule(email)),
    edits.createUser('a@example.com'),
  );
  const ids = made.map(({ id }) => id);
  const step = fc.record({
    at: fc.nat(ids.length - 1),
    state: fc.constantFrom(...changeStates),
    subject: fc.option(fc.constantFrom(...subjects), { nil: undefined }),
    parent: fc.option(fc.nat(ids.length - 1), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const now = new Map(made.map((change) => [change.id, change]));
      const index = createOpenChanges(made, bench.outbox.get);
      for (const { at, state, subject, parent } of steps) {
        const before = now.get(ids[at] ?? '');
        if (before === undefined || !openStates.includes(before.state)) continue;
        const after: Change = {
          ...before,
          state,
          ...(subject === undefined ? {} : { edit: edits.createRule(subject) }),
          ...(parent === undefined ? {} : { dependsOn: [ids[parent] ?? ''] }),
        };
        now.set(after.id, after);
        index.take([after]);
      }
      const open = [...now.values()].filter(({ state }) => openStates.includes(state));
      expect(told(index, ids)).toEqual(told(createOpenChanges(open, bench.outbox.get), ids));
      for (const change of open) expect(index.claimsOf(change)).toEqual(claimsOf(change, bench.outbox.get));
    }),
  );
});

test('what a change touched before it was altered is still told of that one', () => {
  const bench = new PushBench();
  const [before] = bench.add(edits.createRule('a@example.com'));
  if (before === undefined) throw new Error('nothing was added');
  const index = createOpenChanges([before], bench.outbox.get);
  index.take([{ ...before, edit: edits.createRule('b@example.com') }]);
  expect(index.claimsOf(before)).toEqual(claimsOf(before, bench.outbox.get));
});

test('what was made here is touched under the tenant’s number as soon as it has one', () => {
  const bench = new PushBench();
  bench.add(edits.createRole(), { edit: edits.setRoleEnabled(false, -8), dependsOn: ['c1'], held: true });
  const index = createOpenChanges(bench.outbox.open(), bench.outbox.get);
  const [later] = index.dependents('c1');
  if (later === undefined) throw new Error('nobody needs the role');
  expect(index.claimsOf(later)).toEqual([{ key: 'role -8', alone: true }]);
  const facts = { users: [], rules: [], serviceAccounts: [], roles: [] };
  const result = {
    serverId: '88',
    clientId: null,
    how: 'done',
    note: null,
    credentialId: null,
    facts,
  } as const;
  index.take(
    bench.outbox.commit({ steps: [{ id: 'c1', from: ['pending'], patch: { state: 'done', result } }] }),
  );
  const [after] = bench.add(edits.setRoleEnabled(true, 88));
  if (after === undefined) throw new Error('nothing was added');
  index.take([after]);
  expect(index.claimsOf(later)).toEqual([{ key: 'role 88', alone: true }]);
  expect(idsOf(index.touching(after))).toEqual([later.id]);
  const ids = ['c1', 'c2', 'c3'];
  expect(told(index, ids)).toEqual(told(createOpenChanges(bench.outbox.open(), bench.outbox.get), ids));

  bench.outbox.commit({ reorder: ['c3', 'c2'] });
  const reordered = createOpenChanges(bench.outbox.open(), bench.outbox.get);
  expect(isOvertaken(later, reordered)).toBe(true);
  // As it is when it was altered while it was looked at: the index has it no more as it was picked.
  expect(isOvertaken({ ...later, edit: { ...later.edit } }, reordered)).toBe(true);
  expect(isOvertaken(after, reordered)).toBe(false);
});
