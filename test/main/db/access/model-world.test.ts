import { afterEach, describe, expect, test } from 'vitest';
import { answerAccess } from '../../../../src-shared/access/ask-access.ts';
import { noTenantGates } from '../../../../src-shared/access/gates.ts';
import { worldOfFacts } from '../../../../src-shared/access/world-of-facts.ts';
import { type Overlay, noOverlay } from '../../../../src-shared/changes/overlay.ts';
import type { SubjectAccess } from '../../../../src-shared/ipc/access-contract.ts';
import type { RebuildableMirror } from '../../../../src-main/db/create-mirror.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../../builders/opened-mirror.ts';
import { PagedTenant } from '../../../builders/paged-tenant.ts';
import { type SeededFacts, seededFacts } from '../../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function openWith(facts: SeededFacts): Promise<RebuildableMirror> {
  const folder = temporaryFolder((work) => ends.push(work));
  const mirror = await openMirror(folder);
  ends.push(() => mirror.close());
  await runPull(aPull(new PagedTenant(facts), mirror));
  return mirror;
}

/** The engine over what the mirror says in plain objects, one by one. */
async function plainAnswers(mirror: RebuildableMirror, facts: SeededFacts, overlay: Overlay) {
  const userIds = [...facts.users.map(({ id }) => String(id)), ...overlay.users.made.map(({ id }) => id)];
  const ruleIds = [
    ...facts['access-rules'].map(({ id }) => Number(id)),
    ...overlay.rules.made.map(({ id }) => id),
  ];
  const { asOf } = await mirror.info();
  const world = worldOfFacts({
    users: await mirror.users(userIds),
    rules: await mirror.rules(ruleIds),
    serviceAccounts: await mirror.serviceAccounts(null),
    roles: await mirror.roles(),
    scopes: await mirror.scopeTree(false),
    gates: noTenantGates,
    asOf,
  });
  return answerAccess(() => world);
}

/** An answer in an order of its own, without the marks of open changes, which plain facts do not have. */
function comparable({ paths, rows, subject, ...rest }: SubjectAccess): unknown {
  const words = paths.map((path) => JSON.stringify({ ...path, pending: null }));
  const { label, id, groups, lastLogin } = subject;
  // The mirror's columns keep milliseconds, facts what the tenant wrote.
  const seen = lastLogin === null ? null : Date.parse(lastLogin);
  return {
    ...rest,
    subject: {
      ...subject,
      lastLogin: seen,
      label: label.toLowerCase(),
      id: id.toLowerCase(),
      groups: groups.toSorted(),
    },
    paths: words.toSorted(),
    rows: rows.map(({ cells, ...row }) => ({
      ...row,
      cells: cells.map(({ state, paths: ways }) => ({
        state,
        ways: ways.map((at) => words[at] ?? '').toSorted(),
      })),
    })),
  };
}

function subjectsOf(facts: SeededFacts, overlay: Overlay): { type: string; id: string }[] {
  return [
    ...facts.users.map(({ username }) => ({ type: 'user', id: String(username) })),
    ...facts.users.slice(0, 5).map(({ id }) => ({ type: 'user', id: String(id) })),
    ...overlay.users.made.map(({ email }) => ({ type: 'user', id: email })),
    ...Array.from({ length: 10 }, (_, at) => ({ type: 'group', id: `/org/Team ${at}` })),
    ...Array.from({ length: 6 }, (_, at) => ({ type: 'service-account', id: `client-robot-${at}` })),
    ...Array.from({ length: 40 }, (_, at) => ({ type: 'user', id: `newcomer${at}@example.org` })),
  ];
}

type As = 'tenant' | 'with-changes';

async function expectSame(
  mirror: RebuildableMirror,
  plain: Awaited<ReturnType<typeof plainAnswers>>,
  subjects: readonly { type: string; id: string }[],
  as: As,
): Promise<number> {
  let known = 0;
  const gates = noTenantGates;
  for (const subject of subjects) {
    const question = { subject, scope: null, as, gates };
    let expected: unknown;
    try {
      expected = comparable(plain.subject(question));
    } catch {
      continue;
    }
    known += 1;
    expect(comparable(await mirror.access.subject(question)), `${subject.type} ${subject.id}`).toEqual(
      expected,
    );
  }
  for (const resourceType of ['users', 'project']) {
    const window = { types: null, search: '', parts: true, dormant: true, from: 0, to: 1000 };
    const question = { ...window, resourceType, action: 'read' as const, scope: null, as, gates };
    const [found, expected] = [await mirror.access.whoCan(question), plain.whoCan(question)];
    const row = ({ subject, state, pathCount, administrator, breakGlass }: (typeof found.rows)[number]) =>
      JSON.stringify([subject.label.toLowerCase(), state, pathCount, administrator, breakGlass]);
    expect(found.rows.map(row).toSorted()).toEqual(expected.rows.map(row).toSorted());
    expect({ ...found, rows: [] }).toEqual({ ...expected, rows: [] });
  }
  const all = { types: null, as, gates, from: 0, to: 1000 };
  const [matrix, plainMatrix] = [await mirror.access.matrix(all), plain.matrix(all)];
  const line = ({ subject, cells }: (typeof matrix.rows)[number]) =>
    `${subject.type} ${subject.label.toLowerCase()} ${cells}`;
  expect(matrix.rows.map(line).toSorted()).toEqual(plainMatrix.rows.map(line).toSorted());
  return known;
}

const overlayOver = (facts: SeededFacts): Overlay => {
  const [first, second] = facts['access-rules'].map(({ id }) => Number(id));
  const role = { roleId: 1, roleName: 'System administrator' };
  const [project] = facts.projects;
  const by = { createdBy: 'me@example.com', createdAt: '2026-03-03T12:00:00Z', mark: 'new' as const };
  const place = {
    scopeType: 'project',
    scopeId: String(project?.['id']),
    scopeName: String(project?.['name']),
  };
  return {
    users: {
      made: [{ id: 'local:1', email: 'fresh@example.com', firstName: null, lastName: null, ...by }],
      marks: new Map([[String(facts.users[3]?.['id']), 'removed']]),
    },
    rules: {
      made: [
        { id: -1, subject: { type: 'user', id: 'fresh@example.com' }, ...role, ...place, ...by },
        { id: -2, subject: { type: 'group', id: '/org/Team 2' }, ...role, ...place, ...by },
        { id: -4, subject: { type: 'group', id: '/org/Nobody yet' }, ...role, ...place, ...by },
        { id: -5, subject: { type: 'service-account', id: 'client-of-none' }, ...role, ...place, ...by },
        { id: -3, subject: { type: 'user', id: 'newcomer99@example.org' }, ...role, ...place, ...by },
      ],
      marks: new Map([
        [first ?? 0, 'removed'],
        [second ?? 0, 'removed'],
      ]),
    },
    serviceAccounts: {
      made: [],
      marks: new Map([
        [String(facts['service-accounts'][0]?.['id']), { mark: 'changed', enabled: false }],
        [String(facts['service-accounts'][1]?.['id']), { mark: 'removed', enabled: null }],
      ]),
    },
    roles: {
      made: [{ id: -9, ...contentOf('Fresh desk', 'a-first-one'), enabled: true, ...by }],
      marks: new Map([
        [1, { mark: 'changed', enabled: null, content: contentOf('System administrator', 'users') }],
        [2, { mark: 'changed', enabled: false, content: null }],
        [3, { mark: 'removed', enabled: null, content: null }],
      ]),
    },
  };
};

const contentOf = (name: string, resourceType: string) => ({
  name,
  description: '',
  permissionSets: [],
  permissions: [{ resourceType, actions: ['read', 'update'] }],
});

describe('access asked of a mirror', () => {
  test.each([1, 2])('is what its facts come to, one by one (seed %i)', async (seed) => {
    const facts = seededFacts(60, seed);
    const mirror = await openWith(facts);
    const plain = await plainAnswers(mirror, facts, noOverlay());
    const subjects = subjectsOf(facts, noOverlay());
    for (const as of ['tenant', 'with-changes'] as const)
      expect(await expectSame(mirror, plain, subjects, as)).toBeGreaterThan(70);

    const overlay = overlayOver(facts);
    await mirror.apply({ overlay });
    const later = await plainAnswers(mirror, facts, overlay);
    expect(await expectSame(mirror, later, subjectsOf(facts, overlay), 'with-changes')).toBeGreaterThan(70);
    // What is at the tenant stays what it was.
    expect(await expectSame(mirror, plain, subjects, 'tenant')).toBeGreaterThan(70);
    await mirror.apply({ overlay: noOverlay() });
    await expectSame(mirror, plain, subjects, 'with-changes');
  });

  test('counts edits of roles among what waits, and not once they are done', async () => {
    const facts = seededFacts(60, 3);
    const mirror = await openWith(facts);
    const { roles } = overlayOver(facts);
    await mirror.apply({ overlay: { ...noOverlay(), roles } });
    const question = { hypotheses: [], gates: noTenantGates, from: 0, to: 1000 };
    const counted = await mirror.access.whatIf({ ...question, pending: 'count' });
    expect(counted.losing).toBeGreaterThan(0);
    const words = counted.subjects.flatMap((one) => one.words);
    expect(words.filter((line) => line.startsWith('− loses')).length).toBeGreaterThan(0);
    for (const pending of ['given', 'leave'] as const)
      expect(await mirror.access.whatIf({ ...question, pending })).toMatchObject({ total: 0, subjects: [] });
  });

  test('takes one that only open changes name as there once it is supposed to be given something', async () => {
    const facts = seededFacts(60, 3);
    const mirror = await openWith(facts);
    await mirror.apply({ overlay: overlayOver(facts) });
    const subject = { type: 'group', id: '/org/Nobody yet' };
    const scope = { type: 'project' as const, id: String(facts.projects[0]?.['id']) };
    const hypotheses = [{ kind: 'give' as const, subject, roleId: 4, scope }];
    const question = { hypotheses, gates: noTenantGates, from: 0, to: 10 };
    expect(await mirror.access.whatIf({ ...question, pending: 'leave' })).toMatchObject({
      gaining: 1,
      subjects: [{ subject: { label: '/org/Nobody yet' } }],
    });
  });
});
