import { expect, test } from 'vitest';
import {
  ruleTargetOf,
  ruleTargetOfRecord,
} from '../../../../src-renderer/features/access-rules/rule-target.ts';

test('a row and its record give the same target', () => {
  const cells = {
    subjectId: 'bob@example.com',
    subjectType: 'user',
    roleName: 'Viewer',
    scopeName: 'cats',
    scopeType: 'project',
    pending: 'removed',
  };
  const target = ruleTargetOf('7', cells);
  expect(target).toEqual({
    id: '7',
    subjectId: 'bob@example.com',
    roleName: 'Viewer',
    scopeName: 'cats',
    scopeType: 'project',
    pending: 'removed',
  });
  const record = ruleTargetOfRecord({
    view: 'access-rules',
    id: '7',
    title: 'bob@example.com',
    fields: [
      { label: 'Subject', kind: 'text', value: 'bob@example.com' },
      { label: 'Role', kind: 'choice', value: 'Viewer' },
      { label: 'Scope', kind: 'text', value: 'cats' },
      { label: 'Scope type', kind: 'choice', value: 'project' },
      { label: 'Change', kind: 'choice', value: 'removed' },
    ],
    rules: [],
    ruleTotal: 0,
    raw: null,
    asOf: null,
  });
  expect(record).toEqual(target);
});
