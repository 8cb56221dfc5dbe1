import { describe, expect, test } from 'vitest';
import {
  changeFacets,
  chipStates,
  matchingChanges,
  statesOf,
  toggleState,
} from '../../../../src-renderer/features/changes/change-filters.ts';
import { openStates } from '../../../../src-shared/domain/change.ts';
import type { ViewFilter } from '../../../../src-shared/views/view-query.ts';
import { creation, grant, planned, removal } from './planned.ts';

const list = [
  planned('a', creation('ana@example.com'), { groupTitle: 'New user ana@example.com' }),
  planned('b', grant('ana@example.com'), { groupTitle: 'New user ana@example.com', state: 'blocked' }),
  planned('c', removal('bob@example.com'), { state: 'conflict' }),
];
const ids = (search: string, filters: readonly ViewFilter[] = []): string =>
  matchingChanges(list, search, filters)
    .map(({ change }) => change.id)
    .join('');
const state = (...values: string[]): ViewFilter => ({ column: 'state', op: 'is', values });

describe('what matches', () => {
  test.each<[string, readonly ViewFilter[], string]>([
    ['', [], 'abc'],
    ['ANA', [], 'ab'],
    ['new user.create', [], 'a'],
    ['bob ana', [], ''],
    ['', [state('conflict', 'blocked')], 'bc'],
    ['', [{ column: 'state', op: 'is-not', values: ['conflict'] }], 'ab'],
    ['', [{ column: 'effect', op: 'is', values: ['Removes'] }], 'c'],
    ['', [{ column: 'kind', op: 'contains', values: ['ACCESS'] }], 'b'],
    ['ana', [state('blocked')], 'b'],
  ])('%s %j', (search, filters, expected) => {
    expect(ids(search, filters)).toBe(expected);
  });
});

test('facets count what the other filters leave', () => {
  const facets = changeFacets(list, '', [state('conflict')]);
  expect(facets['state']).toEqual([
    { value: 'blocked', label: 'blocked', count: 1 },
    { value: 'conflict', label: 'conflict', count: 1 },
    { value: 'pending', label: 'pending', count: 1 },
  ]);
  expect(facets['effect']).toEqual([{ value: 'Removes', label: 'Removes', count: 1 }]);
});

test('state chips switch on and off and leave other filters alone', () => {
  const kind: ViewFilter = { column: 'kind', op: 'is', values: ['New user'] };
  const one = toggleState([kind], 'conflict');
  expect([...statesOf(one)]).toEqual(['conflict']);
  const two = toggleState(one, 'pending');
  expect([...statesOf(two)].toSorted()).toEqual(['conflict', 'pending']);
  expect(toggleState(toggleState(two, 'pending'), 'conflict')).toEqual([kind]);
});

test('every open state has a chip', () => {
  expect([...chipStates('open')].toSorted()).toEqual([...openStates].toSorted());
});
