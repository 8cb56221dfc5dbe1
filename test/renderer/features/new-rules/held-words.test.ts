import { expect, it } from 'vitest';
import { heldByRole } from '../../../../src-renderer/features/new-rules/held-words.ts';
import { scopeKey } from '../../../../src-shared/access/scope-index.ts';

const place = (roleId: number, id: string, holders: number) => ({
  roleId,
  scopeType: 'project',
  scopeId: id,
  holders,
});
const key = (id: string): string => scopeKey({ type: 'project', id });

it('tells where all subjects hold a role from where some do, for each role', () => {
  const held = heldByRole({
    subjects: 3,
    places: [place(6, 'cats', 3), place(6, 'dogs', 2), place(7, 'cats', 1)],
  });
  expect([...(held.get(6)?.byAll ?? [])]).toEqual([key('cats')]);
  expect([...(held.get(6)?.bySome ?? [])]).toEqual([[key('dogs'), '2 of 3 hold it']]);
  expect([...(held.get(7)?.byAll ?? [])]).toEqual([]);
  expect([...(held.get(7)?.bySome ?? [])]).toEqual([[key('cats'), '1 of 3 hold it']]);
});
