import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takenOverId } from '../../../../src-shared/changes/change-origin.ts';
import { type PlanFile, planFileSchema } from '../../../../src-shared/changes/plan-file.ts';
import { changesCalls } from '../../../../src-shared/ipc/changes-contract.ts';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { type PlanTravel, planTravel } from '../../../builders/plan-travel.ts';
import { benchOf, dogs, nothing } from '../../../builders/plan-world.ts';
import { replyLost } from '../../../builders/scripted-tenant.ts';
import { researcher, type UsersBench } from '../../../builders/users-bench.ts';

/* A plan is carried out once: whatever of it is here already, by whichever way, is not taken over beside that (I2, I18). */

let travel: PlanTravel;
beforeEach(() => {
  travel = planTravel();
});
afterEach(() => travel.end());

type Act = (bench: UsersBench) => Promise<unknown>;
const resetBob: Act = (bench) => bench.service.resetPassword({ id: 'bob' });
const rotateRobot: Act = (bench) => bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
const makeAccount: Act = (bench) => bench.serviceAccounts.create({ name: 'fresh' });
const giveBob: Act = ({ service }) =>
  service.addRules({
    email: 'bob@example.com',
    grants: [{ roleId: researcher.id, scopes: [dogs] }],
    acknowledged: ['V28'],
  });

/** A bench where something was saved that waits. */
async function waiting(act: Act): Promise<UsersBench> {
  const bench = benchOf(nothing);
  bench.online = false;
  await act(bench);
  return bench;
}

const ids = ({ outbox }: UsersBench): string[] => outbox.open().map(({ id }) => id);

async function send(bench: UsersBench): Promise<void> {
  bench.online = true;
  await bench.changes.send({ ids: ids(bench) });
  await bench.rest();
}

const reasons = async (bench: UsersBench, plan?: PlanFile): Promise<string[]> =>
  (await travel.imported(bench, plan)).refused.map(({ reason }) => reason);

const went = 'It went through from here already. Where it is wanted once more, make it anew.';

describe.each<[string, Act]>([
  ['a new password', resetBob],
  ['a new client secret', rotateRobot],
])('a plan that asks for %s', (_what, act) => {
  it('issues it once where it was made and sent', async () => {
    const bench = await waiting(act);
    const plan = await travel.exported(bench);
    await send(bench);
    expect(bench.outbox.open()).toEqual([]);
    expect(await reasons(bench, plan)).toEqual([went]);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('issues it once where it was taken over and sent', async () => {
    const plan = await travel.exported(await waiting(act));
    const other = benchOf(nothing);
    expect(await reasons(other, plan)).toEqual([]);
    await send(other);
    expect(await reasons(other, plan)).toEqual([went]);
  });

  it('issues it once where it goes from hand to hand', async () => {
    const bench = await waiting(act);
    await travel.exported(bench);
    const other = benchOf(nothing);
    other.online = false;
    await travel.imported(other);
    const onward = await travel.exported(other);
    await send(bench);
    expect(await reasons(bench, onward)).toEqual([went]);
    expect(await reasons(other, onward)).toEqual(['It waits here already.']);
  });
});

it('carries of each row which change it is, and takes it over as another of the same origin', async () => {
  const bench = await waiting(resetBob);
  const [made] = ids(bench);
  const plan = await travel.exported(bench);
  expect(plan).toMatchObject({ version: 3, rows: [{ change: made }] });
  const other = benchOf(nothing);
  other.online = false;
  await travel.imported(other, plan);
  const [taken] = ids(other);
  expect(taken).not.toBe(made);
  expect((await travel.exported(other)).rows).toMatchObject([{ change: made }]);
});

it('takes over again what was discarded here', async () => {
  const bench = await waiting(resetBob);
  const plan = await travel.exported(bench);
  await bench.changes.discard({ ids: ids(bench) });
  expect(await reasons(bench, plan)).toEqual([]);
  const [first] = ids(bench);
  await bench.changes.discard({ ids: ids(bench) });
  expect(await reasons(bench, plan)).toEqual([]);
  const [second] = ids(bench);
  expect(second).not.toBe(first);
  await send(bench);
  expect(await reasons(bench, plan)).toEqual([went]);
});

it('does not take over what came back here', async () => {
  const bench = await waiting(resetBob);
  const plan = await travel.exported(bench);
  const gone = ids(bench);
  await bench.changes.discard({ ids: gone });
  await bench.changes.bringBack({ ids: gone });
  expect(ids(bench)).toHaveLength(1);
  await send(bench);
  expect(await reasons(bench, plan)).toEqual([went]);
});

it('takes nothing over beside what comes back, or is made, while the plan is looked through', async () => {
  const meanwhile: readonly Act[] = [
    async (bench) => await bench.changes.bringBack({ ids: bench.outbox.ended(1).map(({ id }) => id) }),
    resetBob,
  ];
  for (const act of meanwhile) {
    const bench = await waiting(resetBob);
    const plan = await travel.exported(bench);
    await bench.changes.discard({ ids: ids(bench) });
    const rulesOfRole = bench.mirror.rulesOfRole.bind(bench.mirror);
    // The guards are asked when each row was looked at.
    const looks = vi.spyOn(bench.mirror, 'rulesOfRole').mockImplementation(async (id) => {
      looks.mockImplementation(rulesOfRole);
      await act(bench);
      return await rulesOfRole(id);
    });
    expect(await reasons(bench, plan)).toEqual([expect.stringContaining('waits here already.') as string]);
    expect(bench.outbox.open()).toHaveLength(1);
  }
});

it('does not bring back what came again with a plan since', async () => {
  const bench = await waiting(resetBob);
  const plan = await travel.exported(bench);
  const gone = ids(bench);
  await bench.changes.discard({ ids: gone });
  await travel.imported(bench, plan);
  await send(bench);
  await expect(bench.changes.bringBack({ ids: gone })).rejects.toMatchObject({
    body: {
      reason: 'came-again',
      message: expect.stringContaining('came again with a plan since') as string,
    },
  });
  expect(bench.outbox.open()).toEqual([]);
});

const states: readonly [Change['state'], string][] = [
  ['pending', 'waits here already.'],
  ['sending', 'is being sent from here.'],
  ['unknown', 'was sent from here; its outcome is open.'],
  ['conflict', 'is here already, and waits for your decision.'],
  ['blocked', 'is here already, and is held up.'],
  ['rejected', 'is here already; the tenant refused it. Try it again, or discard it.'],
  ['done', 'went through from here already. Where it is wanted once more, make it anew.'],
];

it.each(states)(
  'of what is %s here nothing is taken over, and it is said how it stands',
  async (state, said) => {
    for (const act of [makeAccount, giveBob]) {
      const bench = await waiting(act);
      const plan = await travel.exported(bench);
      const [id = ''] = ids(bench);
      // However it looks here by now: what is told is how the change stands.
      bench.outbox.commit({ steps: [{ id, from: ['pending'], patch: { state } }] });
      expect(await reasons(bench, plan)).toEqual([`It ${said}`]);
    }
  },
);

it('does not ask again for a password of which the reply was lost, nor after another was issued for it', async () => {
  const bench = await waiting(resetBob);
  const plan = await travel.exported(bench);
  bench.tenant.faults.push({ call: 'resetPassword', error: replyLost(), applied: true });
  await send(bench);
  const [lost] = bench.outbox.open();
  expect(lost?.conflict?.kind).toBe('password-not-received');
  const title = 'Reset the password of bob@example.com';
  expect(await reasons(bench, plan)).toEqual(['It is here already, and waits for your decision.']);
  await bench.changes.resolve({ id: lost?.id ?? '', choice: 'issue-new' });
  await send(bench);
  expect(bench.outbox.open()).toEqual([]);
  expect(await reasons(bench, plan)).toEqual([
    `“${title}”, which took its place, went through from here already. Where it is wanted once more, make it anew.`,
  ]);
});

describe('rows of one plan', () => {
  it('that are the same change are taken over once', async () => {
    const plan = await travel.exported(await waiting(makeAccount));
    const [row] = plan.rows;
    const twice = { ...plan, rows: row === undefined ? [] : [row, { ...row, row: 2 }] };
    expect(await reasons(benchOf(nothing), twice)).toEqual(['An earlier row is the same change.']);
  });

  it('say it so shortly that what is taken over can be named in every call', async () => {
    const plan = await travel.exported(await waiting(makeAccount));
    const rows = (length: number) => plan.rows.map((row) => ({ ...row, change: 'c'.repeat(length) }));
    expect(planFileSchema.safeParse({ ...plan, rows: rows(100) }).success).toBe(false);
    expect(planFileSchema.safeParse({ ...plan, rows: rows(60) }).success).toBe(true);
    const id = `${takenOverId('c'.repeat(60), 'u'.repeat(36))}~9`;
    expect(changesCalls['changes.discard'].input.safeParse({ ids: [id] }).success).toBe(true);
  });

  it('that do not say which change they are, as the edition writes them, are refused', async () => {
    const plan = await travel.exported(await waiting(makeAccount));
    const rows = plan.rows.map(({ change: _change, ...row }) => row);
    expect(await reasons(benchOf(nothing), { ...plan, rows })).toEqual([
      'It does not say which change it is: the file was altered.',
    ]);
    expect(await reasons(benchOf(nothing), { ...plan, version: 2, rows })).toEqual([]);
  });
});

it('takes no new rule over beside the same one that waits for somebody whose deletion waits, either', async () => {
  const bench = benchOf(nothing);
  bench.online = false;
  await bench.service.delete({ ids: ['bob'], typed: 'bob@example.com', acknowledged: [] });
  await giveBob(bench);
  const plan = await travel.exported(bench);
  const older = plan.rows
    .filter(({ edit }) => edit.kind === 'rule.create')
    .map(({ change: _change, ...row }) => ({ ...row, needs: [] }));
  // As the mirror answers of somebody who goes: neither the user nor what is given to the e-mail shows.
  vi.spyOn(bench.mirror, 'rulesOf').mockResolvedValue([]);
  expect(await reasons(bench, { ...plan, version: 2, rows: older })).toEqual([
    'The same waits here already.',
  ]);
});
