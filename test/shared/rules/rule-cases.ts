import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { Abilities } from '../../../src-shared/domain/tenant.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import {
  checkDeleteTarget,
  checkLastAdministrator,
  checkTypedPhrase,
  type DeleteContext,
  type DeleteTarget,
  phraseToType,
} from '../../../src-shared/rules/delete-rules.ts';
import { checkEmail, checkEmailUnchanged } from '../../../src-shared/rules/email-rules.ts';
import { checkExistingUsers, checkLeftoverRules } from '../../../src-shared/rules/existing-user-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import type { GrantContext, GrantDraft, HeldRule } from '../../../src-shared/rules/grant-draft.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import {
  checkGroupName,
  checkKeyCount,
  checkServiceAccountName,
} from '../../../src-shared/rules/subject-name-rules.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';
import { reachCases } from './reach-cases.ts';
import { roleCases } from './role-cases.ts';

/** One case: `expected` is the severity the rule must report, or null when it must keep silent. */
export interface RuleCase {
  readonly rule: string;
  readonly about: string;
  readonly findings: () => readonly Finding[];
  readonly expected: Finding['severity'] | null;
}

const of = (
  rule: string,
  about: string,
  expected: RuleCase['expected'],
  findings: RuleCase['findings'],
): RuleCase => ({ rule, about, expected, findings });

const roleNames = new Map([
  [1, 'System administrator'],
  [5, 'L1 researcher'],
  [7, 'Viewer'],
]);
const tenant: ScopeRef = { type: 'tenant', id: '7' };
const clusterA: ScopeRef = { type: 'cluster', id: 'cluster-a' };
const clusterB: ScopeRef = { type: 'cluster', id: 'cluster-b' };
const cats: ScopeRef = { type: 'project', id: 'p-cats' };

const context = (held: readonly HeldRule[] = [], subjectType: GrantContext['subjectType'] = 'user') => ({
  subjectType,
  roleNames,
  scopes: createScopeIndex(smallScopeTree),
  held,
});
const grants =
  (drafts: readonly GrantDraft[], held?: readonly HeldRule[], type?: GrantContext['subjectType']) => () =>
    checkGrants(drafts, context(held, type));

const yes = { allowed: true, reason: null };
const allAllowed: Abilities = {
  readUsers: yes,
  createUsers: yes,
  deleteUsers: yes,
  resetPasswords: yes,
  signOutUsers: yes,
  readRules: yes,
  createRules: yes,
  deleteRules: yes,
  readServiceAccounts: yes,
  createServiceAccounts: yes,
  updateServiceAccounts: yes,
  deleteServiceAccounts: yes,
  notifyByMail: yes,
  batchCreateRules: yes,
  customRoles: yes,
};
const no = { allowed: false, reason: 'Only a System administrator may.' };

const target = (id: string, more: Partial<DeleteTarget> = {}): DeleteTarget => ({
  id,
  email: `${id}@example.com`,
  isLocal: true,
  groupsWithRules: [],
  soleHolderOf: [],
  owns: [],
  ...more,
});
const admin = (userId: string, isLocal: boolean | null = true) => ({
  userId,
  email: `${userId}@example.com`,
  isLocal,
});
const deleting = (more: Partial<DeleteContext> = {}): DeleteContext => ({
  actor: 'root@example.com',
  administrators: [admin('root'), admin('ada')],
  ssoInUse: false,
  ...more,
});

const known = [{ email: 'Ada@example.com', isLocal: true }];
const sso = [{ email: 'ada@example.com', isLocal: false }];

/** Every rule this edition checks, each with cases that pass and cases that do not. */
export const ruleCases: readonly RuleCase[] = [
  of('V01', 'a plain e-mail', null, () => checkEmail('ada@example.com')),
  of('V01', 'nothing', 'block', () => checkEmail('')),
  of('V01', 'only spaces', 'block', () => checkEmail('   ')),
  of('V01', 'no @', 'block', () => checkEmail('ada.example.com')),
  of('V01', 'no domain ending', 'block', () => checkEmail('ada@example')),
  of('V01', 'one-letter ending', 'block', () => checkEmail('ada@example.c')),
  of('V01', 'a quote', 'block', () => checkEmail("o'hara@example.com")),
  of('V01', '254 characters', null, () => checkEmail(`${'a'.repeat(242)}@example.com`)),
  of('V01', '255 characters', 'block', () => checkEmail(`${'a'.repeat(243)}@example.com`)),
  of('V02', 'a new e-mail', null, () => checkExistingUsers('bob@example.com', 'local', known)),
  of('V02', 'the same in other capitals', 'block', () =>
    checkExistingUsers('ada@EXAMPLE.com', 'local', known),
  ),
  of('V02', 'a local account beside an SSO user', 'block', () =>
    checkExistingUsers('ada@example.com', 'local', sso),
  ),
  of('V02', 'more rules for an SSO user', 'info', () => checkExistingUsers('ada@example.com', 'sso', sso)),
  of('V03', 'one spelling', null, () => checkExistingUsers('ada@example.com', 'sso', known)),
  of('V03', 'two spellings', 'block', () => checkExistingUsers('ADA@example.com', 'sso', [...known, ...sso])),
  of('V04', 'somebody else', null, () => checkExistingUsers('bob@example.com', 'local', known)),
  of('V04', 'a tag', 'warn', () => checkExistingUsers('ada+gpu@example.com', 'local', known)),
  of('V04', 'dots', 'warn', () => checkExistingUsers('a.da@example.com', 'local', known)),
  of('V04', 'an alias domain', 'warn', () =>
    checkExistingUsers('ada@googlemail.com', 'local', [{ email: 'ada@gmail.com', isLocal: true }]),
  ),
  of('V05', 'SSO rules for a new e-mail', null, () => checkExistingUsers('bob@example.com', 'sso', known)),
  of('V05', 'SSO rules for a local user', 'warn', () => checkExistingUsers('ada@example.com', 'sso', known)),
  of('V05', 'a local account beside an SSO user', 'warn', () =>
    checkExistingUsers('ada@example.com', 'local', sso),
  ),
  of('V06', 'unchanged', null, () => checkEmailUnchanged('ada@example.com', 'ada@example.com')),
  of('V06', 'capitals', 'block', () => checkEmailUnchanged('ada@example.com', 'Ada@example.com')),
  of('V06', 'another', 'block', () => checkEmailUnchanged('ada@example.com', 'eve@example.com')),
  of('V07', 'plain', null, () => checkEmail('ada@example.com')),
  of('V07', 'spaces around', 'info', () => checkEmail(' ada@example.com ')),
  of('V07', 'zero-width space', 'block', () => checkEmail('ada\u200B@example.com')),
  of('V07', 'no-break space at the end', 'block', () => checkEmail('ada@example.com\u00A0')),
  of('V07', 'right-to-left override', 'block', () => checkEmail('ada\u202E@example.com')),
  of('V07', 'Cyrillic a', 'block', () => checkEmail('\u0430da@example.com')),
  of('V07', 'an accent', 'block', () => checkEmail('ad\u00E1@example.com')),
  of('V08', 'a known group', null, () => checkGroupName('ml-team', ['ml-team', 'ML-Team'])),
  of('V08', 'a new group', null, () => checkGroupName('ml-team', ['vision'])),
  of('V08', 'empty', 'block', () => checkGroupName(' ', [])),
  of('V08', 'other capitals', 'warn', () => checkGroupName('ml-team', ['ML-Team'])),
  of('V08', 'a space at the end', 'warn', () => checkGroupName('ml-team ', [])),
  of('V09', 'a good name', null, () => checkServiceAccountName('ci-runner_2', [])),
  of('V09', 'a capital', 'block', () => checkServiceAccountName('Ci', [])),
  of('V09', 'a dash at the end', 'block', () => checkServiceAccountName('ci-', [])),
  of('V09', 'one letter', 'block', () => checkServiceAccountName('a', [])),
  of('V09', 'taken', 'block', () => checkServiceAccountName('ci', ['ci'])),
  of('V09', '19 keys', null, () => checkKeyCount(19)),
  of('V09', '20 keys', 'block', () => checkKeyCount(20)),
  of('V10', 'one role', null, grants([{ roleId: 7, scopes: [cats] }])),
  of('V10', 'no grant', 'warn', grants([])),
  of('V10', 'a row without a role', 'warn', grants([{ roleId: null, scopes: [] }])),
  of('V12', 'a researcher on a project', null, grants([{ roleId: 5, scopes: [cats] }])),
  of('V12', 'a researcher on a cluster with projects', null, grants([{ roleId: 5, scopes: [clusterA] }])),
  of('V12', 'a viewer anywhere', null, grants([{ roleId: 7, scopes: [clusterB] }])),
  of('V12', 'a researcher on an empty cluster', 'warn', grants([{ roleId: 5, scopes: [clusterB] }])),
  of('V12', 'a researcher nowhere', 'warn', grants([{ roleId: 5, scopes: [] }])),
  of('V14', 'a role with a scope', null, grants([{ roleId: 7, scopes: [cats] }])),
  of('V14', 'a role without a scope', 'block', grants([{ roleId: 7, scopes: [] }])),
  of('V14', 'scopes without a role', 'block', grants([{ roleId: null, scopes: [cats] }])),
  of('V14', 'an unknown scope', 'block', grants([{ roleId: 7, scopes: [{ type: 'project', id: 'gone' }] }])),
  of('V14', 'an unknown role', 'block', grants([{ roleId: 99, scopes: [cats] }])),
  of('V20', 'one of two administrators', null, () => checkLastAdministrator([target('ada')], deleting())),
  of('V20', 'no administrator', null, () => checkLastAdministrator([target('bob')], deleting())),
  of('V20', 'both administrators', 'block', () =>
    checkLastAdministrator([target('ada'), target('root')], deleting()),
  ),
  of('V21', 'another local one stays', null, () =>
    checkLastAdministrator([target('ada')], deleting({ ssoInUse: true })),
  ),
  of('V21', 'only SSO ones stay, SSO in use', 'block', () =>
    checkLastAdministrator(
      [target('ada')],
      deleting({ ssoInUse: true, administrators: [admin('ada'), admin('eve', false)] }),
    ),
  ),
  of('V21', 'only unknown ones stay, no SSO', 'warn', () =>
    checkLastAdministrator([target('ada')], deleting({ administrators: [admin('ada'), admin('eve', null)] })),
  ),
  of('V21', 'an SSO administrator goes', null, () =>
    checkLastAdministrator(
      [target('eve')],
      deleting({ ssoInUse: true, administrators: [admin('ada', false), admin('eve', false)] }),
    ),
  ),
  of('V22', 'someone else', null, () => checkDeleteTarget(target('ada'), deleting())),
  of('V22', 'oneself', 'block', () =>
    checkDeleteTarget(target('ada'), deleting({ actor: 'ADA@example.com' })),
  ),
  of('V23', 'may give rules', null, () => checkActor(allAllowed, ['grant-rules'])),
  of('V23', 'may not give rules', 'block', () =>
    checkActor({ ...allAllowed, createRules: no }, ['grant-rules']),
  ),
  ...reachCases,
  ...roleCases,
  of('V25', 'may create', null, () => checkActor(allAllowed, ['create-user', 'delete-user'])),
  of('V25', 'may not create', 'block', () => checkActor({ ...allAllowed, createUsers: no }, ['create-user'])),
  of('V25', 'may not delete', 'block', () => checkActor({ ...allAllowed, deleteUsers: no }, ['delete-user'])),
  of('V26', 'nothing left behind', null, () => checkDeleteTarget(target('ada'), deleting())),
  of('V26', 'sole holder', 'warn', () =>
    checkDeleteTarget(
      target('ada', { soleHolderOf: ['Department administrator on Department vision'] }),
      deleting(),
    ),
  ),
  of('V26', 'owner', 'warn', () =>
    checkDeleteTarget(target('ada', { owns: ['3 service accounts'] }), deleting()),
  ),
  of('V27', 'an SSO user without groups', null, () =>
    checkDeleteTarget(target('ada', { isLocal: false }), deleting()),
  ),
  of('V27', 'a local user with groups', null, () =>
    checkDeleteTarget(target('ada', { groupsWithRules: ['vision'] }), deleting()),
  ),
  of('V27', 'an SSO user with a group that holds rules', 'warn', () =>
    checkDeleteTarget(target('ada', { isLocal: false, groupsWithRules: ['vision'] }), deleting()),
  ),
  of('V28', 'no rules left over', null, () => checkLeftoverRules('bob@example.com', false, 0)),
  of('V28', 'rules of a user who is there', null, () => checkLeftoverRules('bob@example.com', true, 2)),
  of('V28', 'rules without a user', 'warn', () => checkLeftoverRules('bob@example.com', false, 2)),
  of('V29', 'few users need no phrase', null, () =>
    checkTypedPhrase(phraseToType([target('bob')], deleting()), null),
  ),
  of('V29', 'an administrator, phrase typed', null, () =>
    checkTypedPhrase(phraseToType([target('ada')], deleting()), ' ada@example.com '),
  ),
  of('V29', 'an administrator, nothing typed', 'block', () =>
    checkTypedPhrase(phraseToType([target('ada')], deleting()), null),
  ),
  of('V29', 'eleven users, wrong number typed', 'block', () =>
    checkTypedPhrase(
      phraseToType(
        Array.from({ length: 11 }, (_, n) => target(`user${n}`)),
        deleting(),
      ),
      'delete 10 users',
    ),
  ),
  of('V32', 'a local user', null, () => checkPasswordReset({ email: 'ada@example.com', isLocal: true })),
  of('V32', 'unknown', null, () => checkPasswordReset({ email: 'ada@example.com', isLocal: null })),
  of('V32', 'an SSO user', 'block', () => checkPasswordReset({ email: 'ada@example.com', isLocal: false })),
  of(
    'V36',
    'two roles on one scope',
    null,
    grants([
      { roleId: 5, scopes: [cats] },
      { roleId: 7, scopes: [cats] },
    ]),
  ),
  of(
    'V36',
    'held already',
    'block',
    grants([{ roleId: 7, scopes: [cats] }], [{ roleId: 7, scopeType: 'project', scopeId: 'p-cats' }]),
  ),
  of('V36', 'chosen twice in one grant', 'block', grants([{ roleId: 7, scopes: [cats, cats] }])),
  of(
    'V36',
    'chosen twice in two grants',
    'block',
    grants([
      { roleId: 7, scopes: [cats] },
      { roleId: 7, scopes: [cats] },
    ]),
  ),
  of('V37', 'beside each other', null, grants([{ roleId: 7, scopes: [cats, clusterB] }])),
  of(
    'V37',
    'another role above',
    null,
    grants([
      { roleId: 7, scopes: [cats] },
      { roleId: 5, scopes: [clusterA] },
    ]),
  ),
  of('V37', 'chosen above', 'info', grants([{ roleId: 7, scopes: [cats, clusterA] }])),
  of(
    'V37',
    'held above',
    'info',
    grants([{ roleId: 7, scopes: [cats] }], [{ roleId: 7, scopeType: 'tenant', scopeId: '7' }]),
  ),
  of('V38', 'a viewer on a cluster', null, grants([{ roleId: 7, scopes: [clusterA] }])),
  of('V38', 'a viewer on everything', 'warn', grants([{ roleId: 7, scopes: [tenant] }])),
  of(
    'V38',
    'a group as system administrator',
    'warn',
    grants([{ roleId: 1, scopes: [clusterA] }], [], 'group'),
  ),
  of(
    'V38',
    'a person as system administrator of a cluster',
    null,
    grants([{ roleId: 1, scopes: [clusterA] }]),
  ),
];
