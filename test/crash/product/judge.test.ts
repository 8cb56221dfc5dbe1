import { describe, expect, test } from 'vitest';
import type { Evidence } from './evidence.ts';
import { faultsIn } from './judge.ts';
import type { Act, EndedRow, ToldRow } from './lines.ts';

/** An edit of each kind as it is saved, and what the tenant's journal calls it once it has an id for what was made here. */
const kinds: readonly (readonly [told: readonly string[], happened?: readonly string[]])[] = [
  [['user.create', 'ana@crash.test']],
  [['user.delete', 'u-1']],
  [['user.reset-password', 'u-2']],
  [
    ['rule.create', 'bob@crash.test', '-7', 'project', 'p'],
    ['rule.create', 'bob@crash.test', '41', 'project', 'p'],
  ],
  [['rule.delete', '112']],
  [['service-account.create', 'robot']],
  [
    ['service-account.set-enabled', 'local:a', 'false'],
    ['service-account.set-enabled', 'sa-1', 'false'],
  ],
  [['service-account.rotate', 'sa-2']],
  [['service-account.delete', 'sa-3']],
  [['role.create', 'Desk']],
  [['role.update', '12']],
  [['role.set-enabled', '13', 'false']],
  [['role.delete', '14']],
];
/** What made what the keys above name by a number or an id of this computer. */
const makers = [
  row('r', ['role.create', 'Front desk'], { makes: '-7', serverId: '41' }),
  row('a', ['service-account.create', 'Made here'], {
    makes: 'local:a',
    serverId: 'sa-1',
    credentialId: 'c-a',
  }),
];

function row(id: string, key: readonly string[], over: Partial<EndedRow> = {}): EndedRow {
  const secret = /^(user\.(create|reset)|service-account\.(create|rotate))/.test(key[0] ?? '');
  return {
    line: 'row',
    id,
    group: `group of ${id}`,
    key: [...key],
    needs: [],
    state: 'done',
    seq: 1,
    makes: null,
    serverId: /create/.test(key[0] ?? '') ? `made by ${id}` : null,
    how: 'done',
    credentialId: secret ? `c-${id}` : null,
    conflict: null,
    error: null,
    leaver: null,
    stuck: false,
    ...over,
  };
}

const asTold = ({ id, group, key, needs }: EndedRow): ToldRow => ({
  id,
  group,
  key,
  needs,
  state: 'pending',
});

function act(added: readonly EndedRow[], over: Partial<Act> = {}): Act {
  return {
    what: added[0]?.key[0] ?? 'discard',
    wants: added.map(({ key }) => key),
    mayDrop: [],
    forgets: [],
    saved: { refused: null, added: added.map(asTold), dropped: [] },
    ...over,
  };
}

function evidence(rows: readonly EndedRow[], over: Partial<Evidence> = {}): Evidence {
  const keys = [...makers.map(({ key }) => key), ...rows.map(({ key }) => key)];
  return {
    acts: [...makers, ...rows].map((one) => act([one])),
    rows: [...makers, ...rows],
    unhanded: new Set([...makers, ...rows].flatMap(({ credentialId }) => credentialId ?? [])),
    effects: keys.map((key, seq) => ({
      seq,
      key: kinds.find(([told]) => told.join() === key.join())?.[1] ?? key,
      of: null,
    })),
    stillThere: new Set(),
    ...over,
  };
}

describe('what is planted is found', () => {
  for (const [told] of kinds) {
    const [kind = ''] = told;
    const mine = row('x', told);
    const whole = evidence([mine]);
    const others = whole.effects.slice(0, -1);
    const twice = [...whole.effects, ...whole.effects.slice(-1)];

    test(`${kind}: lost, not done, done twice, done unasked, taken back by nobody`, () => {
      expect(faultsIn(whole)).toEqual([]);
      // Lost before it was sent: neither the ledger nor the tenant knows of it.
      const lost = faultsIn({ ...whole, rows: makers, effects: others, unhanded: new Set(['c-a']) });
      expect(lost).toEqual([expect.stringContaining('was saved and is lost')]);
      expect(faultsIn({ ...whole, effects: others })).toEqual([expect.stringContaining('happened 0 times')]);
      expect(faultsIn({ ...whole, effects: twice })).toEqual([expect.stringContaining('happened 2 times')]);
      const unasked = { ...whole, rows: makers, acts: whole.acts.slice(0, -1), unhanded: new Set(['c-a']) };
      expect(faultsIn(unasked)).toEqual([expect.stringContaining('changes: none')]);
      const cancelled = row('x', told, { state: 'cancelled', credentialId: null });
      const dropped = { ...whole, rows: [...makers, cancelled], effects: others, unhanded: new Set(['c-a']) };
      expect(faultsIn(dropped)).toEqual([expect.stringContaining('nobody did anything about it')]);
      const became = row('x', [...told.slice(0, -1), 'else']);
      expect(faultsIn({ ...whole, rows: [...makers, became] })).toContainEqual(
        expect.stringContaining('was saved and became'),
      );
    });
  }

  test('an edit that was answered and only half saved, and one that saved more', () => {
    const rows = [
      row('u', ['user.create', 'ana@crash.test']),
      row('g', ['rule.create', 'ana@crash.test', '1', 'project', 'p']),
    ];
    const [user, rule] = rows;
    if (user === undefined || rule === undefined) throw new Error('no rows');
    const half = evidence([user], {
      acts: [...makers.map((one) => act([one])), act(rows, { saved: act([user]).saved })],
    });
    expect(faultsIn(half)).toEqual([expect.stringContaining('this was not saved: rule.create')]);
    const more = evidence(rows, {
      acts: [...makers.map((one) => act([one])), act([user], { saved: act(rows).saved })],
    });
    expect(faultsIn(more)).toEqual([expect.stringContaining('saved more than was asked')]);
  });

  test('an act that was killed is there as a whole or not at all', () => {
    const group = 'one act';
    const rows = [
      row('u', ['user.create', 'ana@crash.test'], { group }),
      row('g', ['rule.create', 'ana@crash.test', '1', 'project', 'p'], { group }),
    ];
    const acts = [...makers.map((one) => act([one])), act(rows, { saved: null })];
    expect(faultsIn(evidence(rows, { acts }))).toEqual([]);
    expect(faultsIn(evidence([], { acts }))).toEqual([]);
    expect(faultsIn(evidence(rows.slice(0, 1), { acts }))).toEqual([expect.stringContaining('half an act')]);
  });

  test('a change of a rule: never the old one gone without the new one (V39)', () => {
    const gives = row('g', ['rule.create', 'ana@crash.test', '1', 'project', 'p']);
    const takes = row('t', ['rule.delete', '112'], { needs: ['g'] });
    const whole = evidence([gives, takes]);
    const acts = [...makers.map((one) => act([one])), act([gives, takes], { what: 'rule.change' })];
    expect(faultsIn({ ...whole, acts })).toEqual([]);
    const swapped = whole.effects.map((effect) => ({ ...effect, seq: -effect.seq }));
    expect(faultsIn({ ...whole, acts, effects: swapped })).toEqual([
      expect.stringContaining('was not there'),
    ]);
    const refused = { ...gives, state: 'rejected' as const, error: 'refused' };
    const goneAlone = whole.effects.filter(({ key }) => key !== gives.key);
    expect(faultsIn({ ...whole, acts, rows: [...makers, refused, takes], effects: goneAlone })).toEqual([
      expect.stringContaining('was not there (rejected)'),
    ]);
  });

  test('a password issued twice for one reset; once is allowed where nobody can know', () => {
    const key = ['user.reset-password', 'u-2'];
    const lost = row('x', key, { state: 'conflict', conflict: 'password-not-received', credentialId: null });
    const whole = evidence([lost]);
    expect(faultsIn(whole)).toEqual([]);
    expect(faultsIn({ ...whole, effects: whole.effects.slice(0, -1) })).toEqual([]);
    const twice = [...whole.effects, ...whole.effects.slice(-1)];
    expect(faultsIn({ ...whole, effects: twice })).toEqual([expect.stringContaining('not 0 to 1')]);
    // A new one was asked for: two changes, two passwords.
    const again = evidence([{ ...lost, state: 'cancelled', conflict: null }, row('y', key, { seq: 2 })]);
    const acts = [...again.acts, act([], { what: 'issue-new', mayDrop: ['x'] })];
    expect(faultsIn({ ...again, acts })).toEqual([]);
    const thrice = [...again.effects, ...again.effects.slice(-1)];
    expect(faultsIn({ ...again, acts, effects: thrice })).toEqual([
      expect.stringContaining('happened 3 times'),
    ]);
  });

  test('a secret that nobody was given and nobody is told of, and the other way round', () => {
    const whole = evidence([row('x', ['user.create', 'ana@crash.test'])]);
    expect(faultsIn({ ...whole, unhanded: new Set(['c-a']) })).toEqual([
      expect.stringContaining('is not told of'),
    ]);
    const forgotten = [...whole.acts, act([], { what: 'forget', forgets: ['c-x'] })];
    expect(faultsIn({ ...whole, acts: forgotten })).toEqual([expect.stringContaining('is told of again')]);
    expect(faultsIn({ ...whole, unhanded: new Set(['c-a', 'c-x', 'c-z']) })).toEqual([
      expect.stringContaining('is nobody’s'),
    ]);
    const nowhere = row('x', ['user.create', 'ana@crash.test'], { credentialId: null });
    expect(faultsIn(evidence([nowhere]))).toEqual([expect.stringContaining('went nowhere')]);
  });

  test('what is called deleted and is still there; what is open without a reason', () => {
    const gone = evidence([row('x', ['user.delete', 'u-1'])]);
    expect(faultsIn({ ...gone, stillThere: new Set(['user.delete | u-1']) })).toEqual([
      expect.stringContaining('still has it'),
    ]);
    const open = evidence([row('x', ['role.update', '12'], { state: 'blocked', how: null })]);
    expect(faultsIn({ ...open, effects: open.effects.slice(0, -1) })).toEqual([
      expect.stringContaining('is blocked without a reason'),
    ]);
  });

  test('an act that takes back what it is not about', () => {
    const other = row('x', ['role.update', '12'], { state: 'cancelled' });
    const whole = evidence([other]);
    const effects = whole.effects.slice(0, -1);
    const discard = act([], { saved: { refused: null, added: [], dropped: ['x'] } });
    expect(faultsIn({ ...whole, effects, acts: [...whole.acts, discard] })).toContainEqual(
      expect.stringContaining('took back x'),
    );
    expect(faultsIn({ ...whole, effects, acts: [...whole.acts, { ...discard, mayDrop: ['x'] }] })).toEqual(
      [],
    );
  });
});
