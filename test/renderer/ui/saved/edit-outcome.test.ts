import { expect, test } from 'vitest';
import { editOutcome } from '../../../../src-renderer/ui/saved/edit-outcome.ts';
import { change, removal } from '../../features/changes/planned.ts';

const edit = removal('bob@example.com');
const error = {
  kind: 'input',
  origin: 'cloud',
  reason: 'scope-unknown',
  retryable: false,
  message: 'The tenant does not know this scope.',
  hint: null,
  status: 400,
  retryAfterSeconds: null,
} as const;

test('what is done, what waits and what needs a decision', () => {
  const report = {
    changes: [
      change('a', edit, { state: 'done' }),
      change('b', edit),
      change('c', edit, { state: 'unknown' }),
      change('d', edit, { state: 'rejected', error }),
      change('e', edit, { state: 'blocked' }),
      change('f', edit, { state: 'cancelled' }),
    ],
  };
  expect(editOutcome(report)).toEqual({
    done: 1,
    waiting: 2,
    needing: 2,
    problem: 'The tenant does not know this scope.',
  });
});

test('no problem where nothing needs a decision', () => {
  expect(editOutcome({ changes: [change('a', edit, { state: 'done' })] }).problem).toBeNull();
});
