import { describe, expect, it } from 'vitest';
import { holdToGrid } from '../../../../src-main/services/changes/plan-grid.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import { aRole, aRule } from '../../../builders/facts.ts';
import { legacyRoleFacts } from '../../../builders/legacy-roles.ts';
import { MemoryMirror } from '../../../builders/memory-mirror.ts';

const viewer = aRole(3, 'Viewer');
const editor = aRole(2, 'Editor');
const [one, two] = [
  { type: 'cluster' as const, id: 'c1', name: 'one' },
  { type: 'cluster' as const, id: 'c2', name: 'two' },
];
const give = (who: string, role: typeof viewer, { type, id, name }: typeof one): Edit => ({
  kind: 'rule.create',
  localId: -1,
  subject: { type: 'user', id: who },
  roleId: role.id,
  roleName: role.name,
  scope: { type, id },
  scopeName: name,
});
const take = (ruleId: number, who: string, role: typeof viewer, { type, id, name }: typeof one): Edit => ({
  kind: 'rule.delete',
  ruleId,
  subject: { type: 'user', id: who },
  roleId: role.id,
  roleName: role.name,
  scope: { type, id },
  scopeName: name,
});
const make = (
  email: string,
  access: { roleId: number; scopes: { type: 'cluster'; id: string }[] }[],
): Edit => ({
  kind: 'user.create',
  email,
  firstName: null,
  lastName: null,
  notify: false,
  access,
});

/** Ada is Viewer on both clusters. */
const mirror = new MemoryMirror({
  roles: legacyRoleFacts(),
  rules: [aRule(1, 'ada@example.com', viewer, one), aRule(2, 'ada@example.com', viewer, two)],
});
const hold = (...edits: Edit[]) =>
  holdToGrid(
    { mirror },
    new Map(edits.map((edit, at) => [at + 1, { id: `d${at}`, edit, base: null, dependsOn: [] }])),
  );

describe('V14: a plan on 2.13 is held to every role in every cluster before anything of it is staged', () => {
  it('takes over what ends with every role in every cluster', async () => {
    const whole = await hold(give('ada@example.com', editor, one), give('Ada@example.com', editor, two));
    expect([...whole.refused]).toEqual([]);
    expect([...whole.drafts.keys()]).toEqual([1, 2]);
  });

  it('refuses all rows of a subject whose end would be another, and no others', async () => {
    const { refused, drafts } = await hold(
      give('ada@example.com', editor, one),
      give('bob@example.com', viewer, one),
      take(2, 'ada@example.com', viewer, two),
    );
    // Ada would be Viewer and Editor on one alone: that fits. Without the row that takes, it would not.
    expect([...refused]).toEqual([]);
    expect([...drafts.keys()]).toEqual([1, 2, 3]);
    const half = await hold(give('ada@example.com', editor, one), give('bob@example.com', viewer, one));
    expect([...half.refused.keys()]).toEqual([1]);
    expect(half.refused.get(1)).toContain('every role has to hold in every cluster');
    expect([...half.drafts.keys()]).toEqual([2]);
  });

  it('says with each rule that goes what is meant', async () => {
    const meant = async (...edits: Edit[]): Promise<unknown[]> =>
      [...(await hold(...edits)).drafts.values()].map(
        ({ edit }) => edit.kind === 'rule.delete' && edit.takes,
      );
    expect(await meant(take(2, 'ada@example.com', viewer, two))).toEqual(['cluster']);
    expect(
      await meant(
        take(1, 'ada@example.com', viewer, one),
        take(2, 'ada@example.com', viewer, two),
        give('ada@example.com', editor, one),
      ),
    ).toEqual(['role', 'both', false]);
  });

  it('V10: leaves no user without a role', async () => {
    const { refused } = await hold(
      take(1, 'ada@example.com', viewer, one),
      take(2, 'ada@example.com', viewer, two),
    );
    expect([...refused.keys()]).toEqual([1, 2]);
    expect(refused.get(1)).toContain('without a role');
  });

  it('makes no account with other roles than its rows say', async () => {
    const account = make('eve@example.com', [{ roleId: 3, scopes: [{ type: 'cluster', id: 'c1' }] }]);
    expect([...(await hold(account, give('eve@example.com', viewer, one))).refused]).toEqual([]);
    const more = await hold(account);
    expect(more.refused.get(1)).toContain('other roles and clusters');
    const other = await hold(
      account,
      give('eve@example.com', editor, one),
      give('bob@example.com', viewer, one),
    );
    expect([...other.refused.keys()]).toEqual([1, 2]);
    expect([...(await hold(make('eve@example.com', []))).refused]).toEqual([]);
  });
});
