import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrantCard } from '../../../../src-renderer/ui/grant-editor/grant-model.ts';
import { grantReducer, type GrantAction } from '../../../../src-renderer/ui/grant-editor/grant-reducer.ts';

const run = (...actions: readonly GrantAction[]): readonly GrantCard[] =>
  actions.reduce<readonly GrantCard[]>(grantReducer, []);

describe('grant reducer', () => {
  it('takes a role once from the list, but on a further level by its own step', () => {
    const grants = run(
      { type: 'add-role', roleId: 7 },
      { type: 'add-role', roleId: 7 },
      { type: 'add-level', key: '7-1' },
    );
    expect(grants.map((grant) => grant.key)).toEqual(['7-1', '7-2']);
  });

  it('keeps what was picked on one level while another is looked at', () => {
    const grants = run(
      { type: 'add-role', roleId: 7 },
      { type: 'set-level', key: '7-1', level: 'project' },
      { type: 'toggle-scope', key: '7-1', level: 'project', id: '11' },
      { type: 'set-level', key: '7-1', level: 'tenant' },
      { type: 'set-level', key: '7-1', level: 'project' },
    );
    expect(grants[0]?.picked.project).toEqual(['11']);
  });

  it('copies a place only to roles that have none', () => {
    const grants = run(
      { type: 'add-role', roleId: 1 },
      { type: 'add-role', roleId: 2 },
      { type: 'add-role', roleId: 3 },
      { type: 'set-level', key: '1-1', level: 'cluster' },
      { type: 'set-scopes', key: '1-1', level: 'cluster', ids: ['c1', 'c1'] },
      { type: 'set-level', key: '3-1', level: 'tenant' },
      { type: 'copy-where', from: '1-1' },
    );
    expect(grants.map((grant) => grant.level)).toEqual(['cluster', 'cluster', 'tenant']);
    expect(grants[1]?.picked.cluster).toEqual(['c1']);
  });

  it('never uses a key twice and undoes a toggle by a second one', () => {
    const key = fc.constantFrom('1-1', '1-2', '2-1', '2-2');
    const action: fc.Arbitrary<GrantAction> = fc.oneof(
      fc.record({ type: fc.constant('add-role' as const), roleId: fc.integer({ min: 1, max: 2 }) }),
      fc.record({ type: fc.constant('add-level' as const), key }),
      fc.record({ type: fc.constant('remove' as const), key }),
      fc.record({
        type: fc.constant('set-level' as const),
        key,
        level: fc.constantFrom('tenant' as const, 'project' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const grants = run(...actions);
        expect(new Set(grants.map((grant) => grant.key)).size).toBe(grants.length);
        const first = grants[0];
        if (first === undefined) return;
        const toggle: GrantAction = { type: 'toggle-scope', key: first.key, level: 'project', id: '11' };
        expect(grantReducer(grantReducer(grants, toggle), toggle)).toEqual(grants);
      }),
    );
  });
});
