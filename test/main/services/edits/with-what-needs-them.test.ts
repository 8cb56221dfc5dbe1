import { expect, it } from 'vitest';
import { withWhatNeedsThem } from '../../../../src-main/services/edits/with-what-needs-them.ts';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { aPendingChange } from '../../../builders/changes.ts';

const change = (id: string, dependsOn: string[] = [], state: Change['state'] = 'pending'): Change =>
  aPendingChange(1, { id, dependsOn, state });

it.each<[string, Change[], string[], string[], string[]]>([
  ['one by itself', [change('a'), change('b')], ['a'], [], ['a']],
  [
    'all that needs it, through others too',
    [change('a'), change('x'), change('b', ['a']), change('c', ['b'])],
    ['a'],
    [],
    ['a', 'b', 'c'],
  ],
  ['what it needs first, wherever that stands', [change('b', ['a']), change('a')], ['a'], [], ['a', 'b']],
  [
    'several in their order',
    [change('a'), change('b'), change('c', ['a']), change('d', ['b'])],
    ['b', 'a'],
    [],
    ['a', 'b', 'c', 'd'],
  ],
  [
    'not what goes away, nor what needs that',
    [change('a'), change('b', ['a']), change('c', ['b']), change('d', ['a'])],
    ['a'],
    ['b'],
    ['a', 'd'],
  ],
  [
    'not what is on its way',
    [change('a', [], 'unknown'), change('b', ['a'], 'sending'), change('c', ['a'])],
    ['a'],
    [],
    ['c'],
  ],
  ['nothing of what is not open any more', [change('b')], ['a'], [], []],
])('takes %s', (_what, open, ids, leaving, expected) => {
  expect(withWhatNeedsThem(open, ids, leaving)).toEqual(expected);
});
