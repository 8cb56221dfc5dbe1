import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usersCalls, type DeletePreview } from '../../../../src-shared/ipc/users-contract.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';
import {
  deleteProblem,
  emptyDelete,
  findingsOf,
  rulesLost,
  toDeleteInput,
  warningRules,
} from '../../../../src-renderer/features/user-actions/delete-model.ts';

const finding = (rule: string, severity: Finding['severity'], message = rule): Finding => ({
  rule,
  severity,
  field: 'users',
  message,
});
const user = (id: string, findings: readonly Finding[] = []): DeletePreview['users'][number] => ({
  id,
  email: `${id}@example.com`,
  isLocal: true,
  ruleCount: 2,
  rules: [],
  lastLogin: null,
  findings: [...findings],
});
const preview = (fields: Partial<DeletePreview>): DeletePreview => ({
  users: [user('a')],
  findings: [],
  typedPhrase: null,
  ...fields,
});

describe('delete dialog', () => {
  it('goes ahead at once where there is nothing to say', () => {
    expect(toDeleteInput(preview({}), emptyDelete)).toEqual({ ids: ['a'], typed: null, acknowledged: [] });
    expect(rulesLost(preview({ users: [user('a'), user('b')] }))).toBe(4);
  });

  it.each<[string, DeletePreview]>([
    ['the last administrator would go (V20)', preview({ findings: [finding('V20', 'block')] })],
    ['it is the own account (V22)', preview({ users: [user('a', [finding('V22', 'block')])] })],
    ['all users are gone meanwhile', preview({ users: [] })],
  ])('never goes ahead when %s, whatever is typed or ticked', (_, one) => {
    const draft = { typed: 'delete 1 users', acknowledged: ['V20', 'V22'] };
    expect(toDeleteInput(one, draft)).toBeNull();
    expect(deleteProblem(one, draft)).not.toBeNull();
  });

  it('waits for every warning and for the phrase', () => {
    const one = preview({
      findings: [finding('V26', 'warn')],
      users: [user('a', [finding('V27', 'warn')])],
      typedPhrase: 'a@example.com',
    });
    expect(warningRules(one)).toEqual(['V26', 'V27']);
    expect(toDeleteInput(one, { typed: 'a@example.com', acknowledged: ['V26'] })).toBeNull();
    expect(toDeleteInput(one, { typed: 'A@example.com', acknowledged: ['V26', 'V27'] })).toBeNull();
    expect(toDeleteInput(one, { typed: ' a@example.com ', acknowledged: ['V26', 'V27'] })).toEqual({
      ids: ['a'],
      typed: 'a@example.com',
      acknowledged: ['V26', 'V27'],
    });
  });

  it('shows a finding once, also when several users share it', () => {
    const shared = finding('V26', 'warn', 'same');
    expect(findingsOf(preview({ users: [user('a', [shared]), user('b', [shared])] }))).toEqual([shared]);
  });

  it('sends nothing while a block stands or an answer is missing, and only what the border takes', () => {
    const anyFinding = fc.record({
      rule: fc.constantFrom('V20', 'V21', 'V22', 'V26', 'V27'),
      severity: fc.constantFrom('block' as const, 'warn' as const, 'info' as const),
    });
    const acknowledged = fc.subarray(['V20', 'V21', 'V22', 'V26', 'V27']);
    const typedPhrase = fc.constantFrom(null, 'delete 2 users');
    fc.assert(
      fc.property(
        fc.array(anyFinding, { maxLength: 4 }),
        acknowledged,
        typedPhrase,
        fc.constantFrom('', 'delete 2 users'),
        (found, accepted, phrase, typed) => {
          const one = preview({
            findings: found.map((each) => finding(each.rule, each.severity)),
            typedPhrase: phrase,
          });
          const input = toDeleteInput(one, { typed, acknowledged: accepted });
          const blocked = found.some((each) => each.severity === 'block');
          const open = found.some((each) => each.severity === 'warn' && !accepted.includes(each.rule));
          expect(input === null).toBe(blocked || open || (phrase !== null && typed !== phrase));
          if (input !== null) expect(usersCalls['users.delete'].input.safeParse(input).success).toBe(true);
        },
      ),
    );
  });
});
