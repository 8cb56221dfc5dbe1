import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pendingMarks } from '../../../../src-shared/changes/overlay.ts';
import { DistinctPool } from '../../../../src-main/db/columns/distinct-pool.ts';
import { WholeCounts } from '../../../../src-main/db/columns/whole-counts.ts';
import { UsersTable } from '../../../../src-main/db/views/users-table.ts';

const small = fc.nat({ max: 6 });
const texts = fc.uniqueArray(small, { maxLength: 4 });
const step = fc.oneof(
  fc.record({ act: fc.constant('add' as const), type: fc.nat({ max: 3 }), author: small, groups: texts }),
  fc.record({ act: fc.constant('hold' as const), row: small, roles: texts, scopes: texts }),
  fc.record({ act: fc.constant('mark' as const), row: small, mark: fc.constantFrom(...pendingMarks, null) }),
  fc.record({ act: fc.constantFrom('remove', 'revive', 'ask'), row: small }),
);

const facets = ['type', 'roles', 'scopes', 'groups', 'createdBy', 'pending'];

/** Counts without the texts that occur nowhere. */
const present = (counts: Int32Array): [number, number][] =>
  [...counts.entries()].filter(([, count]) => count !== 0);

test('counts that are followed row by row are what counting anew comes to', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), fc.boolean(), (steps, early) => {
      const pools = {
        authors: new DistinctPool(),
        groupNames: new DistinctPool(),
        roles: new DistinctPool(),
        scopes: new DistinctPool(),
      };
      const table = new UsersTable({
        authors: pools.authors,
        groupNames: pools.groupNames,
        roleNames: pools.roles.pool,
        scopeNames: pools.scopes.pool,
        trigrams: () => null,
      });
      const compare = (): void => {
        const anew = new WholeCounts(table, []);
        for (const name of facets)
          expect(present(table.wholeCounts.of(name)), name).toEqual(present(anew.of(name)));
      };
      // What is asked for before anything is there is followed from then on.
      if (early) compare();
      const numbers = (pool: DistinctPool, of: readonly number[]): number[] =>
        of.map((one) => pool.of(`text ${one}`));
      for (const one of steps) {
        if (one.act === 'add') {
          const { start, count } = table.groups.stretch(numbers(pools.groupNames, one.groups));
          const row = table.length;
          const times = { lastLogin: null, createdAt: null, updatedAt: null };
          const createdBy = pools.authors.of(`author ${one.author}`);
          const names = { id: `id ${row}`, email: `${row}@example.com`, name: '' };
          table.add({ n: 0, ...names, ...times, type: one.type, createdBy }, start, count);
        } else if (one.row < table.length) {
          if (one.act === 'hold')
            table.setHeld(one.row, numbers(pools.roles, one.roles), numbers(pools.scopes, one.scopes));
          else if (one.act === 'mark') table.mark(one.row, one.mark);
          else if (one.act === 'remove') table.remove(one.row);
          else if (one.act === 'revive') table.revive(one.row);
          else compare();
        }
      }
      compare();
    }),
  );
});
