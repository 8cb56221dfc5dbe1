import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUserSchema, type EmailState } from '../../../../src-shared/ipc/users-contract.ts';
import { mayProceed } from '../../../../src-shared/rules/acknowledgement.ts';
import { acceptedWith } from '../../../../src-shared/rules/reason-rules.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import {
  emptyNewUser,
  hasChanges,
  toNewUser,
  type NewUserDraft,
} from '../../../../src-renderer/features/new-user/new-user-model.ts';
import {
  newUserReducer,
  openNewUser,
  type NewUserAction,
  type NewUserState,
} from '../../../../src-renderer/features/new-user/new-user-reducer.ts';
import {
  checkNewUser,
  mayTellRoles,
  saveProblem,
  type NewUserContext,
} from '../../../../src-renderer/features/new-user/new-user-validation.ts';
import { anyGrants } from '../../ui/grant-editor/grants.ts';
import { smallTree } from '../../ui/grant-editor/scope-forest.ts';

const role = (id: number, name: string): Role => ({
  id,
  name,
  description: '',
  permissions: [],
  permissionSets: [],
  custom: false,
  enabled: true,
  createdBy: 'Run:ai',
  createdAt: null,
  updatedAt: null,
});
const roles = [
  role(1, 'System administrator'),
  role(2, 'Viewer'),
  role(3, 'L1 researcher'),
  role(4, 'Editor'),
];
const unknown: EmailState = { findings: [], existing: null, ruleCount: 0, held: [] };
const context: NewUserContext = { roles, tree: smallTree, emailState: unknown };
const options = { names: true, notify: true };

const run = (actions: readonly NewUserAction[], from: NewUserState = openNewUser()): NewUserState =>
  actions.reduce(newUserReducer, from);
const grant = (action: Extract<NewUserAction, { type: 'grant' }>['action']): NewUserAction => ({
  type: 'grant',
  action,
});
const viewerOnEast: readonly NewUserAction[] = [
  { type: 'set-text', field: 'email', text: ' Ada@example.com ' },
  grant({ type: 'add-role', roleId: 2 }),
  grant({ type: 'set-level', key: '2-1', level: 'cluster' }),
  grant({ type: 'toggle-scope', key: '2-1', level: 'cluster', id: 'c1' }),
];
const rulesOf = (draft: NewUserDraft, from: NewUserContext = context): readonly string[] => [
  ...new Set(
    checkNewUser(draft, from)
      .all.filter((one) => one.severity !== 'info')
      .map((one) => `${one.rule} ${one.severity}`),
  ),
];

describe('new user: what is sent', () => {
  it('is the e-mail trimmed with its case kept, and the rules', () => {
    expect(toNewUser(run(viewerOnEast).draft, smallTree, options)).toEqual({
      kind: 'local',
      email: 'Ada@example.com',
      firstName: null,
      lastName: null,
      grants: [{ roleId: 2, scopes: [{ type: 'cluster', id: 'c1' }] }],
      notify: false,
      acknowledged: [],
      reason: null,
    });
  });

  it('leaves out what the kind or the version does not have', () => {
    const draft: NewUserDraft = { ...run(viewerOnEast).draft, firstName: 'Ada', notify: true };
    expect(toNewUser(draft, smallTree, { names: false, notify: false })).toMatchObject({
      firstName: null,
      notify: false,
    });
    expect(toNewUser({ ...draft, kind: 'sso' }, smallTree, options)).toMatchObject({
      firstName: null,
      notify: false,
    });
    expect(toNewUser(draft, smallTree, options)).toMatchObject({ firstName: 'Ada', notify: true });
  });
});

describe('new user: what is checked', () => {
  it.each<[string, readonly NewUserAction[], readonly string[]]>([
    ['nothing typed', [], ['V01 block', 'V10 warn']],
    ['a bad e-mail', [{ type: 'set-text', field: 'email', text: 'ada@' }], ['V01 block', 'V10 warn']],
    [
      'an invisible character',
      [{ type: 'set-text', field: 'email', text: 'a\u200bda@example.com' }],
      ['V07 block', 'V10 warn'],
    ],
    ['a good user', viewerOnEast, []],
    [
      'a role without a place (V14)',
      [...viewerOnEast, grant({ type: 'add-role', roleId: 4 })],
      ['V14 block'],
    ],
    [
      'a level with nothing picked (V14)',
      [...viewerOnEast, grant({ type: 'set-level', key: '2-1', level: 'project' })],
      ['V14 block'],
    ],
    [
      'the whole tenant (V38)',
      [...viewerOnEast, grant({ type: 'set-level', key: '2-1', level: 'tenant' })],
      ['V38 warn'],
    ],
    [
      'SSO without a role',
      [
        { type: 'set-kind', kind: 'sso' },
        { type: 'set-text', field: 'email', text: 'ada@example.com' },
      ],
      ['V10 block'],
    ],
  ])('%s', (_, actions, rules) => {
    expect(rulesOf(run(actions).draft)).toEqual(rules);
  });

  it.each<['local' | 'sso']>([['local'], ['sso']])(
    'holds a rule that names the e-mail already against the choice, user or not (V36, %s)',
    (kind) => {
      const held = [{ roleId: 2, scopeType: 'cluster', scopeId: 'c1' }];
      const { draft } = run([{ type: 'set-kind', kind }, ...viewerOnEast]);
      expect(rulesOf(draft, { ...context, emailState: { ...unknown, held } })).toEqual(['V36 block']);
      expect(rulesOf(draft, { ...context, emailState: null })).toEqual([]);
    },
  );

  it('says that a wider rule which names the e-mail already covers the choice (V37)', () => {
    const held = [{ roleId: 2, scopeType: 'tenant', scopeId: '212' }];
    const { grants } = checkNewUser(run(viewerOnEast).draft, {
      ...context,
      emailState: { ...unknown, held },
    });
    expect(grants.rules.map((one) => one.rule)).toEqual(['V37']);
  });

  it('says each thing once, also when the mirror says it again', () => {
    const draft = run([{ type: 'set-text', field: 'email', text: 'ada@' }]).draft;
    const { email } = checkNewUser(draft, context);
    const again = checkNewUser(draft, { ...context, emailState: { ...unknown, findings: [...email] } });
    expect(again.email).toEqual(email);
  });

  it('names the barrier before everything else', () => {
    expect(saveProblem(checkNewUser(emptyNewUser(), context).all, [], 'You may not.')).toBe('You may not.');
  });

  it('tells of a missing role (V10) once the e-mail is right, or Save was pressed', () => {
    const tells = (text: string, touched = false): boolean =>
      mayTellRoles(checkNewUser(run([{ type: 'set-text', field: 'email', text }]).draft, context), touched);
    expect([tells(''), tells('ada@'), tells('ada@example.com')]).toEqual([false, false, true]);
    expect(tells('', true)).toBe(true);
  });

  it('asks for each warning on its own, and counts them truly', () => {
    const { draft } = run([
      { type: 'set-text', field: 'email', text: 'ada@example.com' },
      ...[1, 3].flatMap((roleId) => [
        grant({ type: 'add-role', roleId }),
        grant({ type: 'set-level', key: `${roleId}-1`, level: 'tenant' }),
      ]),
    ]);
    const { all } = checkNewUser(draft, context);
    expect(saveProblem(all, [], null)).toBe('2 warnings wait for your answer.');
    expect(saveProblem(all, ['V38:3:tenant:212'], null)).toBe('One warning waits for your answer.');
    expect(saveProblem(all, ['V38:3:tenant:212', 'V38:1:tenant:212'], null)).toBeNull();
    expect(saveProblem(all, ['V38'], null)).toBeNull();
  });

  it('lets nothing be saved while a block stands or a warning is not accepted, and sends only what the border takes', () => {
    const email = fc.oneof(fc.constant('ada@example.com'), fc.string({ maxLength: 12 }));
    const draft = fc.record({
      kind: fc.constantFrom('local' as const, 'sso' as const),
      email,
      firstName: fc.string({ maxLength: 10 }),
      lastName: fc.string({ maxLength: 10 }),
      grants: anyGrants(smallTree),
      legacy: fc.constant(emptyNewUser().legacy),
      notify: fc.boolean(),
      acknowledged: fc.subarray(['V10', 'V12', 'V38', 'V38:1:tenant:212', 'V12:3']),
      reason: fc.constantFrom('', 'for a reason'),
    });
    fc.assert(
      fc.property(draft, (one) => {
        const { all } = checkNewUser(one, context);
        const accepted = acceptedWith(one.acknowledged, one.reason);
        const problem = saveProblem(all, accepted, null);
        expect(problem === null).toBe(mayProceed(all, accepted));
        if (problem !== null) return;
        const sent = toNewUser(one, smallTree, options);
        expect(newUserSchema.safeParse(sent).success).toBe(true);
        expect(sent.grants.every((each) => each.scopes.length > 0)).toBe(true);
      }),
    );
  });
});

describe('new user: the dialog', () => {
  it('guards what was typed or chosen, and nothing else', () => {
    expect(hasChanges(emptyNewUser())).toBe(false);
    expect(hasChanges({ ...emptyNewUser(), kind: 'sso' })).toBe(false);
    expect(hasChanges({ ...emptyNewUser(), email: 'a' })).toBe(true);
    expect(hasChanges(run([grant({ type: 'add-role', roleId: 2 })]).draft)).toBe(true);
  });

  it('takes accepted warnings back when what they were about changes', () => {
    const accept = (key: string): NewUserAction => ({ type: 'acknowledge', key, accepted: true });
    const state = run([...viewerOnEast, accept('V38:2:tenant:212'), accept('V04:a.da@example.com')]);
    expect(
      run([grant({ type: 'set-level', key: '2-1', level: 'tenant' })], state).draft.acknowledged,
    ).toEqual(['V04:a.da@example.com']);
    expect(
      run([{ type: 'set-text', field: 'email', text: 'b@example.com' }], state).draft.acknowledged,
    ).toEqual(['V38:2:tenant:212']);
    expect(run([{ type: 'set-kind', kind: 'sso' }], state).draft.acknowledged).toEqual([]);
  });

  it('cannot save twice, nor change while it saves', () => {
    const saving = run([...viewerOnEast, { type: 'save' }]);
    expect(saving.phase.at).toBe('saving');
    expect(run([{ type: 'save' }], saving)).toBe(saving);
    expect(run([{ type: 'set-text', field: 'email', text: 'x' }], saving)).toBe(saving);
  });

  it('keeps the draft when saving failed, and shows all problems', () => {
    const error = {
      kind: 'network',
      origin: 'cloud',
      reason: 'no-network',
      retryable: true,
      message: 'No.',
      hint: null,
      status: null,
      retryAfterSeconds: null,
    } as const;
    const failed = run([...viewerOnEast, { type: 'save' }, { type: 'save-failed', error }]);
    expect(failed).toMatchObject({
      draft: { email: ' Ada@example.com ' },
      phase: { at: 'edit', attempts: 1, error },
    });
  });
});

describe('on 2.13', () => {
  const old: NewUserContext = { ...context, legacy: true };
  const mary: NewUserAction = { type: 'set-text', field: 'email', text: 'mary@example.com' };
  const sent = (state: NewUserState) =>
    newUserSchema.parse(toNewUser(state.draft, smallTree, { names: false, notify: false, legacy: true }));

  it('sends roles and clusters in place of grants', () => {
    const state = run([
      mary,
      { type: 'legacy-role', roleId: 2 },
      { type: 'legacy-role', roleId: 4 },
      { type: 'legacy-role', roleId: 2 },
      { type: 'legacy-cluster', id: 'c1' },
    ]);
    expect(hasChanges(state.draft)).toBe(true);
    expect(sent(state)).toMatchObject({ grants: [], legacy: { roleIds: [4], clusters: ['c1'] } });
    const all = run([{ type: 'legacy-clusters', clusters: 'all' }], state);
    expect(sent(all).legacy).toEqual({ roleIds: [4], clusters: 'all' });
  });

  it('is judged by the rules of that time, and never takes an empty for a choice', () => {
    const rules = (state: NewUserState): string[] =>
      checkNewUser(state.draft, old).grants.all.map(({ rule, severity }) => `${rule} ${severity}`);
    expect(rules(run([mary]))).toEqual(['V10 block', 'V14 block']);
    const chosen = run([mary, { type: 'legacy-role', roleId: 2 }]);
    expect(rules(chosen)).toEqual(['V14 block']);
    expect(rules(run([{ type: 'legacy-cluster', id: 'c1' }], chosen))).toEqual([]);
    const none: NewUserAction = { type: 'legacy-clusters', clusters: 'none' };
    expect(rules(run([none], chosen))).toEqual(['V14 warn']);
    expect(rules(run([none, { type: 'set-kind', kind: 'sso' }], chosen))).toEqual(['V14 block']);
  });

  it('asks again about a warning once roles or clusters are others', () => {
    const state = run([
      { type: 'acknowledge', key: 'V12', accepted: true },
      { type: 'legacy-role', roleId: 4 },
    ]);
    expect(state.draft.acknowledged).toEqual([]);
  });
});
