import { describe, expect, it } from 'vitest';
import { roleComparisonSchema } from '../../../src-shared/ipc/roles-contract.ts';
import { roleWith } from '../../builders/role-facts.ts';
import { usersBench } from '../../builders/users-bench.ts';

const viewer = roleWith(7, 'Viewer', 'project R, nodes R');
const editor = roleWith(3, 'Editor', 'project CRUD, nodes R');

describe('roles.compare', () => {
  it('puts roles side by side in the order asked for', async () => {
    const bench = usersBench({ roles: [viewer, editor] });
    const view = await bench.roles.compare({ ids: [3, 7] });
    expect(roleComparisonSchema.parse(view)).toEqual(view);
    expect(view.roles).toEqual([
      { id: 3, name: 'Editor', custom: false, permissions: 5 },
      { id: 7, name: 'Viewer', custom: false, permissions: 2 },
    ]);
    expect(view.pairs.map(({ relation }) => relation)).toEqual(['superset']);
    expect(view.redundant.map(({ words }) => words)).toEqual(['Viewer adds nothing to Editor']);
  });

  it('refuses a role that is not there', async () => {
    await expect(usersBench({ roles: [viewer] }).roles.compare({ ids: [7, 9] })).rejects.toMatchObject({
      body: { kind: 'not-found', reason: 'role-unknown' },
    });
  });
});
