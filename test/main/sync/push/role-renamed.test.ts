import { describe, expect, test } from 'vitest';
import { edits, type PushBench } from '../../../builders/push-bench.ts';
import { replyLost } from '../../../builders/scripted-tenant.ts';
import { count, ownEvents } from './bench-acts.ts';
import { role, roleBench } from './role-bench.ts';

/** The history says that a role of this id was made, as “Desk”, in our name. */
function tell(one: PushBench, id: string): void {
  one.tenant.feed.told = ownEvents(one.clock.now(), ['create'], { type: 'Role', id, name: 'Desk' });
}

describe('a new role', () => {
  test('whose reply is lost, and which somebody called otherwise since, is made (seed 17326)', async () => {
    const one = roleBench();
    one.tenant.faults.push({ call: 'createRole', error: replyLost(), applied: true });
    one.tenant.afterLost = () => {
      const [made] = one.tenant.roles;
      one.tenant.roles = one.tenant.roles.map((made) => ({ ...made, name: 'Service desk' }));
      tell(one, String(made?.id));
    };
    const [wanted] = one.add(edits.createRole('Desk', -8, 'users R'));
    one.add({ edit: edits.createRule('ada@example.com', { roleId: -8 }), dependsOn: [wanted?.id ?? ''] });
    await one.drain();
    const [made] = one.tenant.roles;
    expect(one.get('c1')).toMatchObject({
      state: 'done',
      result: {
        how: 'found',
        serverId: String(made?.id),
        note: 'The reply was lost; it was made, and somebody called it Service desk since',
      },
    });
    expect(count(one, 'createRole')).toBe(1);
    expect(one.tenant.rules).toMatchObject([{ roleId: made?.id }]);
  });

  test.each([
    ['called otherwise since', 'Service desk', 'is called “Service desk” by now, and does not give'],
    ['which a list has yet to show', 'Desk', 'it does not give'],
  ])(
    'is not taken for ours where we made another one of that name elsewhere, %s',
    async (_case, name, words) => {
      const one = roleBench();
      one.tenant.faults.push({ call: 'createRole', error: replyLost(), applied: true });
      const other = role(['users CRUD', 'nodes R'], { id: 77, name });
      one.tenant.afterLost = () => {
        one.tenant.roles = [other];
        one.tenant.findRole = async () => null;
        tell(one, '77');
      };
      const [wanted] = one.add(edits.createRole('Desk', -8, 'users R'));
      one.add({ edit: edits.createRule('ada@example.com', { roleId: -8 }), dependsOn: [wanted?.id ?? ''] });
      await one.drain();
      expect(one.states()).toEqual({ c1: 'conflict', c2: 'blocked' });
      const { conflict } = one.get('c1');
      expect(conflict).toMatchObject({
        choices: ['use-existing', 'try-again', 'take-theirs'],
        existingId: '77',
      });
      expect(conflict?.message).toContain(words);
      one.push.resolve('c1', 'use-existing', {});
      await one.drain();
      expect(one.states()).toEqual({ c1: 'done', c2: 'done' });
      expect(one.tenant.rules).toMatchObject([{ roleId: 77 }]);
    },
  );
});
