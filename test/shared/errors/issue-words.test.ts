import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueWords } from '../../../src-shared/errors/issue-words.ts';
import { callChannels } from '../../../src-shared/ipc/channels.ts';
import { calls } from '../../../src-shared/ipc/contract.ts';

/** What a schema says by itself; none of it may reach anybody. */
const theirs = /Too (small|big)|Invalid|expected|Unrecognized|>=|<=|\.\d/;

/** Members that calls have, so that what is made up gets as far as their insides. */
const members = [
  'grants',
  'scopes',
  'id',
  'type',
  'roleId',
  'email',
  'kind',
  'ids',
  'subject',
  'subjects',
  'scope',
  'filters',
  'values',
  'search',
  'columns',
  'from',
  'to',
  'reason',
  'hypotheses',
  'name',
  'url',
  'account',
  'secret',
];
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('', 'x'.repeat(3000), 'user', 'project', 'give', 'local', -1, 0.5, 2 ** 40, null, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...members), tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('why input is not accepted', () => {
  it('is said in words of ours, whatever is given to whichever call', () => {
    let refused = 0;
    const codes = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...callChannels), anything, (channel, input) => {
        const parsed = calls[channel].input.safeParse(input);
        for (const issue of parsed.error?.issues ?? []) {
          refused += 1;
          codes.add(issue.code);
          const words = issueWords(issue);
          expect(words).not.toMatch(theirs);
          expect(words).toMatch(/^[A-Z“-].*\.$/);
        }
      }),
      { numRuns: 5000 },
    );
    expect(refused).toBeGreaterThan(2000);
    expect([...codes]).toEqual(expect.arrayContaining(['invalid_type', 'unrecognized_keys']));
  });

  it.each([
    [
      'rules.add',
      { subjects: [{ type: 'user', id: '' }], grants: [] },
      'One of those who are chosen is empty.',
    ],
    [
      'users.create',
      {
        kind: 'local',
        email: 'a@example.com',
        grants: [{ roleId: 1, scopes: [{ type: 'tenant', id: '' }] }],
      },
      'The place of a role is empty.',
    ],
    [
      'users.create',
      { kind: 'local', email: 'a@example.com', grants: [{ roleId: 'x', scopes: [] }] },
      'A role is missing, or is not a number.',
    ],
    ['users.create', { kind: 'other' }, '“kind” has to be one of local, sso.'],
    ['access.what-if', { from: -1 }, '“from” is too small: at least 0.'],
    ['roles.list', { more: 1 }, 'What was given has a part that is not known here.'],
  ] as const)('%s: %o', (channel, input, words) => {
    const [issue] = calls[channel].input.safeParse(input).error?.issues ?? [];
    expect(issue && issueWords(issue)).toBe(words);
  });
});
