import { describe, expect, it } from 'vitest';
import { researcher, type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const dogs = { type: 'project', id: 'p-dogs' } as const;
const cats = { type: 'project', id: 'p-cats' } as const;

const bobs = (bench: UsersBench): string[] =>
  bench.tenant.rules
    .filter(({ subjectId }) => subjectId === 'bob@example.com')
    .map(({ roleName, scopeId }) => `${roleName} ${scopeId}`);

/** Sends a change as soon as anything asks how old the mirror is for the given time from now. */
function sentAt(bench: UsersBench, time: number, id: string): void {
  const info = bench.mirror.info.bind(bench.mirror);
  let asked = 0;
  bench.mirror.info = async () => {
    asked += 1;
    if (asked === time) {
      bench.online = true;
      await bench.push.drain({ ids: [id], signal: new AbortController().signal });
      bench.online = false;
    }
    return await info();
  };
}

/** Bob’s Viewer on cats is to become Researcher there: the new rule, which waits. */
async function planned(bench: UsersBench) {
  bench.online = false;
  await bench.rules.change({ id: '3', roleId: researcher.id, scope: cats, acknowledged: [], reason: null });
  const [made] = bench.outbox.open();
  if (made?.edit.kind !== 'rule.create') throw new Error('no new rule');
  return { id: made.id, rule: String(made.edit.localId) };
}

const open = (bench: UsersBench): string[] => bench.outbox.open().map(({ edit }) => edit.kind);

async function comesToRest(bench: UsersBench): Promise<void> {
  bench.online = true;
  bench.push.kick();
  await bench.rest();
}

const refused = {
  body: {
    kind: 'conflict',
    reason: 'change-sent-meanwhile',
    message: expect.stringContaining('nothing was saved'),
  },
};

describe('an edit that takes the place of what is sent while it is saved', () => {
  it('is refused in words, and saves nothing', async () => {
    const bench = usersBench();
    const { id, rule } = await planned(bench);
    // The last question before the commit.
    let times = 0;
    const info = bench.mirror.info.bind(bench.mirror);
    bench.mirror.info = async () => ((times += 1), await info());
    const dry = await bench.rules.changeMany({
      ids: [rule],
      roleId: viewer.id,
      scope: dogs,
      acknowledged: [],
      reason: null,
      dryRun: true,
    });
    expect(dry.changes).toEqual([]);
    sentAt(bench, times, id);
    const act = bench.rules.changeMany({
      ids: [rule],
      roleId: viewer.id,
      scope: dogs,
      acknowledged: [],
      reason: null,
    });
    await expect(act).rejects.toMatchObject(refused);
    expect(open(bench)).toEqual(['rule.delete']);
    await comesToRest(bench);
    expect(bobs(bench)).toEqual(['L1 researcher p-cats']);
  });

  it('is refused where a set is brought back in its place', async () => {
    const bench = usersBench();
    const { rule } = await planned(bench);
    const { groupId } = await bench.rules.change({
      id: rule,
      roleId: viewer.id,
      scope: dogs,
      acknowledged: [],
      reason: null,
    });
    await bench.changes.undo({ groupId });
    const [back] = bench.outbox.open();
    sentAt(bench, 1, back?.id ?? '');
    await expect(bench.changes.undo({ groupId })).rejects.toMatchObject(refused);
    await comesToRest(bench);
    expect(bobs(bench)).toEqual(['L1 researcher p-cats']);
  });

  it('is refused where another edit took that place first', async () => {
    const bench = usersBench();
    bench.online = false;
    const grant = { grants: [{ roleId: viewer.id, scopes: [dogs] }], acknowledged: ['V09'], reason: null };
    await bench.service.addRules({ email: 'bob@example.com', ...grant });
    const [made] = bench.outbox.open();
    const id = made?.edit.kind === 'rule.create' ? String(made.edit.localId) : '';
    const become = { id, roleId: researcher.id, acknowledged: [], reason: null };
    const ends = await Promise.allSettled([
      bench.rules.change({ ...become, scope: dogs }),
      bench.rules.change({ ...become, scope: cats }),
    ]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { body: { kind: 'conflict', reason: 'change-taken-back' } },
    });
    expect(open(bench)).toEqual(['rule.create']);
  });
});
