import { expect, test } from 'vitest';
import {
  acknowledge,
  emptyRemoval,
  removalAnswer,
  removalProblem,
} from '../../../../src-renderer/ui/removal/removal-draft.ts';
import type { RemovalPreview } from '../../../../src-shared/ipc/changes-contract.ts';

const rows = [{ id: '1', title: 'Viewer on project cats', losses: [] }];
const plain: RemovalPreview = { rows, findings: [], typedPhrase: null };
const warned: RemovalPreview = {
  ...plain,
  findings: [
    { rule: 'V26', severity: 'warn', field: 'rules', message: 'Nobody else.', about: 'p1' },
    { rule: 'V26', severity: 'warn', field: 'rules', message: 'Nobody else.', about: 'p2' },
  ],
};

test('nothing stands in the way of a plain removal', () => {
  expect(removalProblem(plain, emptyRemoval)).toBeNull();
});

test('each warning wants its own answer', () => {
  const one = acknowledge(emptyRemoval, 'V26:p1', true);
  expect(removalProblem(warned, one)).toBe('Accept the warnings first.');
  const both = acknowledge(one, 'V26:p2', true);
  expect(removalProblem(warned, both)).toBeNull();
  expect(removalProblem(warned, acknowledge(both, 'V26:p1', false))).toBe('Accept the warnings first.');
  expect(removalAnswer(warned, both)).toEqual({ typed: null, acknowledged: ['V26:p1', 'V26:p2'] });
});

test('a block stands above all that can be answered', () => {
  const blocked: RemovalPreview = {
    ...warned,
    findings: [{ rule: 'V20', severity: 'block', field: 'rules', message: 'The last administrator.' }],
  };
  expect(removalProblem(blocked, { typed: '', acknowledged: ['V20'] })).toBe(
    'What stands above does not allow it.',
  );
});

test('the phrase is typed exactly, spaces around it aside', () => {
  const severe: RemovalPreview = { ...plain, typedPhrase: 'remove 12 rules' };
  expect(removalProblem(severe, emptyRemoval)).toMatch(/Type “remove 12 rules”/);
  expect(removalProblem(severe, { ...emptyRemoval, typed: 'remove 11 rules' })).not.toBeNull();
  const typed = { ...emptyRemoval, typed: ' remove 12 rules ' };
  expect(removalProblem(severe, typed)).toBeNull();
  expect(removalAnswer(severe, typed).typed).toBe('remove 12 rules');
});

test('nothing left is nothing to remove', () => {
  expect(removalProblem({ ...plain, rows: [] }, emptyRemoval)).toMatch(/any more/);
});
