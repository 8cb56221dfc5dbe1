import { describe, expect, it } from 'vitest';
import type { ScopeRef } from '../../../../src-shared/domain/scope.ts';
import { aRule } from '../../../builders/facts.ts';
import { researcher, type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const cats: ScopeRef = { type: 'project', id: 'p-cats' };
const dogs: ScopeRef = { type: 'project', id: 'p-dogs' };
const clusterA: ScopeRef = { type: 'cluster', id: 'cluster-a' };
const clusterB: ScopeRef = { type: 'cluster', id: 'cluster-b' };

/** Every warning there is. */
const acknowledged = Array.from({ length: 60 }, (_, n) => `V${String(n).padStart(2, '0')}`);

/** The number of the one rule that is only made here. */
function madeHere(bench: UsersBench): string {
  const [made] = bench.outbox
    .open()
    .flatMap(({ edit, state }) => (edit.kind === 'rule.create' && state === 'pending' ? [edit.localId] : []));
  return String(made);
}

const become = (bench: UsersBench, ids: string[], roleId: number | null, scope: ScopeRef | null) =>
  bench.rules.changeMany({ ids, roleId, scope, acknowledged, reason: 'for the audit' });

async function sent(bench: UsersBench): Promise<string[]> {
  bench.online = true;
  await bench.changes.send({ ids: bench.outbox.open().map(({ id }) => id) });
  return bench.tenant.rules
    .filter(({ subjectId }) => subjectId === 'bob@example.com')
    .map(({ roleName, scopeId }) => `${roleName} ${scopeId}`);
}

describe('a rule whose change is changed once more before it is sent', () => {
  it('goes once the new one is there', async () => {
    const bench = usersBench();
    bench.online = false;
    await become(bench, ['3'], null, dogs);
    await become(bench, [madeHere(bench)], researcher.id, null);
    expect(await sent(bench)).toEqual(['L1 researcher p-dogs']);
  });

  it('stays where it becomes what it was: nobody loses anything', async () => {
    const bench = usersBench();
    bench.online = false;
    await become(bench, ['3'], null, dogs);
    await become(bench, [madeHere(bench)], null, cats);
    expect(bench.outbox.open()).toEqual([]);
    expect(await sent(bench)).toEqual(['Viewer p-cats']);
  });

  it('goes where what it becomes is held by another', async () => {
    const bench = usersBench({
      rules: [
        aRule(
          1,
          'root@example.com',
          { id: 1, name: 'System administrator' },
          { type: 'tenant', id: '7', name: 'Acme' },
        ),
        aRule(3, 'bob@example.com', viewer, { ...cats, name: 'cats' }),
        aRule(4, 'bob@example.com', viewer, { ...clusterB, name: 'b' }),
      ],
    });
    bench.online = false;
    await become(bench, ['3'], null, dogs);
    await become(bench, [madeHere(bench)], null, clusterB);
    expect(await sent(bench)).toEqual(['Viewer cluster-b']);
  });

  it('stays where it was to go as a narrower one, and the wider one goes elsewhere', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.rules.add({
      subjects: [{ type: 'user', id: 'bob@example.com' }],
      grants: [{ roleId: viewer.id, scopes: [clusterA] }],
      removeNarrower: true,
      acknowledged,
      reason: 'for the audit',
    });
    expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['rule.create', 'rule.delete']);
    await become(bench, [madeHere(bench)], null, clusterB);
    expect(await sent(bench)).toEqual(['Viewer p-cats', 'Viewer cluster-b']);
  });

  it('goes where another became the same with it, and that goes elsewhere', async () => {
    const bench = usersBench({
      rules: [
        aRule(
          1,
          'root@example.com',
          { id: 1, name: 'System administrator' },
          { type: 'tenant', id: '7', name: 'Acme' },
        ),
        aRule(3, 'bob@example.com', viewer, { ...cats, name: 'cats' }),
        aRule(4, 'bob@example.com', viewer, { ...dogs, name: 'dogs' }),
      ],
    });
    bench.online = false;
    await become(bench, ['3', '4'], null, clusterA);
    await become(bench, [madeHere(bench)], null, clusterB);
    expect(await sent(bench)).toEqual(['Viewer cluster-b']);
  });

  it('stays until what is held only here, and is what it becomes, is there', async () => {
    const bench = usersBench();
    await bench.rules.add({
      subjects: [{ type: 'user', id: 'bob@example.com' }],
      grants: [{ roleId: researcher.id, scopes: [cats] }],
      removeNarrower: false,
      acknowledged,
      reason: null,
      send: 'staged',
    });
    await become(bench, ['3'], researcher.id, null);
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.rules.map(({ id }) => id)).toContain(3);
    expect(await sent(bench)).toEqual(['L1 researcher p-cats']);
  });

  it('stays until what its change becomes, and is held only here, is there', async () => {
    const bench = usersBench();
    bench.online = false;
    await become(bench, ['3'], null, dogs);
    const made = madeHere(bench);
    await bench.rules.add({
      subjects: [{ type: 'user', id: 'bob@example.com' }],
      grants: [{ roleId: researcher.id, scopes: [clusterB] }],
      removeNarrower: false,
      acknowledged,
      reason: null,
      send: 'staged',
    });
    await become(bench, [made], researcher.id, clusterB);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.rules.map(({ id }) => id)).toContain(3);
    expect(await sent(bench)).toEqual(['L1 researcher cluster-b']);
  });
});
