import { describe, expect, it } from 'vitest';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import { checkNarrower } from '../../../src-shared/rules/grant-overlap-rules.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';

const scopes = createScopeIndex(smallScopeTree);
const cats = { type: 'project', id: 'p-cats' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
const heldOnCats = { roleId: 7, scopeType: 'project', scopeId: 'p-cats' };

describe('V37 the other way round', () => {
  it.each([
    ['a wider place of the same role', [{ roleId: 7, scopes: [clusterA] }], [heldOnCats], 1],
    ['another role', [{ roleId: 5, scopes: [clusterA] }], [heldOnCats], 0],
    ['the same place', [{ roleId: 7, scopes: [cats] }], [heldOnCats], 0],
    [
      'a place of a kind we do not know',
      [{ roleId: 7, scopes: [clusterA] }],
      [{ ...heldOnCats, scopeType: 'moon' }],
      0,
    ],
  ])('%s', (_, grants, held, found) => {
    const context = { subjectType: 'user' as const, roleNames: new Map([[7, 'Viewer']]), scopes, held };
    expect(
      checkNarrower(grants, context).map(({ rule, severity, message }) => [rule, severity, message]),
    ).toEqual(
      found === 0
        ? []
        : [
            [
              'V37',
              'info',
              'Viewer on Project cats, which is held, adds nothing beside Viewer on Cluster a.',
            ],
          ],
    );
  });
});
