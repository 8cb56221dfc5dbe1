import { describe, expect, it } from 'vitest';
import type { CreateReport, RulePart } from '../../../../src-shared/ipc/users-contract.ts';
import {
  addRulesReducer,
  emptyAddRules,
  type AddRulesAction,
  type AddRulesState,
} from '../../../../src-renderer/features/user-actions/add-rules-reducer.ts';

const run = (actions: readonly AddRulesAction[]): AddRulesState =>
  actions.reduce(addRulesReducer, emptyAddRules);
const report = (outcome: RulePart['outcome']): CreateReport => ({
  email: 'ada@example.com',
  userId: 'u1',
  account: { outcome: 'exists', error: null },
  rules: [
    {
      roleId: 1,
      roleName: 'Viewer',
      scope: { type: 'tenant', id: '1' },
      scopeName: 'acme',
      outcome,
      ruleId: null,
      error: null,
    },
  ],
  credential: null,
  repairable: outcome === 'failed',
  requests: 1,
});
const choose: AddRulesAction = { type: 'grant', action: { type: 'add-role', roleId: 1 } };

describe('adding access rules', () => {
  it('asks again for a warning after the choice has changed', () => {
    const state = run([choose, { type: 'acknowledge', rule: 'V38', accepted: true }]);
    expect(state.acknowledged).toEqual(['V38']);
    expect(
      addRulesReducer(state, { type: 'grant', action: { type: 'set-level', key: '1-1', level: 'tenant' } })
        .acknowledged,
    ).toEqual([]);
  });

  it('asks again for a warning when narrower rules are to go as well', () => {
    const state = run([
      choose,
      { type: 'acknowledge', rule: 'V26', accepted: true },
      { type: 'remove-narrower', wanted: true },
    ]);
    expect([state.removeNarrower, state.acknowledged]).toEqual([true, []]);
  });

  it('changes nothing while it saves or after it has saved', () => {
    const saving = run([choose, { type: 'save' }]);
    const more: AddRulesAction = { type: 'grant', action: { type: 'add-role', roleId: 2 } };
    expect(addRulesReducer(saving, more)).toBe(saving);
    const saved = addRulesReducer(saving, { type: 'saved', report: report('failed') });
    expect(addRulesReducer(saved, more)).toBe(saved);
  });

  it('merges a repair into the first report', () => {
    const state = run([
      choose,
      { type: 'save' },
      { type: 'saved', report: report('failed') },
      { type: 'save' },
      { type: 'saved', report: report('created') },
    ]);
    expect(state.report).toMatchObject({ requests: 2, repairable: false, rules: [{ outcome: 'created' }] });
  });
});
