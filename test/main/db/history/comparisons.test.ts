import { afterEach, describe, expect, test } from 'vitest';
import { historyRoom, minute } from '../../../builders/history-room.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

describe('comparisons', () => {
  test('put who became an administrator first, and say who did what', async () => {
    const room = await historyRoom(ends, 10);
    await room.sync(true);
    room.look();
    const { tenant } = room;
    const email = String(tenant.facts.users[1]?.['username']);
    const fresh = tenant.addUser();
    tenant.facts.roles = tenant.facts.roles.map((role) =>
      role['name'] === 'Editor' ? { ...role, description: 'other words' } : role,
    );
    const id = tenant.addRule(email);
    await room.sync(true);
    room.history().keepEvents(
      [
        {
          id: 'e1',
          at: 1.5 * minute,
          actor: 'boss@example.com',
          action: 'create',
          entityType: 'Access rule',
          entityId: String(id),
          entityName: '',
        },
      ],
      { from: 0, until: 2 * minute },
    );
    room.look();
    const compared = room.history().compare(1, 2);
    const lines = room.history().withActors(compared.lines, compared);
    expect(lines.map((line) => [line.class, line.key])).toEqual([
      ['rule-added', String(id)],
      ['subject-added', fresh],
      ['organisation', expect.any(String)],
    ]);
    expect(lines[0]).toMatchObject({ name: email, by: { name: 'boss@example.com', source: 'event' } });
    expect(lines[1]).toMatchObject({ by: { name: 'root@example.com', source: 'fact' } });
    const back = room.history().compare(2, 1).lines;
    expect(back.map(({ what }) => what).toSorted()).toEqual(['changed', 'removed', 'removed']);
    const [life] = room.history().life({ about: `user ${email.toLowerCase()}` });
    expect(life).toMatchObject({
      moment: 2,
      line: { text: expect.stringContaining('got Viewer on project') },
    });
  });

  test('an event on something else with the same number or name is nobody’s doing here', async () => {
    const room = await historyRoom(ends, 5);
    await room.sync(true);
    room.look();
    const { tenant } = room;
    const id = tenant.addRule(String(tenant.facts.users[1]?.['username']));
    const [project] = tenant.facts.projects;
    tenant.facts.projects = tenant.facts.projects.map((one) =>
      one === project ? { ...one, description: 'other words' } : one,
    );
    await room.sync(true);
    const event = (entityType: string, action: string, entityId: string, entityName: string, at: number) => ({
      id: `${entityType} ${action}`,
      at,
      actor: `${entityType} ${action}@example.com`,
      action,
      entityType,
      entityId,
      entityName,
    });
    const name = String(project?.['name']);
    room
      .history()
      .keepEvents(
        [
          event('Access rule', 'create', String(id), '', 1.2 * minute),
          event('Role', 'create', String(id), '', 1.5 * minute),
          event('Project', 'update', String(project?.['id']), name, 1.2 * minute),
          event('department', 'update', 'd', name, 1.5 * minute),
        ],
        { from: 0, until: 2 * minute },
      );
    room.look();
    const compared = room.history().compare(1, 2);
    const lines = room.history().withActors(compared.lines, compared);
    expect(lines.map(({ kind, by }) => [kind, by?.name])).toEqual([
      ['access-rules', 'Access rule create@example.com'],
      ['projects', 'Project update@example.com'],
    ]);
  });

  test('event reads that touch become one stretch, others leave a gap', async () => {
    const room = await historyRoom(ends, 2);
    const history = room.history();
    history.keepEvents([], { from: 0, until: 10 });
    history.keepEvents([], { from: 20, until: 30 });
    expect(history.eventReads()).toEqual([
      { from: 0, until: 10 },
      { from: 20, until: 30 },
    ]);
    history.keepEvents([], { from: 8, until: 22 });
    expect(history.eventReads()).toEqual([{ from: 0, until: 30 }]);
  });
});
