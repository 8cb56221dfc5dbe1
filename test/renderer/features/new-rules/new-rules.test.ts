import { describe, expect, it } from 'vitest';
import {
  countStandings,
  placeFindings,
  refusalWords,
  saveProblem,
} from '../../../../src-renderer/features/new-rules/new-rules-checks.ts';
import {
  hasChoices,
  newRulesReducer,
  openNewRules,
  type NewRulesAction,
  type NewRulesState,
} from '../../../../src-renderer/features/new-rules/new-rules-reducer.ts';
import { splitSubjects, wantedSubjects } from '../../../../src-renderer/features/new-rules/subject-texts.ts';
import { checkCards } from '../../../../src-renderer/ui/grant-editor/grant-findings.ts';
import { toGrants } from '../../../../src-renderer/ui/grant-editor/grant-model.ts';
import { buildScopeTree } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';
import type { RulePrefill } from '../../../../src-renderer/ui/slots.tsx';
import type { RulesPreview } from '../../../../src-shared/ipc/rules-contract.ts';
import { aRole } from '../../../builders/facts.ts';
import { smallScopeTree } from '../../../builders/scope-tree.ts';

const tree = buildScopeTree(smallScopeTree);
const roles = [aRole(1, 'System administrator'), aRole(5, 'L1 researcher'), aRole(7, 'Viewer')];
const cats = { type: 'project', id: 'p-cats' } as const;

const run = (prefill: RulePrefill, ...actions: NewRulesAction[]): NewRulesState =>
  actions.reduce(newRulesReducer, openNewRules(prefill));
const preview = (more: Partial<RulesPreview> = {}): RulesPreview => ({
  subjects: [],
  narrower: [],
  rules: [],
  findings: [],
  ...more,
});
const problemOf = (state: NewRulesState, answer: RulesPreview | null = preview()): string | null =>
  saveProblem(state, placeFindings(answer, checkCards(state.cards, roles, tree, [])), answer, null);

describe('splitSubjects', () => {
  it.each([
    ['user', ['ada@example.com, bob@example.com; Ada@Example.com'], ['ada@example.com', 'bob@example.com']],
    ['user', ['<ada@example.com>\r\n"bob@example.com"', ' '], ['ada@example.com', 'bob@example.com']],
    ['user', ['Ada <ada@example.com>'], ['Ada', 'ada@example.com']],
    [
      'group',
      ['CN=gpu users,OU=Groups', 'Vision', 'vision', 'Vision'],
      ['CN=gpu users,OU=Groups', 'Vision', 'vision'],
    ],
    ['group', ['one\ntwo'], ['one', 'two']],
    ['service-account', ['ci, bot ci'], ['ci', 'bot']],
  ] as const)('%s: %j', (kind, texts, expected) => {
    expect(splitSubjects(kind, texts)).toEqual(expected);
  });
});

describe('opened from a side', () => {
  it('names the subject, or chooses the role, or the place for every role that is chosen then', () => {
    expect(wantedSubjects(run({ subjects: [{ type: 'group', id: 'Vision' }] }).subjects)).toEqual([
      { type: 'group', id: 'Vision' },
    ]);
    expect(run({ roleIds: [7] }).cards).toMatchObject([{ roleId: 7, level: null }]);
    const here = run(
      { scopes: [cats] },
      { type: 'toggle-role', roleId: 7 },
      { type: 'toggle-role', roleId: 5 },
    );
    expect(toGrants(here.cards, tree)).toEqual([
      { roleId: 7, scopes: [cats] },
      { roleId: 5, scopes: [cats] },
    ]);
    expect(newRulesReducer(here, { type: 'toggle-role', roleId: 7 }).cards).toHaveLength(1);
  });

  it('is left without a question as long as nothing was chosen', () => {
    const prefill = { roleIds: [7], subjects: [{ type: 'user', id: 'ada@example.com' }] } as const;
    expect(hasChoices(run(prefill), prefill)).toBe(false);
    expect(hasChoices(run(prefill, { type: 'toggle-role', roleId: 5 }), prefill)).toBe(true);
    expect(hasChoices(run(prefill, { type: 'reason', text: 'for good' }), prefill)).toBe(true);
  });
});

describe('what stands against saving', () => {
  const somebody = { subjects: [{ type: 'user', id: 'ada@example.com' }] } as const;
  const onCats = { ...somebody, scopes: [cats], roleIds: [7] };

  it.each([
    ['nobody', {}, 'Say who gets the roles.'],
    ['no role', somebody, 'Choose a role.'],
    ['all there', onCats, null],
  ])('%s', (_, prefill: RulePrefill, problem) => {
    expect(problemOf(run(prefill))).toBe(problem);
  });

  it('asks where a role holds (V14), waits for the preview, and passes its blocks on', () => {
    expect(problemOf(run({ ...somebody, roleIds: [7] }))).toContain('Choose where Viewer counts');
    expect(problemOf(run(onCats), null)).toBe('The rules are still being looked at.');
    const refused = { rule: 'V23', severity: 'block', field: 'actor', message: 'Not yours.' } as const;
    expect(problemOf(run(onCats), preview({ findings: [refused] }))).toBe('Not yours.');
  });

  it('takes a reason for what reaches far, not a tick (V38), and a tick for the rest', () => {
    const wide = {
      rule: 'V38',
      severity: 'warn',
      field: 'roles',
      message: 'Wide.',
      about: '1:group',
    } as const;
    const answer = preview({ findings: [wide] });
    const ticked = run(onCats, { type: 'acknowledge', key: 'V38:1:group', accepted: true });
    expect(problemOf(ticked, answer)).toBe('Say why it reaches so far.');
    expect(problemOf(run(onCats, { type: 'reason', text: 'They run it.' }), answer)).toBeNull();
    const like = {
      rule: 'V08',
      severity: 'warn',
      field: 'subjects',
      message: 'Capitals.',
      about: 'group:x',
    } as const;
    expect(problemOf(run(onCats), preview({ findings: [like] }))).toBe('Answer the warnings first.');
    const accepted = run(onCats, { type: 'acknowledge', key: 'V08:group:x', accepted: true });
    expect(problemOf(accepted, preview({ findings: [like] }))).toBeNull();
    const changed = newRulesReducer(accepted, { type: 'subjects', kind: 'group', texts: ['y'] });
    expect(changed.acknowledged).toEqual([]);
  });
});

describe('the preview', () => {
  it('says once what the cards say already, and places the rest', () => {
    const state = run(
      { roleIds: [7] },
      { type: 'grant', action: { type: 'set-level', key: '7-1', level: 'tenant' } },
    );
    const cards = checkCards(state.cards, roles, tree, []);
    const [onCard] = [...cards.cards.values()].flat();
    if (onCard === undefined) throw new Error('the card has nothing to say');
    const about = {
      rule: 'V01',
      severity: 'block',
      field: 'subjects',
      message: 'No.',
      about: 'user:x',
    } as const;
    const found = placeFindings(preview({ findings: [onCard, about] }), cards);
    expect(found.rules).toEqual([]);
    expect(found.subjects.user).toEqual([about]);
    expect(found.all).toEqual([onCard, about]);
  });

  it('counts how the rules stand (V36, V37)', () => {
    const rule = (standing: RulesPreview['rules'][number]['standing'], wide = false) => ({
      subject: { type: 'user' as const, id: 'ada@example.com' },
      roleId: 7,
      roleName: 'Viewer',
      scope: cats,
      scopeName: 'cats',
      path: [],
      standing,
      why: null,
      wide,
    });
    const rules = [rule('new', true), rule('covered'), rule('held', true), rule('repeated'), rule('refused')];
    expect(countStandings(preview({ rules }))).toMatchObject({
      made: 2,
      wide: 1,
      held: 1,
      repeated: 1,
      refused: 1,
    });
  });

  it('says why a rule is refused, and counts what else is', () => {
    const rule = (why: string | null, standing: 'refused' | 'covered') =>
      ({ standing, why }) as RulesPreview['rules'][number];
    const mine = rule('Not yours to give.', 'refused');
    expect(refusalWords([rule('a wider one', 'covered')])).toBeNull();
    expect(refusalWords([mine, mine])).toBe('Not yours to give.');
    expect(refusalWords([mine, rule('Nor this.', 'refused')])).toBe(
      'Not yours to give. And 1 other reason, listed above.',
    );
  });
});
