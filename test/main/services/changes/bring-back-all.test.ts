import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Edit, EditKind } from '../../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import type { ChangeStep, NewChange } from '../../../../src-main/db/outbox.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

const scope = { type: 'project', id: 'p-dogs' } as const;
const content = (n: number) => ({
  name: `Trainer ${n}`,
  description: '',
  permissionSets: [],
  permissions: [],
});

/** An edit of each kind; `n` tells things apart, so that nothing comes to nothing with another. */
const edits: { readonly [K in EditKind]: (n: number) => Extract<Edit, { kind: K }> } = {
  'user.create': (n) => ({
    kind: 'user.create',
    email: `u${n}@example.com`,
    firstName: null,
    lastName: null,
    notify: false,
  }),
  'user.delete': (n) => ({ kind: 'user.delete', userId: `u${n}`, email: `u${n}@example.com`, isLocal: true }),
  'user.reset-password': (n) => ({
    kind: 'user.reset-password',
    userId: `u${n}`,
    email: `u${n}@example.com`,
  }),
  'rule.create': (n) => ({
    kind: 'rule.create',
    localId: -1 - n,
    subject: { type: 'user', id: `u${n}@example.com` },
    roleId: 7,
    roleName: 'Viewer',
    scope,
    scopeName: 'dogs',
  }),
  'rule.delete': (n) => ({
    kind: 'rule.delete',
    ruleId: 100 + n,
    subject: { type: 'user', id: `u${n}@example.com` },
    roleId: 7,
    roleName: 'Viewer',
    scope,
    scopeName: 'dogs',
  }),
  'service-account.create': (n) => ({ kind: 'service-account.create', name: `robot-${n}` }),
  'service-account.set-enabled': (n) => ({
    kind: 'service-account.set-enabled',
    id: `sa-${n}`,
    name: `robot-${n}`,
    enabled: false,
  }),
  'service-account.rotate': (n) => ({
    kind: 'service-account.rotate',
    id: `sa-${n}`,
    name: `robot-${n}`,
    clientId: `robot-${n}`,
  }),
  'service-account.delete': (n) => ({
    kind: 'service-account.delete',
    id: `sa-${n}`,
    name: `robot-${n}`,
    clientId: `robot-${n}`,
  }),
  'role.create': (n) => ({ kind: 'role.create', localId: -1 - n, ...content(n), kubernetesRole: null }),
  'role.update': (n) => ({ kind: 'role.update', roleId: 1000 + n, ...content(n) }),
  'role.set-enabled': (n) => ({
    kind: 'role.set-enabled',
    roleId: 1000 + n,
    name: 'Trainer',
    enabled: false,
  }),
  'role.delete': (n) => ({ kind: 'role.delete', roleId: 1000 + n, name: 'Trainer' }),
};

const kinds = Object.keys(edits).filter((kind): kind is EditKind => kind in edits);
const { body: error } = new RolebookError({
  kind: 'tenant',
  origin: 'cloud',
  reason: 'http-400',
  message: 'Bad request.',
});
const conflict: NonNullable<Change['conflict']> = {
  kind: 'changed-since',
  message: 'Somebody changed it.',
  fields: [{ field: 'name', base: 'a', mine: 'b', theirs: 'c', clash: true }],
  choices: ['keep-mine', 'take-theirs'],
  existingId: null,
};

/** How a change stands beside waiting. */
const standings = {
  pending: {},
  tried: { error, attempts: 3 },
  conflict: { state: 'conflict', conflict },
  rejected: { state: 'rejected', error },
  blocked: { state: 'blocked', error, attempts: 8 },
} as const satisfies Record<string, ChangeStep['patch']>;

const world = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    /** So many of its set come before it, or it begins one. */
    joins: fc.boolean(),
    /** What gives it its subject or role comes before it, where there is one. */
    needs: fc.boolean(),
    held: fc.boolean(),
    standing: fc.constantFrom('pending', 'pending', 'tried', 'conflict', 'rejected', 'blocked'),
    /** In which of three acts it is discarded, or in none. */
    discarded: fc.constantFrom(0, 0, 1, 2, 3),
  }),
  { minLength: 1, maxLength: 12 },
);
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** An edit that names what another change makes; as it is where the two do not go together. */
function after(edit: Edit, maker: NewChange): Edit {
  const { edit: made } = maker;
  if (made.kind === 'service-account.create' && edit.kind === 'service-account.set-enabled')
    return { ...edit, id: `local:${maker.id}` };
  if (edit.kind !== 'rule.create') return edit;
  if (made.kind === 'user.create') return { ...edit, subject: { type: 'user', id: made.email } };
  if (made.kind === 'role.create') return { ...edit, roleId: made.localId };
  return edit;
}

function build(bench: UsersBench, rows: World): readonly Change[] {
  const add: NewChange[] = [];
  for (const [n, row] of rows.entries()) {
    const before = add.at(-1);
    const groupId = row.joins && before !== undefined ? before.groupId : `set-${n}`;
    const maker = row.needs ? add.findLast(({ edit }) => edit.kind.endsWith('.create')) : undefined;
    const edit = edits[row.kind](n);
    add.push({
      id: `change-${n}`,
      groupId,
      groupTitle: `Set ${groupId}`,
      binding: bench.session.key,
      edit: maker === undefined ? edit : after(edit, maker),
      base: edit.kind.endsWith('.create') ? null : { fields: { name: `${n}` }, asOf: bench.mirror.asOf },
      dependsOn: maker === undefined ? [] : [maker.id],
      held: row.held,
      acknowledged: [`V${n}`],
    });
  }
  bench.outbox.commit({ add });
  bench.outbox.commit({
    steps: rows.map(({ standing }, n) => ({
      id: `change-${n}`,
      from: ['pending'],
      patch: standings[standing],
    })),
  });
  return bench.outbox.open();
}

/** All that matters of what is open, whatever numbers it has here. */
function seen({ outbox }: Pick<UsersBench, 'outbox'>): readonly object[] {
  const stem = (id: string): string => id.replaceAll(/~\d+/g, '');
  const open = outbox.open();
  const names = new Map(
    open.flatMap(({ id, edit }) => ('localId' in edit ? [[String(edit.localId), stem(id)] as const] : [])),
  );
  return open.map(({ id, edit, dependsOn, seq: _seq, createdAt: _made, updatedAt: _moved, ...rest }) => ({
    ...rest,
    id: stem(id),
    dependsOn: dependsOn.map(stem),
    edit: JSON.stringify(edit, (key, value: unknown) =>
      ['localId', 'roleId', 'ruleId', 'id'].includes(key)
        ? (names.get(String(value)) ?? stem(String(value)))
        : value,
    ),
  }));
}

/** Nothing of a world leaves, and nothing of it is at the tenant. */
function bare(): UsersBench {
  const bench = usersBench();
  bench.online = false;
  return bench;
}

describe('discarding and bringing back', () => {
  test('come to nothing together: every kind, state, set and order', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (rows) => {
        const bench = bare();
        build(bench, rows);
        const before = seen(bench);
        const gone: string[][] = [];
        for (const act of [1, 2, 3]) {
          const ids = rows.flatMap((row, n) => (row.discarded === act ? [`change-${n}`] : []));
          if (ids.length === 0) continue;
          const { moved, along } = await bench.changes.discard({ ids });
          if (moved.length > 0) gone.push([...moved, ...along]);
        }
        // The last first, as the notices offer it.
        for (const ids of gone.toReversed()) {
          const { moved } = await bench.changes.bringBack({ ids });
          expect(moved.toSorted()).toEqual(ids.toSorted());
        }
        expect(seen(bench)).toEqual(before);
        expect(bench.chain.verify().intact).toBe(true);
      }),
      { seed: 20261127, numRuns: 50 },
    );
  });

  test('do so in one act, too, and what came back is discarded and brought back again', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (rows) => {
        const bench = bare();
        build(bench, rows);
        const before = seen(bench);
        for (let times = 0; times < 3; times += 1) {
          const { moved, along } = await bench.changes.discard({
            ids: bench.outbox.open().map(({ id }) => id),
          });
          expect(bench.outbox.open()).toEqual([]);
          const listed = await bench.changes.list({ which: 'ended', from: 0, limit: 100 });
          const last = new Set([...moved, ...along]);
          for (const { change, undo } of listed.changes)
            expect(undo).toMatchObject({
              act: 'bring-back',
              ...(last.has(change.id) ? { whyNot: null } : {}),
            });
          await bench.changes.bringBack({ ids: [...last] });
          expect(seen(bench)).toEqual(before);
        }
      }),
      { seed: 20261128, numRuns: 20 },
    );
  });
});
