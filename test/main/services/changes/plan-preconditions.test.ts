import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aUser } from '../../../builders/facts.ts';
import { type PlanTravel, planTravel } from '../../../builders/plan-travel.ts';
import {
  benchOf,
  bobAnew,
  bobGone,
  dogs,
  dogsAnew,
  nothing,
  researcherAnew,
  robotAnew,
  ruleAnew,
  ruleGone,
  type Since,
  without,
} from '../../../builders/plan-world.ts';
import { researcher, type UsersBench, viewer } from '../../../builders/users-bench.ts';

/*
 * What a row rests on travels with it: each is held against the tenant when the plan is taken over, and again when it is sent,
 * as if the edit had been made here.
 */

let travel: PlanTravel;
beforeEach(() => {
  travel = planTravel();
});
afterEach(() => travel.end());

type Act = (bench: UsersBench) => Promise<unknown>;
const changeRule =
  (id: number): Act =>
  (bench) =>
    bench.rules.change({ id: String(id), roleId: researcher.id, scope: dogs, acknowledged: ['V12'] });
const giveTo =
  (email: string): Act =>
  (bench) =>
    bench.service.addRules({
      email,
      grants: [{ roleId: researcher.id, scopes: [dogs] }],
      acknowledged: ['V28'],
    });
const takeRule: Act = (bench) => bench.rules.remove({ ids: ['3'], typed: null, acknowledged: [] });
const deleteBob: Act = (bench) =>
  bench.service.delete({ ids: ['bob'], typed: 'bob@example.com', acknowledged: [] });
const resetBob: Act = (bench) => bench.service.resetPassword({ id: 'bob' });
const makeNew: Act = (bench) =>
  bench.service.create({
    kind: 'local',
    email: 'new@example.com',
    firstName: null,
    lastName: null,
    notify: false,
    grants: [{ roleId: researcher.id, scopes: [dogs] }],
    acknowledged: [],
  });
const disableRobot: Act = (bench) =>
  bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: false, acknowledged: ['V35'] });
const rotateRobot: Act = (bench) => bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
const deleteRobot: Act = (bench) =>
  bench.serviceAccounts.delete({ ids: ['sa1'], typed: 'robot', acknowledged: ['V26', 'V29'] });

const then =
  (...acts: Act[]): Act =>
  async (bench) => {
    for (const act of acts) await act(bench);
  };

async function made(act: Act): Promise<UsersBench> {
  const bench = benchOf(nothing);
  bench.online = false;
  await act(bench);
  return bench;
}

const bases = (bench: UsersBench) =>
  bench.outbox.open().map(({ edit, base }) => [edit.kind, base?.fields ?? null]);

describe('a row of a plan that still holds', () => {
  it.each<[string, Act]>([
    ['a new rule of a user', giveTo('bob@example.com')],
    ['a new rule of an e-mail that nobody has', giveTo('later@example.com')],
    ['a changed rule of a user', changeRule(3)],
    ['a changed rule of a service account', changeRule(4)],
    ['a changed rule of a group', changeRule(5)],
    ['a rule that goes', takeRule],
    ['a new user with a rule', makeNew],
    ['a user who goes', deleteBob],
    ['a new password', resetBob],
    ['a switched service account', disableRobot],
    ['a new secret', rotateRobot],
    ['a service account that goes', deleteRobot],
    ['what is done to a service account that an earlier row switches', then(disableRobot, rotateRobot)],
    ['a new password where an earlier row takes a rule', then(takeRule, resetBob)],
    ['a user who goes where an earlier row takes a rule', then(takeRule, deleteBob)],
    ['a new password where an earlier row gives a rule', then(giveTo('bob@example.com'), resetBob)],
  ])('rests on just what it would rest on if it had been made here: %s', async (_what, act) => {
    const bench = await made(act);
    await travel.exported(bench);
    const other = benchOf(nothing);
    expect((await travel.imported(other)).refused).toEqual([]);
    expect(bases(other)).toEqual(bases(bench));
    const parents = (one: UsersBench): number[] => one.outbox.open().map(({ dependsOn }) => dependsOn.length);
    expect(parents(other)).toEqual(parents(bench));
  });
});

const given = 'Give L1 researcher on project dogs to bob@example.com';
const taken = 'Take Viewer on project cats from bob@example.com';
const replaced = 'The rule it should replace was removed since.';
const needsOne = 'It needs row 1, which was not taken over.';
const goneBob =
  'There is no user bob@example.com (any more). The rule would wait for whoever gets that e-mail next.';
const otherBob = 'bob@example.com is another account now: the user who was meant is gone.';

describe('a row of a plan that was overtaken', () => {
  it.each<[string, Act, Since, [string, string][]]>([
    [
      'a changed rule whose old one was removed',
      changeRule(3),
      ruleGone(3),
      [
        [given, replaced],
        [taken, needsOne],
      ],
    ],
    [
      'a changed rule whose old one was removed and given again',
      changeRule(3),
      ruleAnew,
      [
        [given, replaced],
        [taken, needsOne],
      ],
    ],
    [
      'a changed rule of a service account whose old one was removed',
      changeRule(4),
      ruleGone(4),
      [
        ['Give L1 researcher on project dogs to service account robot-client', replaced],
        ['Take Viewer on project cats from service account robot-client', needsOne],
      ],
    ],
    [
      'a changed rule of a user who was deleted',
      changeRule(3),
      bobGone,
      [
        [given, goneBob],
        [taken, needsOne],
      ],
    ],
    [
      'a changed rule of a user who was made anew (V28)',
      changeRule(3),
      bobAnew,
      [
        [given, otherBob],
        [taken, needsOne],
      ],
    ],
    ['a new rule of a user who was deleted', giveTo('bob@example.com'), bobGone, [[given, goneBob]]],
    ['a new rule of a user who was made anew', giveTo('bob@example.com'), bobAnew, [[given, otherBob]]],
    [
      'a new rule of a role that was made anew',
      giveTo('bob@example.com'),
      researcherAnew,
      [[given, 'The role “L1 researcher” is another one now: the one that was meant is gone.']],
    ],
    [
      'a new rule on a project that was made anew',
      giveTo('bob@example.com'),
      dogsAnew,
      [[given, 'The project “dogs” is another one now: the one that was meant is gone.']],
    ],
    [
      'a rule to take that was removed and given again',
      takeRule,
      ruleAnew,
      [[taken, 'It was removed since, and given again: that is another rule.']],
    ],
    [
      'a rule to take that was removed',
      takeRule,
      ruleGone(3),
      [[taken, 'bob@example.com does not hold it (any more).']],
    ],
    ['a user to delete who was made anew', deleteBob, bobAnew, [['Delete user bob@example.com', otherBob]]],
    [
      'a password of a user who was made anew',
      resetBob,
      bobAnew,
      [['Reset the password of bob@example.com', otherBob]],
    ],
    ...(
      [
        [disableRobot, 'Disable service account robot'],
        [rotateRobot, 'Issue a new secret for service account robot'],
        [deleteRobot, 'Delete service account robot'],
      ] as const
    ).map(([act, title]): [string, Act, Since, [string, string][]] => [
      `${title}, which was made anew under the same client id`,
      act,
      robotAnew,
      [[title, 'The service account “robot” is another one now: the one that was meant is gone.']],
    ]),
  ])('is refused, with what needs it: %s', async (_what, act, since, refused) => {
    await travel.exported(await made(act));
    const other = benchOf(since);
    const report = await travel.imported(other);
    expect(report.refused.map(({ title, reason }) => [title, reason])).toEqual(refused);
    expect(report.rows).toBe(0);
    expect(other.outbox.open()).toEqual([]);
  });

  it('tells an old rule that was removed from one that a change waiting here takes away', async () => {
    await travel.exported(await made(changeRule(3)));
    const other = await made(takeRule);
    expect((await travel.imported(other)).refused.map(({ reason }) => reason)).toEqual([
      'The rule it should replace is taken away by a change that waits here.',
      needsOne,
    ]);
  });

  it('refuses the new rule of a change whose old one may not be taken away, and what else needs it', async () => {
    const bench = await made(changeRule(3));
    await travel.exported(bench);
    const other = benchOf(nothing);
    // Data of a month ago is too old to take anything away on.
    other.mirror.asOf = '2025-12-01T00:00:00Z';
    const report = await travel.imported(other);
    expect(report.refused.map(({ title, reason }) => `${title}: ${reason}`)).toEqual([
      `${given}: The old rule would stay beside it: row 2 was not taken over.`,
      expect.stringContaining(taken) as string,
    ]);
    expect(other.outbox.open()).toEqual([]);
  });
});

describe('rows of a plan that do not fit all together', () => {
  const becomesViewer: Act = (bench) =>
    bench.rules.change({ id: '2', roleId: viewer.id, scope: dogs, acknowledged: ['V21', 'V22'] });

  it('leave the right of the last administrator as it is, as a whole (V20, V39)', async () => {
    const bench = await made(becomesViewer);
    await travel.exported(bench);
    expect((await travel.imported(benchOf(nothing))).refused).toEqual([]);
    const alone = benchOf(({ rules }) => ({ rules: rules.filter(without(1)) }));
    const report = await travel.imported(alone);
    expect(report.refused.map(({ reason }) => reason)).toEqual([
      'The old rule would stay beside it: row 2 was not taken over.',
      expect.stringContaining('administrator') as string,
    ]);
    expect(alone.outbox.open()).toEqual([]);
  });
});

describe('a row that was taken over and is overtaken before it is sent', () => {
  it.each<[string, Act, (bench: UsersBench) => void, string]>([
    [
      'its old rule was removed',
      changeRule(3),
      ({ tenant }) => void (tenant.rules = tenant.rules.filter(without(3))),
      'changed-since',
    ],
    [
      'its user was deleted',
      giveTo('bob@example.com'),
      ({ tenant }) => void (tenant.users = tenant.users.filter(without('bob'))),
      'subject-gone',
    ],
    [
      'its user was made anew',
      changeRule(3),
      ({ tenant }) =>
        void (tenant.users = [
          ...tenant.users.filter(without('bob')),
          aUser('bob-2', { email: 'bob@example.com' }),
        ]),
      'subject-gone',
    ],
  ])('is a conflict, and nothing is given: %s', async (_what, act, since, kind) => {
    await travel.exported(await made(act));
    const other = benchOf(nothing);
    expect((await travel.imported(other)).refused).toEqual([]);
    since(other);
    await other.changes.send({ ids: other.outbox.open().map(({ id }) => id) });
    expect(other.outbox.open()[0]).toMatchObject({ state: 'conflict', conflict: { kind } });
    expect(other.tenant.calls.filter((call) => /^(createRules|deleteRule)/.test(call))).toEqual([]);
  });
});
