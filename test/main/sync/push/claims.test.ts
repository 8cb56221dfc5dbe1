import { expect, test } from 'vitest';
import { type Claim, claimsOf } from '../../../../src-main/sync/push/claims.ts';
import type { FindChange } from '../../../../src-main/sync/push/resolve-ids.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

const facts = { users: [], rules: [], serviceAccounts: [], roles: [] };

/** An account, a role, and a rule that gives this role, as they were wished; made by the tenant too, or not yet. */
function wished(made: boolean): FindChange {
  const bench = new PushBench();
  bench.add(edits.createAccount(), edits.createRole(), {
    edit: edits.createRule('ada@example.com', { roleId: -8 }),
    dependsOn: ['c2'],
  });
  const done = (id: string, serverId: string, clientId: string | null = null) => ({
    id,
    from: ['pending' as const],
    patch: {
      state: 'done' as const,
      result: { serverId, clientId, how: 'done' as const, note: null, credentialId: null, facts },
    },
  });
  if (made)
    bench.outbox.commit({ steps: [done('c1', 'sa9', 'sa9-client'), done('c2', '88'), done('c3', '77')] });
  return (id) => bench.outbox.get(id);
}

/** Whether the one keeps its order with the other. */
const meet = (one: readonly Claim[], other: readonly Claim[]): boolean =>
  one.some((mine) => other.some(({ key, alone }) => key === mine.key && (alone || mine.alone)));

const ofLocal: Edit = edits.createRule('local:c1', { subject: { type: 'service-account', id: 'local:c1' } });

/** What was wished under our own number, what it needs, and what is wished of the same under the tenant's. */
const cases: readonly [string, Edit, string, Edit][] = [
  ['a change and a switch of a role', edits.updateRole('Desk', -8), 'c2', edits.setRoleEnabled(false, 88)],
  ['two switches of a role', edits.setRoleEnabled(true, -8), 'c2', edits.setRoleEnabled(false, 88)],
  [
    'a deletion of a role and a change that names it anew',
    edits.deleteRole(-8),
    'c2',
    edits.updateRole('Other desk', 88),
  ],
  [
    'two rules of one subject and role',
    edits.createRule('ada@example.com', { roleId: -8 }),
    'c2',
    edits.createRule('ada@example.com', { roleId: 88, scope: { type: 'project', id: 'dogs' } }),
  ],
  [
    'a rule that goes, known by what made it, and one that comes',
    edits.deleteRule(-3, 'ada@example.com', { roleId: -8 }),
    'c3',
    edits.createRule('ada@example.com', { roleId: 88 }),
  ],
  ['a rule of an account and its deletion', ofLocal, 'c1', edits.deleteAccount('sa9', 'bot')],
  [
    'a deletion of an account and a rule of it',
    { kind: 'service-account.delete', id: 'local:c1', name: 'bot', clientId: 'local:c1' },
    'c1',
    edits.createRule('sa9-client', { subject: { type: 'service-account', id: 'sa9-client' } }),
  ],
];

test.each(cases)(
  '%s keep their order, whichever of the numbers they name (I6)',
  (_what, ours, parent, theirs) => {
    const early = { id: 'c4', edit: ours, dependsOn: [parent] };
    const late = { id: 'c5', edit: theirs, dependsOn: [] };
    const known = wished(true);
    expect(meet(claimsOf(early, known), claimsOf(late, known))).toBe(true);
    // While the tenant has given none, nobody can know that the two are one.
    const unknown = wished(false);
    expect(meet(claimsOf(early, unknown), claimsOf(late, unknown))).toBe(false);
  },
);
