import { describe, expect, test } from 'vitest';
import type { AccessFacts } from '../../../src-shared/access/access-facts.ts';
import type { HintCode } from '../../../src-shared/domain/review.ts';
import { freezeRows } from '../../../src-shared/reviews/freeze-rows.ts';
import { aRule, aUser } from '../../builders/facts.ts';
import {
  administrator,
  cats,
  everything,
  manager,
  type Question,
  tenant,
  viewer,
  vision,
  world,
} from '../../builders/freeze-worlds.ts';

describe('hints', () => {
  const one = (
    more: Partial<AccessFacts> & { rules: AccessFacts['rules'] },
    id = '1',
    question: Partial<Question> = {},
  ): [HintCode, string][] => {
    const { rows } = freezeRows(world(more), { ...everything, reviewed: ['1', '2'], ...question });
    const row = rows.find((each) => each.id === id);
    return (row?.hints ?? []).map(({ code, text }) => [code, text]);
  };
  const here = '2026-05-20T00:00:00Z';
  const ben = aUser('ben', { lastLogin: here });
  const seen = aUser('ann', { lastLogin: here });

  test.each<[string, Parameters<typeof one>, [HintCode, string][]]>([
    ['nothing to say', [{ users: [ben], rules: [aRule(1, 'ben@example.com', viewer, cats)] }], []],
    [
      'never signed in',
      [{ users: [seen, aUser('ben')], rules: [aRule(1, 'ben@example.com', viewer, cats)] }],
      [['never-signed-in', 'Has never signed in.']],
    ],
    [
      'a tenant that tells nobody’s sign-ins says nothing about them',
      [{ users: [aUser('ben')], rules: [aRule(1, 'ben@example.com', viewer, cats)] }],
      [],
    ],
    [
      'dormant',
      [
        {
          users: [aUser('ben', { lastLogin: '2026-02-01T10:00:00Z' })],
          rules: [aRule(1, 'ben@example.com', viewer, cats)],
        },
      ],
      [['dormant', 'Signed in last on 2026-02-01, 119 days before this review.']],
    ],
    [
      'redundant beside a wider one of a stronger role (V18)',
      [
        {
          users: [ben],
          rules: [
            aRule(1, 'ben@example.com', viewer, cats),
            aRule(2, 'ben@example.com', administrator, vision),
          ],
        },
      ],
      [['redundant', 'Adds nothing to System administrator on department vision, held as well.']],
    ],
    [
      'redundant by a group',
      [
        {
          users: [aUser('ben', { lastLogin: here, groups: ['ops'] })],
          rules: [
            aRule(1, 'ben@example.com', viewer, cats),
            aRule(2, 'ops', viewer, vision, { subjectType: 'group' }),
          ],
        },
      ],
      [['redundant', 'Adds nothing to Viewer on department vision, held by ops.']],
    ],
    [
      'not redundant beside a narrower one',
      [
        {
          users: [ben],
          rules: [
            aRule(1, 'ben@example.com', viewer, vision),
            aRule(2, 'ben@example.com', administrator, cats),
          ],
        },
      ],
      [],
    ],
    [
      'wide',
      [{ users: [ben], rules: [aRule(1, 'ben@example.com', viewer, tenant)] }],
      [['wide-scope', 'Reaches the whole tenant.']],
    ],
    [
      'an outlier among peers',
      [
        {
          users: ['ben', 'u2', 'u3', 'u4', 'u5'].map((name) => aUser(name)),
          rules: [
            aRule(1, 'ben@example.com', manager, vision),
            ...['u2', 'u3', 'u4', 'u5'].map((name, at) =>
              aRule(at + 10, `${name}@example.com`, viewer, vision),
            ),
          ],
        },
      ],
      [['outlier', '1 of 5 users with access exactly there holds Department administrator.']],
    ],
    [
      'granted by self',
      [
        {
          users: [ben],
          rules: [aRule(1, 'ben@example.com', viewer, cats, { createdBy: 'Ben@Example.com' })],
        },
      ],
      [['granted-by-self', 'Granted to themselves.']],
    ],
    [
      'never reviewed',
      [{ users: [ben], rules: [aRule(1, 'ben@example.com', viewer, cats)] }, '1', { reviewed: [] }],
      [['never-reviewed', 'In no review before.']],
    ],
    [
      'a group of nobody',
      [{ rules: [aRule(1, 'ops', viewer, cats, { subjectType: 'group' })] }],
      [['orphaned', 'Nobody is in this group.']],
    ],
    [
      'a place that is gone',
      [
        {
          users: [ben],
          rules: [aRule(1, 'ben@example.com', viewer, { type: 'project', id: 'x', name: 'old' })],
        },
      ],
      [['orphaned', 'project old is not there any more.']],
    ],
    [
      'a role that is off',
      [
        {
          users: [ben],
          roles: [{ ...viewer, enabled: false }],
          rules: [aRule(1, 'ben@example.com', viewer, cats)],
        },
      ],
      [['dormant-role', 'The role Viewer is switched off.']],
    ],
  ])('%s', (_, asked, hints) => {
    expect(one(...asked)).toEqual(hints);
  });
});
