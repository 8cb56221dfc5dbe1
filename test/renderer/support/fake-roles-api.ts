import { compareRoles } from '../../../src-shared/access/role-compare.ts';
import { redundantRoles } from '../../../src-shared/access/role-redundancy.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import { matrixOfTenant, matrixOfVersion } from '../../../src-main/services/roles/matrix-view.ts';
import { upgradeView } from '../../../src-main/services/roles/upgrade-view.ts';
import { leastView } from '../../../src-main/services/roles/least-view.ts';
import type { FakeFacts } from './fake-facts.ts';
import { fakeDraftSource, fakeRolePreview, fakeSets } from './fake-role-editor.ts';

const refused = <T>(): Promise<Envelope<T>> =>
  Promise.resolve({
    ok: false,
    error: {
      kind: 'unavailable',
      origin: 'main',
      reason: 'not-in-the-fake',
      retryable: false,
      message: 'The fake tenant does not do this.',
      hint: null,
      status: null,
      retryAfterSeconds: null,
    },
  });

/** Roles over the facts of a fake tenant: they can be read, compared, found for a wish and drafted; saving is refused. */
export function createFakeRoles(facts: Pick<FakeFacts, 'roles' | 'rules' | 'scopes'>): RolebookApi['roles'] {
  const sets = fakeSets();
  return {
    list: () => Promise.resolve({ ok: true, data: [...facts.roles] }),
    get: ({ id }) => Promise.resolve({ ok: true, data: facts.roles.find((role) => role.id === id) ?? null }),
    compare({ ids }) {
      const roles = ids.flatMap((id) => facts.roles.filter((role) => role.id === id));
      const { rows, pairs } = compareRoles(roles);
      return Promise.resolve({
        ok: true,
        data: {
          roles: roles.map(({ id, name, custom, permissions }) => ({
            id,
            name,
            custom,
            permissions: permissions.reduce((sum, { actions }) => sum + actions.length, 0),
          })),
          rows: rows.map((row) => ({ ...row, cells: row.cells.map((actions) => [...actions]) })),
          pairs: [...pairs],
          redundant: redundantRoles(roles),
        },
      });
    },
    draftSource: (task) => Promise.resolve({ ok: true, data: fakeDraftSource(facts.roles, sets, task) }),
    preview: ({ id, draft }) => Promise.resolve({ ok: true, data: fakeRolePreview(facts, sets, id, draft) }),
    save: refused,
    usePreview: refused,
    setEnabled: refused,
    delete: refused,
    least: (input) =>
      Promise.resolve({
        ok: true,
        data: leastView({ ...input, among: input.among ?? 'all' }, facts.roles, facts.scopes),
      }),
    upgrade: async (input) => ({
      ok: true,
      data: await upgradeView(
        {
          roles: () => Promise.resolve([...facts.roles]),
          rulesOfRole: (id) => Promise.resolve(facts.rules.filter(({ roleId }) => roleId === id)),
        },
        '2.13',
        input,
      ),
    }),
    matrix: ({ productVersion }) =>
      Promise.resolve({
        ok: true,
        data:
          productVersion === null || productVersion === undefined
            ? matrixOfTenant(facts.roles, 'Run:ai 3.0')
            : matrixOfVersion(productVersion),
      }),
  };
}
