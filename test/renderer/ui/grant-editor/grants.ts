import * as fc from 'fast-check';
import { grantLevels, type GrantCard } from '../../../../src-renderer/ui/grant-editor/grant-model.ts';
import type { ScopeTree } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';

/** Any list of grant drafts over a tree; keys are unique, roles may repeat. */
export function anyGrants(tree: ScopeTree): fc.Arbitrary<readonly GrantCard[]> {
  const ids = (type: string): fc.Arbitrary<string[]> => {
    const all = tree.nodes.filter((node) => node.type === type).map((node) => node.id);
    return fc.subarray(all);
  };
  return fc
    .array(
      fc.record({
        roleId: fc.integer({ min: 1, max: 4 }),
        level: fc.constantFrom(null, ...grantLevels),
        picked: fc.record({
          cluster: ids('cluster'),
          department: ids('department'),
          project: ids('project'),
        }),
      }),
      { maxLength: 6 },
    )
    .map((drafts) => drafts.map((draft, at) => ({ ...draft, key: `k${at}` })));
}
