import { describe, expect, it } from 'vitest';
import {
  changeManyProblem,
  keepAll,
} from '../../../../src-renderer/features/rule-actions/change-many-model.ts';
import { unfitToChange } from '../../../../src-renderer/features/rule-actions/rule-words.ts';
import { placeOf } from '../../../../src-renderer/ui/grant-editor/scope-choices.ts';
import { buildScopeTree } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';
import type { RuleTarget } from '../../../../src-renderer/ui/slots.tsx';
import type { RemovalPreview } from '../../../../src-shared/ipc/changes-contract.ts';
import { smallScopeTree } from '../../../builders/scope-tree.ts';

const tree = buildScopeTree(smallScopeTree);
const preview = (...findings: RemovalPreview['findings']): RemovalPreview => ({
  rows: [],
  findings,
  typedPhrase: null,
});

describe('changing several rules', () => {
  it('keeps what is not chosen, and needs one of both', () => {
    expect(changeManyProblem(keepAll, tree, null)).toBe('Choose another role or another place.');
    expect(changeManyProblem({ ...keepAll, roleId: 7, level: 'project' }, tree, null)).toBe(
      'Choose where they hold.',
    );
    expect(changeManyProblem({ ...keepAll, roleId: 7 }, tree, null)).toContain('still being looked at');
    expect(changeManyProblem({ ...keepAll, roleId: 7 }, tree, preview())).toBeNull();
    expect(placeOf({ ...keepAll, level: 'tenant' }, tree)).toEqual({ type: 'tenant', id: '7' });
    expect(placeOf({ ...keepAll, level: 'project', scopeId: 'p-cats' }, tree)).toEqual({
      type: 'project',
      id: 'p-cats',
    });
  });

  it('stops at a block, wants a reason for what reaches far (V38) and a tick for the rest (V26)', () => {
    const draft = { ...keepAll, roleId: 7 };
    const block = { rule: 'V24', severity: 'block', field: 'actor', message: 'Not yours.' } as const;
    expect(changeManyProblem(draft, tree, preview(block))).toBe('Not yours.');
    const wide = { rule: 'V38', severity: 'warn', field: 'scopes', message: 'Wide.' } as const;
    expect(changeManyProblem({ ...draft, acknowledged: ['V38'] }, tree, preview(wide))).toBe(
      'Say why it reaches so far.',
    );
    expect(changeManyProblem({ ...draft, reason: 'for good' }, tree, preview(wide))).toBeNull();
    const last = { rule: 'V26', severity: 'warn', field: 'rules', message: 'Nobody else.' } as const;
    expect(changeManyProblem(draft, tree, preview(last))).toBe('Answer the warnings first.');
    expect(changeManyProblem({ ...draft, acknowledged: ['V26'] }, tree, preview(last))).toBeNull();
  });

  it('is offered for several, not for what goes or is in conflict', () => {
    const rule = (pending: RuleTarget['pending']): RuleTarget => ({
      id: '1',
      subjectId: 'ada@example.com',
      roleName: 'Viewer',
      scopeType: 'project',
      scopeName: 'cats',
      pending,
    });
    expect(unfitToChange([])).toBe('Select a rule first.');
    expect(unfitToChange([rule(null), rule('removed')])).toBeNull();
    expect(unfitToChange([rule('removed'), rule('removed')])).toBe('They are to be removed already.');
    expect(unfitToChange([rule(null), rule('conflict')])).toContain('One of them is in conflict');
    expect(unfitToChange([rule('conflict')])).toBe('Decide its conflict under Changes first.');
  });
});
