import { describe, expect, it } from 'vitest';
import { subjectAccessSchema, whoCanSchema } from '../../../../src-shared/ipc/access-contract.ts';
import {
  comparisonSchema,
  explanationSchema,
  followUpsSchema,
  giveReportSchema,
  whatIfQuestionSchema,
  whatIfSchema,
} from '../../../../src-shared/ipc/access-why-contract.ts';
import { aRole, aRule } from '../../../builders/facts.ts';
import { usersBench } from '../../../builders/users-bench.ts';

const allowing = (id: number, name: string, actions: string[]) => ({
  ...aRole(id, name),
  permissions: [
    { resourceType: 'project', displayName: 'Projects', group: 'organization', actions },
    { resourceType: 'workloads', displayName: 'Workloads', group: 'workload', actions },
  ],
});
const administrator = allowing(1, 'System administrator', ['create', 'read', 'update', 'delete']);
const researcher = allowing(5, 'L1 researcher', ['create', 'read']);
const viewer = allowing(7, 'Viewer', ['read']);
const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats', name: 'cats' };
const bob = { type: 'user', id: 'bob@example.com' };
const eve = { type: 'user', id: 'eve@example.com' };
const as = 'with-changes' as const;

function bench() {
  return usersBench({
    roles: [administrator, researcher, viewer],
    rules: [
      aRule(1, 'root@example.com', administrator, tenant),
      aRule(2, 'bob@example.com', researcher, cats),
      aRule(3, 'bob@example.com', viewer, cats),
      aRule(4, 'later@example.com', researcher, { type: 'department', id: 'd-empty', name: 'empty' }),
      { ...aRule(5, 'vision', viewer, tenant), subjectType: 'group' },
    ],
  });
}

const give = (more: object = {}) => ({
  from: bob,
  to: eve,
  as,
  preview: false,
  only: null,
  acknowledged: [],
  ...more,
});

describe('the access service', () => {
  it('answers what a subject can do, and who can', async () => {
    const { access } = bench();
    const answer = await access.subject({ subject: eve, scope: null, as });
    expect(subjectAccessSchema.parse(answer)).toEqual(answer);
    expect(answer.paths).toMatchObject([{ via: 'group', group: 'vision', roleName: 'Viewer', gates: [] }]);
    const who = await access.whoCan({
      resourceType: 'workloads',
      action: 'create',
      scope: { type: 'project', id: 'p-cats' },
      as,
      parts: true,
      dormant: true,
      types: null,
      search: '',
      from: 0,
      to: 10,
    });
    expect(whoCanSchema.parse(who)).toEqual(who);
    expect(who.rows.map(({ subject, breakGlass }) => `${subject.label} ${breakGlass}`)).toEqual([
      'root@example.com true',
      'bob@example.com false',
    ]);
    await expect(
      access.subject({ subject: { type: 'user', id: 'x@example.com' }, scope: null, as }),
    ).rejects.toMatchObject({ body: { reason: 'subject-unknown' } });
  });

  it('says why not: the nearest missing piece, and what would help', async () => {
    const { access } = bench();
    const ask = async (
      subject: { type: string; id: string },
      id: string,
      action: 'create' | 'delete' = 'create',
    ) => {
      const scope = { type: 'project' as const, id };
      const answer = await access.explain({ subject, resourceType: 'workloads', action, scope, as });
      expect(explanationSchema.parse(answer)).toEqual(answer);
      return answer;
    };
    expect((await ask(bob, 'p-cats')).sentence).toBe(
      'bob@example.com can create Workloads on project cats: L1 researcher on project cats.',
    );
    expect((await ask(bob, 'p-dogs')).missing[0]).toMatchObject({
      kind: 'other-place',
      message: 'L1 researcher counts on project cats, and not on project dogs.',
      remedy: { words: 'Give L1 researcher on project dogs.', grant: { roleId: 5, scope: { id: 'p-dogs' } } },
    });
    expect((await ask(bob, 'p-cats', 'delete')).missing[0]).toMatchObject({ kind: 'role-lacks' });
    const unseen = await access.explain({
      subject: { type: 'user', id: 'later@example.com' },
      resourceType: 'workloads',
      action: 'create',
      scope: null,
      as,
    });
    expect(unseen.missing[0]?.message).toBe(
      'Not signed in yet: it comes into force at the first sign-in. L1 researcher works in projects, and there is none in department empty yet.',
    );
  });

  it('gives B what A has: a preview first, then one group of changes', async () => {
    const all = bench();
    all.online = false;
    const preview = await all.access.give(give({ preview: true }));
    expect(giveReportSchema.parse(preview)).toEqual(preview);
    expect(preview.report).toBeNull();
    // Viewer is there already through the group.
    expect(preview.planned.map(({ roleName, redundant }) => `${roleName} ${redundant}`)).toEqual([
      'L1 researcher false',
    ]);
    expect(all.outbox.open()).toEqual([]);
    const saved = await all.access.give(give());
    expect(giveReportSchema.parse(saved)).toEqual(saved);
    expect(saved.report?.changes.map(({ edit }) => edit.kind)).toEqual(['rule.create']);
    const { onlyLeft, toRight } = await all.access.compare({ left: bob, right: eve, scope: null, as });
    expect({ onlyLeft, toRight }).toEqual({ onlyLeft: [], toRight: [] });
    const before = await all.access.compare({ left: bob, right: eve, scope: null, as: 'tenant' });
    expect(comparisonSchema.parse(before)).toEqual(before);
    expect(before.onlyLeft.map(({ place }) => place.name)).toEqual(['cats']);
    // Nothing is left to give.
    expect(await all.access.give(give())).toMatchObject({ planned: [], report: null });
  });

  it('gives to a group and to a service account, and asks the grant rules', async () => {
    const all = bench();
    const root = { type: 'user', id: 'root@example.com' };
    const robot = { type: 'service-account', id: 'robot-client' };
    await expect(all.access.give(give({ from: root, to: robot }))).rejects.toMatchObject({
      body: { reason: 'rule-v38' },
    });
    const saved = await all.access.give(give({ from: bob, to: robot }));
    expect(saved.report?.changes.map(({ state }) => state)).toEqual(['done']);
    expect(all.tenant.rules.at(-1)).toMatchObject({
      subjectType: 'service-account',
      subjectId: 'robot-client',
    });
    const group = await all.access.give(give({ to: { type: 'group', id: 'vision' } }));
    expect(group.report?.changes).toHaveLength(1);
  });

  it('tells what open changes come to, and what more would', async () => {
    const all = bench();
    all.online = false;
    await all.rules.remove({ ids: ['2', '3'], typed: null, acknowledged: ['V26'] });
    const counted = await all.access.whatIf(whatIfQuestionSchema.parse({ pending: 'count' }));
    expect(whatIfSchema.parse(counted)).toEqual(counted);
    expect(counted.subjects.map(({ subject, words }) => [subject.label, ...words])).toEqual([
      ['bob@example.com', '− loses create, read on Projects, Workloads (project cats)'],
    ]);
    const given = await all.access.whatIf(
      whatIfQuestionSchema.parse({
        hypotheses: [{ kind: 'join', user: 'bob@example.com', group: 'vision' }],
      }),
    );
    expect(given.subjects[0]?.words).toEqual(['+ gains read on Projects, Workloads (all clusters)']);
  });

  it('keeps follow-up tasks until they are solved', async () => {
    const all = bench();
    all.online = false;
    const ask = async () => {
      const found = await all.access.followUps({ as, kinds: null, subject: null, from: 0, to: 100 });
      expect(followUpsSchema.parse(found)).toEqual(found);
      return found.rows.map(({ kind, subject }) => `${kind} ${subject.label}`);
    };
    expect(await ask()).toEqual([
      'researcher-without-project later@example.com',
      'not-signed-in later@example.com',
    ]);
    await all.service.addRules({
      email: 'later@example.com',
      grants: [{ roleId: 5, scopes: [{ type: 'project', id: 'p-dogs' }] }],
      acknowledged: [],
    });
    expect(await ask()).toEqual(['not-signed-in later@example.com']);
  });
});
