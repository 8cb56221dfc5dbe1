import { describe, expect, test } from 'vitest';
import {
  anotherDraft,
  anotherProblem,
  anotherWish,
} from '../../../../src-renderer/features/changes/another-model.ts';
import { choicesOf } from '../../../../src-renderer/features/changes/conflict-words.ts';
import { buildScopeTree } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import type { AnotherPreview } from '../../../../src-shared/ipc/changes-contract.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';
import { smallScopeTree } from '../../../builders/scope-tree.ts';
import { change } from './planned.ts';

const tree = buildScopeTree(smallScopeTree);
const rule: Extract<Edit, { kind: 'rule.create' }> = {
  kind: 'rule.create',
  localId: -1,
  subject: { type: 'user', id: 'bob@example.com' },
  roleId: 40,
  roleName: 'Auditor',
  scope: { type: 'project', id: 'p-dogs' },
  scopeName: 'dogs',
  reason: 'for the audit',
};
const preview = (findings: readonly Finding[] = []): AnotherPreview => ({
  rows: [],
  findings: [...findings],
  typedPhrase: null,
  others: 0,
});
const far: Finding = { rule: 'V38', severity: 'warn', field: 'scopes', message: 'It reaches far.' };
const covered: Finding = { rule: 'V37', severity: 'warn', field: 'scopes', message: 'A wider one is held.' };
const barred: Finding = { rule: 'V23', severity: 'block', field: 'actor', message: 'Beyond your rights.' };

test('the two ways out are called what they do', () => {
  const stuck = change('a', rule, { state: 'conflict' });
  const words = choicesOf({ change: stuck, choices: ['another-role', 'another-scope'] });
  expect(words.map(({ label }) => label)).toEqual(['Give this role', 'Give it there']);
  expect(words.every(({ drops }) => !drops)).toBe(true);
});

test('it opens on the level that the place had, for all that name it, with the reason that was given', () => {
  expect(anotherDraft(rule)).toMatchObject({
    roleId: null,
    level: 'project',
    scopeId: null,
    all: true,
    reason: 'for the audit',
  });
  expect(anotherDraft({ ...rule, scope: { type: 'tenant', id: '7' } }).level).toBeNull();
});

test('only what is gone is asked for', () => {
  const draft = { ...anotherDraft(rule), roleId: 7, scopeId: 'p-cats' };
  expect(anotherWish('a', 'another-role', draft, tree)).toEqual({
    id: 'a',
    roleId: 7,
    scope: null,
    all: true,
  });
  expect(anotherWish('a', 'another-scope', draft, tree)).toEqual({
    id: 'a',
    roleId: null,
    scope: { type: 'project', id: 'p-cats' },
    all: true,
  });
  const everywhere = anotherWish('a', 'another-scope', { ...draft, level: 'tenant' }, tree);
  expect(everywhere.scope).toEqual({ type: 'tenant', id: '7' });
});

describe('it cannot be saved', () => {
  const draft = { ...anotherDraft(rule), reason: '' };
  const role = { roleId: 7, scope: null };
  test.each([
    ['without a role', 'another-role', { roleId: null, scope: null }, preview(), 'Choose a role.'],
    [
      'without a place',
      'another-scope',
      { roleId: null, scope: null },
      preview(),
      'Choose where it is to hold.',
    ],
    ['before it was looked at', 'another-role', role, null, 'What becomes of it is still being looked at.'],
    ['beyond one’s rights', 'another-role', role, preview([barred]), 'Beyond your rights.'],
    [
      'without a reason where it reaches far',
      'another-role',
      role,
      preview([far]),
      'Say why it reaches so far.',
    ],
    ['with an open warning', 'another-role', role, preview([covered]), 'Answer the warnings first.'],
  ] as const)('%s', (_what, part, wish, seen, problem) => {
    expect(anotherProblem(part, wish, draft, seen)).toBe(problem);
  });

  test('but with all of it answered', () => {
    const answered = { ...draft, reason: 'for the yearly audit', acknowledged: ['V37'] };
    expect(anotherProblem('another-role', role, answered, preview([far, covered]))).toBeNull();
  });
});
