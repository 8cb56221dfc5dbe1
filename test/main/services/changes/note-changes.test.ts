import { describe, expect, it } from 'vitest';
import { toldOf } from '../../../../src-shared/domain/change-note.ts';
import { calls } from '../../../../src-shared/ipc/contract.ts';
import { type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
const none = { reason: null, ticket: null };

/** A new user with a rule, and bob to be deleted: two change sets, nothing of them sent. */
async function waiting(): Promise<UsersBench & { readonly made: string; readonly gone: string }> {
  const bench = usersBench();
  bench.online = false;
  await bench.service.create({
    kind: 'local',
    email: 'new@example.com',
    firstName: null,
    lastName: null,
    grants: [{ roleId: viewer.id, scopes: [clusterA] }],
    notify: false,
    acknowledged: [],
  });
  await bench.service.delete({ ids: ['bob'], typed: null, acknowledged: [] });
  const [made, , gone] = bench.outbox.open().map(({ groupId }) => groupId);
  return Object.assign(bench, { made: made ?? '', gone: gone ?? '' });
}

const notesOf = async (bench: UsersBench) =>
  (await bench.changes.list({ which: 'all', from: 0, limit: 500 })).changes.map(({ note }) => note);

describe('reason and ticket of a change set', () => {
  it('are an act, and one row of the journal that names what they are about', async () => {
    expect(calls['changes.note'].isAct).toBe(true);
    const bench = await waiting();
    await bench.changes.note({ groupIds: [bench.made], reason: ' Joins the team ', ticket: ' CHG-1 ' });
    expect(bench.chain.list(1)[0]).toMatchObject({
      actor: 'root@example.com',
      verb: 'changes.noted',
      object: bench.outbox.group(bench.made)[0]?.groupTitle,
      detail: {
        group: bench.made,
        what: 'Create user new@example.com; Give Viewer on cluster a to new@example.com',
        changes: 2,
        reason: 'Joins the team',
        ticket: 'CHG-1',
      },
    });
    const note = { reason: 'Joins the team', ticket: 'CHG-1' };
    expect(await notesOf(bench)).toEqual([note, note, null]);
    expect(bench.chain.verify()).toMatchObject({ intact: true });
  });

  it('are told by every line of that set, before and after it was sent, and by no other', async () => {
    const bench = await waiting();
    await bench.changes.note({ groupIds: [bench.made], reason: null, ticket: 'CHG-1' });
    bench.online = true;
    await bench.changes.send({ ids: null });
    const told = bench.chain
      .list()
      .filter(({ verb }) => verb !== 'changes.noted')
      .map((row) => [row.object.includes('new@') ? 'CHG-1' : null, toldOf(row, bench.chain.notes()).ticket]);
    expect(told.length).toBeGreaterThan(8);
    for (const [expected, ticket] of told) expect(ticket).toBe(expected);
  });

  it('become others by another row, and the same again by none', async () => {
    const bench = await waiting();
    const rows = () => bench.chain.list().filter(({ verb }) => verb === 'changes.noted').length;
    const both = [bench.made, bench.gone];
    await bench.changes.note({ groupIds: both, reason: 'Handover', ticket: null });
    expect(rows()).toBe(2);
    await bench.changes.note({ groupIds: both, reason: 'Handover', ticket: '  ' });
    expect(rows()).toBe(2);
    await bench.changes.note({ groupIds: [bench.gone], ...none });
    expect(rows()).toBe(3);
    const note = { reason: 'Handover', ticket: null };
    expect(await notesOf(bench)).toEqual([note, note, null]);
  });

  it('are refused for all where one set is unknown or ended, and where the disk is full', async () => {
    const bench = await waiting();
    const note = (groupIds: string[]) => bench.changes.note({ groupIds, reason: null, ticket: 'CHG-1' });
    await expect(note([bench.made, 'nothing'])).rejects.toMatchObject({ body: { reason: 'change-unknown' } });
    bench.diskFull = true;
    await expect(note([bench.made])).rejects.toMatchObject({ body: { kind: 'storage' } });
    bench.diskFull = false;
    await bench.changes.undo({ groupId: bench.gone });
    await expect(note([bench.made, bench.gone])).rejects.toMatchObject({ body: { reason: 'change-ended' } });
    expect(await notesOf(bench)).toEqual([null, null, null]);
  });
});
