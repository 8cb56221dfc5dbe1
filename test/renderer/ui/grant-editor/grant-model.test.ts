import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUserSchema } from '../../../../src-shared/ipc/users-contract.ts';
import {
  fromGrants,
  isDecided,
  newGrant,
  ruleKey,
  scopesOf,
  toGrants,
} from '../../../../src-renderer/ui/grant-editor/grant-model.ts';
import { anyGrants } from './grants.ts';
import { anyTree, smallTree } from './scope-forest.ts';

const keysOf = (grants: ReturnType<typeof toGrants>): readonly string[] =>
  grants.flatMap((grant) => grant.scopes.map((scope) => ruleKey(grant.roleId, scope))).sort();

describe('grant drafts', () => {
  it('start undecided: an empty choice is never "everywhere" (V14)', () => {
    const draft = newGrant('a', 1);
    expect(isDecided(draft)).toBe(false);
    expect(scopesOf(draft, smallTree)).toEqual([]);
    expect(isDecided({ ...draft, level: 'cluster' })).toBe(false);
    expect(isDecided({ ...draft, level: 'tenant' })).toBe(true);
  });

  it('give the scopes in the order of the tree', () => {
    const draft = { ...newGrant('a', 1), level: 'project' as const };
    const picked = { ...draft.picked, project: ['14', '11', '13'] };
    expect(scopesOf({ ...draft, picked }, smallTree).map((scope) => scope.id)).toEqual(['11', '13', '14']);
  });

  it('send each role and scope once', () => {
    const draft = { ...newGrant('a', 1), level: 'cluster' as const };
    const both = { ...draft, picked: { ...draft.picked, cluster: ['c1', 'c2'] } };
    const again = { ...both, key: 'b' };
    expect(toGrants([both, again], smallTree)).toEqual([
      {
        roleId: 1,
        scopes: [
          { type: 'cluster', id: 'c1' },
          { type: 'cluster', id: 'c2' },
        ],
      },
    ]);
  });

  it('split a role with more scopes than one grant may carry', () => {
    const draft = { ...newGrant('a', 1), level: 'project' as const };
    const project = Array.from({ length: 1201 }, (_, id) => `p${id}`);
    const grants = toGrants([{ ...draft, picked: { ...draft.picked, project } }], smallTree);
    expect(grants.map((grant) => grant.scopes.length)).toEqual([500, 500, 201]);
  });

  it('send the same after a round trip, always in the shape the border takes, never an empty grant', () => {
    fc.assert(
      fc.property(
        anyTree.chain((tree) => anyGrants(tree).map((drafts) => ({ tree, drafts }))),
        ({ tree, drafts }) => {
          const grants = toGrants(drafts, tree);
          expect(keysOf(toGrants(fromGrants(grants), tree))).toEqual(keysOf(grants));
          expect(newUserSchema.safeParse({ kind: 'local', email: 'a@example.com', grants }).success).toBe(
            true,
          );
          expect(new Set(keysOf(grants)).size).toBe(keysOf(grants).length);
        },
      ),
    );
  });
});
