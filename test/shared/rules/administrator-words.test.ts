import { describe, expect, it } from 'vitest';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import { checkLastAdministrator } from '../../../src-shared/rules/delete-rules.ts';
import { whyNotGive } from '../../../src-shared/rules/escalation-rules.ts';
import { checkRuleRemoval } from '../../../src-shared/rules/rule-removal-rules.ts';

const ada = { userId: 'ada', email: 'ada@example.com', isLocal: true };
const target = {
  id: 'ada',
  email: ada.email,
  isLocal: true,
  groupsWithRules: [],
  soleHolderOf: [],
  owns: [],
};

describe('V20 to V23 call the role that may do everything as the tenant does', () => {
  it.each([
    [undefined, 'System administrator', 'A'],
    ['Administrator', 'Administrator', 'An'],
  ])('%s', (roleName, words, article) => {
    const one = roleName === undefined ? ada : { ...ada, roleName };
    const context = { actor: 'root@example.com', administrators: [one], ssoInUse: true };
    expect(checkLastAdministrator([target], context)[0]?.message).toContain(
      `is ${words} on the whole tenant`,
    );
    const other = { ...one, userId: 'eve', email: 'eve@example.com', isLocal: false };
    expect(
      checkLastAdministrator([target], { ...context, administrators: [one, other] })[0]?.message,
    ).toContain(`last local ${words} would go`);
    const removal = {
      actor: ada.email,
      administratorsBefore: [one, other],
      administratorsAfter: [other],
      ssoInUse: false,
      rules: 1,
      soleHolderOf: [],
      onlySubject: null,
      ownLoss: null,
    };
    expect(checkRuleRemoval(removal).find(({ rule }) => rule === 'V22')?.message).toContain(
      `take ${words} away from yourself`,
    );
    const role = (id: number, name: string) => [id, { id, name, enabled: true, permissions: [] }] as const;
    const actor = {
      rules: [{ roleId: 2, roleName: 'Viewer', scopeType: 'tenant', scopeId: '7' }],
      roles: new Map([role(2, 'Viewer'), ...(roleName === undefined ? [] : [role(1, roleName)])]),
      scopes: createScopeIndex([
        { type: 'tenant', id: '7', name: 'Acme', parent: null, state: null, ruleCount: 0 },
      ]),
    };
    expect(whyNotGive(actor, 1, { type: 'tenant', id: '7' })).toContain(`${article} ${words} could do it.`);
  });
});
