import { describe, expect, it } from 'vitest';
import { answerAccess } from '../../../src-shared/access/ask-access.ts';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import { type PermissionAction, permissionActions } from '../../../src-shared/domain/role.ts';
import { whoCanQuestionSchema } from '../../../src-shared/ipc/access-contract.ts';
import { legacyPermissions, legacyRoles } from '../../../src-shared/profiles/legacy-roles.ts';
import { matrix213 } from '../../../src-shared/profiles/matrix-2-13.ts';
import { permissionFromWire } from '../../../src-shared/wire/role-wire.ts';
import { aRole, aRule, aUser } from '../../builders/facts.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';

const roles = legacyRoles.map(({ id, key, name }) => ({
  ...aRole(id, name),
  permissions: legacyPermissions(key).map(({ actions, ...one }) =>
    permissionFromWire({ ...one, actions: [...actions] }),
  ),
}));
const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const keys = legacyRoles.map(({ key }) => key);
const emailOf = (key: string): string => `${key}@example.com`;
const as = 'tenant' as const;
const gates = noTenantGates;

/** One user for each role of 2.13, named after it, and one for each list of several. */
function engineFor(several: readonly (readonly string[])[] = []) {
  const held = [...keys.map((key) => [key]), ...several];
  const rules = held.flatMap((list) =>
    list.map((key) => {
      const role = roles[keys.indexOf(key)];
      if (role === undefined) throw new Error(`no role ${key}`);
      return { role, email: emailOf(list.join('+')) };
    }),
  );
  const world = worldOfFacts({
    users: held.map((list) => aUser(list.join('+'))),
    serviceAccounts: [],
    roles,
    scopes: smallScopeTree,
    rules: rules.map(({ role, email }, at) => aRule(at + 1, email, role, tenant)),
    gates,
    asOf: null,
  });
  return answerAccess(() => world);
}
const engine = engineFor();

/** Keys of the roles whose holders can do this, asked the reverse way. */
function whoCan(action: PermissionAction, resourceType: string): string[] {
  if (!printed.has(resourceType)) throw new Error(`the table has no ${resourceType}`);
  const question = whoCanQuestionSchema.parse({ action, resourceType, to: 100 });
  const { rows } = engine.whoCan({ ...question, as, gates });
  return rows.map(({ subject }) => subject.label.replace('@example.com', '')).toSorted();
}

const writers = (resourceType: string): string[] => [
  ...new Set((['create', 'update', 'delete'] as const).flatMap((action) => whoCan(action, resourceType))),
];
const sorted = (list: readonly string[]): string[] => list.toSorted();
const printed = new Set(matrix213.entities.map(({ id }) => id));

/** How many permissions of the table somebody has. */
function countOf(key: string, from = engine): number {
  const { rows } = from.subject({ subject: { type: 'user', id: emailOf(key) }, scope: null, as, gates });
  return rows
    .filter(({ resourceType }) => printed.has(resourceType))
    .reduce((sum, { cells }) => sum + cells.filter(({ state }) => state === 'whole').length, 0);
}

describe('what follows from the table of 2.13, asked of the engine (domain §1.2)', () => {
  it.each(['nodes', 'events-history', 'dashboard-overview', 'dashboard-analytics', 'dashboard-consumption'])(
    '§1.2 (1): nobody may create, update or delete %s',
    (entity) => {
      expect(printed).toContain(entity);
      expect(writers(entity)).toEqual([]);
    },
  );

  it.each([
    ['jobs', 'researcher'],
    ['workspaces', 'researcher'],
    ['deployments', 'ml_engineer'],
    ['departments', 'editor'],
    ['clusters', 'admin'],
    ['node-pools', 'admin'],
    ['settings', 'admin'],
  ])('§1.2 (2): the only writer of %s is %s', (entity, key) => {
    expect(writers(entity)).toEqual([key]);
  });

  it.each([
    ['projects', ['department_admin', 'editor']],
    ['org-assignment', ['department_admin', 'editor']],
    ['role-assignment', ['admin', 'department_admin']],
  ])('§1.2 (3): %s is written by %j', (entity, expected) => {
    expect(sorted(writers(entity))).toEqual(expected);
  });

  it.each(['projects', 'dashboard-overview', 'dashboard-analytics'])(
    '§1.2 (4): every role reads %s',
    (entity) => {
      expect(whoCan('read', entity)).toEqual(sorted(keys));
    },
  );

  it.each(['settings', 'events-history', 'dashboard-consumption'])(
    '§1.2 (5): only an Administrator reads %s',
    (entity) => {
      expect(whoCan('read', entity)).toEqual(['admin']);
    },
  );

  it('§1.2 (5): an Administrator is the only one with something on every entity', () => {
    const complete = keys.filter((key) => {
      const { rows } = engine.subject({
        subject: { type: 'user', id: emailOf(key) },
        scope: null,
        as,
        gates,
      });
      return rows
        .filter(({ resourceType }) => printed.has(resourceType))
        .every(({ cells }) => cells.some(({ state }) => state === 'whole'));
    });
    expect(complete).toEqual(['admin']);
  });

  it('§1.2 (6): Viewer and Research Manager are contained in others, and no other role is', () => {
    const contained: string[] = [];
    for (const inner of keys)
      for (const outer of keys) {
        if (inner === outer) continue;
        const [left, right] = [inner, outer].map((key) => ({ type: 'user', id: emailOf(key) }));
        if (left === undefined || right === undefined) continue;
        const { onlyLeft } = engine.compare({ left, right, scope: null, as, gates });
        if (onlyLeft.length === 0) contained.push(`${inner} in ${outer}`);
      }
    expect(sorted(contained)).toEqual(
      sorted([
        'viewer in admin',
        'viewer in editor',
        'research_manager in admin',
        'research_manager in department_admin',
        'research_manager in editor',
        'research_manager in researcher',
      ]),
    );
  });

  it('§1.2 (7): several roles are the union of their cells, and each keeps its own way', () => {
    const both = engineFor([['admin', 'editor']]);
    const subject = { type: 'user', id: emailOf('admin+editor') };
    const { rows, paths } = both.subject({ subject, scope: null, as, gates });
    const row = rows.find(({ resourceType }) => resourceType === 'org-assignment');
    const waysTo = (action: PermissionAction): string[] =>
      (row?.cells[permissionActions.indexOf(action)]?.paths ?? []).map((at) => paths[at]?.roleName ?? '');
    expect(sorted(waysTo('read'))).toEqual(['Administrator', 'Editor']);
    expect(waysTo('create')).toEqual(['Editor']);
    const one = (key: string): string[] => {
      const answer = engine.subject({ subject: { type: 'user', id: emailOf(key) }, scope: null, as, gates });
      return answer.rows.flatMap(({ resourceType, cells }) =>
        cells.flatMap(({ state }, at) => (state === 'whole' ? [`${resourceType} ${String(at)}`] : [])),
      );
    };
    const all = rows.flatMap(({ resourceType, cells }) =>
      cells.flatMap(({ state }, at) => (state === 'whole' ? [`${resourceType} ${String(at)}`] : [])),
    );
    expect(sorted(all)).toEqual(sorted([...new Set([...one('admin'), ...one('editor')])]));
  });

  it('§1.2: permissions by role, and 61 in all', () => {
    expect(matrix213.roles.map(({ legacyKey }) => countOf(legacyKey ?? ''))).toEqual([
      43, 34, 36, 21, 27, 11, 9,
    ]);
    expect(countOf(keys.join('+'), engineFor([keys]))).toBe(61);
  });

  it('§0 (3): Administrator, Editor, Researcher and ML Engineer together hold all 61, and no other four or fewer do', () => {
    const lists: string[][] = [];
    for (let bits = 1; bits < 2 ** keys.length; bits += 1) {
      const list = keys.filter((_, at) => ((bits >> at) & 1) === 1);
      if (list.length > 1 && list.length <= 4) lists.push(list);
    }
    const all = engineFor(lists);
    expect(lists.filter((list) => countOf(list.join('+'), all) === 61)).toEqual([
      ['admin', 'editor', 'researcher', 'ml_engineer'],
    ]);
  });
});

describe('gates of the seed', () => {
  const ask = (key: string, more: Partial<typeof noTenantGates>) => {
    const subject = { type: 'user', id: emailOf(key) };
    const world = engineWith({ ...noTenantGates, ...more });
    return world.subject({ subject, scope: null, as, gates });
  };
  const engineWith = (given: typeof noTenantGates) => {
    const world = worldOfFacts({
      users: keys.map((key) => aUser(key)),
      serviceAccounts: [],
      roles,
      scopes: smallScopeTree,
      rules: keys.flatMap((key, at) => {
        const role = roles[at];
        return role === undefined ? [] : [aRule(at + 1, emailOf(key), role, tenant)];
      }),
      gates: given,
      asOf: null,
    });
    return answerAccess(() => world);
  };

  it.each([
    ['V15, R24', 'ml_engineer', { inference: false }, 'module-missing'],
    ['V16, R10', 'department_admin', { version: 209 }, 'version'],
    ['V13, R44', 'department_admin', { departments: false }, 'departments-off'],
  ] as const)('%s: %s is dormant and not absent under %j', (_rules, key, given, kind) => {
    const gated = ask(key, given);
    expect(gated.counts).toEqual({ inForce: 0, dormant: 1 });
    expect(gated.paths[0]?.gates.map((gate) => gate.kind)).toEqual([kind]);
    expect(gated.rows.some(({ cells }) => cells.some(({ state }) => state === 'dormant'))).toBe(true);
    expect(ask(key, {}).counts).toEqual({ inForce: 1, dormant: 0 });
  });

  it('R22: what is held on all clusters is held on each project, later ones too', () => {
    const subject = { type: 'user', id: emailOf('research_manager') };
    for (const scope of smallScopeTree) {
      const { rows } = engine.subject({ subject, scope: { type: scope.type, id: scope.id }, as, gates });
      expect(rows.find(({ resourceType }) => resourceType === 'environments')?.cells[0]?.state).toBe('whole');
    }
  });
});
