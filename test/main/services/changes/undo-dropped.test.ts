import { expect, test } from 'vitest';
import { type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const bob = 'bob@example.com';
const dogs = { type: 'project', id: 'p-dogs' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
const accepted = { acknowledged: ['V09', 'V36', 'V37', 'V38'], reason: 'to look after the cluster' };

const placesOf = ({ outbox }: UsersBench): string[] =>
  outbox.open().map(({ edit }) => (edit.kind === 'rule.create' ? edit.scope.id : edit.kind));

test('what came back and was dropped does not come back beside what it had made way for (seed 52691)', async () => {
  const bench = usersBench();
  bench.online = false;
  await bench.service.addRules({
    email: bob,
    grants: [{ roleId: viewer.id, scopes: [dogs] }],
    acknowledged: ['V09'],
    reason: null,
  });
  const [first] = bench.outbox.open();
  if (first?.edit.kind !== 'rule.create') throw new Error('no rule waits');
  const instead = await bench.rules.change({
    id: String(first.edit.localId),
    roleId: viewer.id,
    scope: clusterA,
    ...accepted,
  });
  await bench.changes.undo({ groupId: instead.groupId });
  expect(placesOf(bench)).toEqual(['p-dogs']);
  await bench.changes.discard({ ids: bench.outbox.open().map(({ id }) => id) });
  await bench.changes.undo({ groupId: instead.groupId });
  expect(placesOf(bench)).toEqual(['cluster-a']);
  await expect(bench.changes.undo({ groupId: first.groupId })).rejects.toThrow('made way for');
  expect(placesOf(bench)).toEqual(['cluster-a']);
});
