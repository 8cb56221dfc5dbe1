import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newGrant, ruleKey, toGrants } from '../../../../src-renderer/ui/grant-editor/grant-model.ts';
import {
  noRuleReason,
  planRules,
  rulesToMake,
} from '../../../../src-renderer/ui/grant-editor/planned-rules.ts';
import { anyGrants } from './grants.ts';
import { anyTree, smallTree } from './scope-forest.ts';

const draft = (key: string, level: 'cluster' | 'project', ids: readonly string[]) => ({
  ...newGrant(key, 1),
  level,
  picked: { cluster: [], department: [], project: [], [level]: ids },
});

describe('planned rules', () => {
  it.each([
    { name: 'nothing held', held: [], standings: ['new', 'new'] },
    {
      name: 'one held exactly (V36)',
      held: [{ roleId: 1, scopeType: 'project', scopeId: '11' }],
      standings: ['held', 'new'],
    },
    {
      name: 'a wider one held (V37)',
      held: [{ roleId: 1, scopeType: 'department', scopeId: '1' }],
      standings: ['covered', 'covered'],
    },
    {
      name: 'a wider one of another role',
      held: [{ roleId: 2, scopeType: 'tenant', scopeId: '212' }],
      standings: ['new', 'new'],
    },
  ])('stand as they should with $name', ({ held, standings }) => {
    const rules = planRules([draft('a', 'project', ['11', '12'])], [], smallTree, held);
    expect(rules.map((rule) => rule.standing)).toEqual(standings);
  });

  it('point out what is planned twice, or covered by another card, and by what', () => {
    const rules = planRules(
      [draft('a', 'project', ['11']), draft('b', 'project', ['11', '14']), draft('c', 'cluster', ['c2'])],
      [],
      smallTree,
      [],
    );
    expect(rules.map((rule) => [rule.standing, rule.coveredBy])).toEqual([
      ['new', null],
      ['repeated', null],
      ['covered', 'west'],
      ['new', null],
    ]);
  });

  it('make exactly the rules that Save sends', () => {
    fc.assert(
      fc.property(
        anyTree.chain((tree) => anyGrants(tree).map((drafts) => ({ tree, drafts }))),
        ({ tree, drafts }) => {
          const made = rulesToMake(planRules(drafts, [], tree, [])).map((rule) =>
            ruleKey(rule.roleId, rule.scope),
          );
          const sent = toGrants(drafts, tree).flatMap((grant) =>
            grant.scopes.map((scope) => ruleKey(grant.roleId, scope)),
          );
          expect(made.toSorted()).toEqual(sent.toSorted());
        },
      ),
    );
  });
});

describe('why no access rule will be made', () => {
  const viewer = {
    id: 1,
    name: 'Viewer',
    description: '',
    permissions: [],
    permissionSets: [],
    custom: false,
    enabled: true,
    createdBy: 'Run:ai',
    createdAt: null,
    updatedAt: null,
  };
  const roles = [viewer, { ...viewer, id: 2, name: 'Editor' }];
  const held = [{ roleId: 1, scopeType: 'project', scopeId: '11' }];
  const onVision = draft('a', 'project', ['11']);
  const editor = newGrant('b', 2);

  it.each([
    {
      name: 'a place is missing',
      cards: [newGrant('a', 1)],
      held: [],
      why: /^It is not chosen yet where Viewer holds\.$/,
    },
    { name: 'nothing is picked', cards: [draft('a', 'project', [])], held: [], why: /where Viewer holds\.$/ },
    {
      name: 'places are missing',
      cards: [newGrant('a', 1), editor],
      held: [],
      why: /where Viewer and Editor hold\.$/,
    },
    { name: 'all is held', cards: [onVision], held, why: /^All that is chosen is held already\.$/ },
    {
      name: 'one is held and one undecided',
      cards: [onVision, editor],
      held,
      why: /where Editor holds\. The rest is held already\.$/,
    },
  ])('$name', ({ cards, held: there, why }) => {
    expect(noRuleReason(cards, roles, planRules(cards, roles, smallTree, there))).toMatch(why);
  });

  it('is silent as soon as one rule will be made', () => {
    const cards = [onVision, editor];
    expect(noRuleReason(cards, roles, planRules(cards, roles, smallTree, []))).toBeNull();
  });
});
