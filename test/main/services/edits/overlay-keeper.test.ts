import { describe, expect, it } from 'vitest';
import { createOverlayKeeper } from '../../../../src-main/services/edits/overlay-keeper.ts';
import type { MirrorChange, MirrorInfo } from '../../../../src-main/db/mirror.ts';
import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import { noOverlay } from '../../../../src-shared/changes/overlay.ts';
import { aPendingChange, aRuleEdit } from '../../../builders/changes.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';
import { newRole, switchedRole } from '../../../builders/role-edits.ts';

const stored = (n: number, state: Change['state']): Change => aPendingChange(n, { state });

/** A mirror that answers when the test says so. */
function bench(clock?: HandClock) {
  const waiting: { change: MirrorChange; end(): void; fail(): void }[] = [];
  const at = { open: [] as Change[], unnoted: [] as Change[], ended: [] as Change[] };
  const log = createRecordingLog();
  const keeper = createOverlayKeeper({
    mirror: {
      apply: (change) =>
        new Promise<MirrorInfo>((resolve, reject) => {
          waiting.push({
            change,
            end: () => resolve({ revision: 1, asOf: null, counts: {} as MirrorInfo['counts'] }),
            fail: () => reject(new Error('closed')),
          });
        }),
    },
    outbox: {
      open: () => at.open,
      unnoted: () => at.unnoted,
      get: (id) => [...at.open, ...at.ended].find((change) => change.id === id) ?? null,
    },
    actor: () => 'root@example.com',
    log,
    ...(clock === undefined ? {} : { clock }),
  });
  const made = (n: number): string[] =>
    waiting[n]?.change.overlay?.users.made.map(({ email }) => email) ?? [];
  return { keeper, waiting, at, made };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('the overlay', () => {
  it('is laid once at a time; the newest wins, and all who asked hear of it', async () => {
    const { keeper, waiting, at, made } = bench();
    const first = keeper.refresh();
    at.open = [stored(1, 'pending')];
    const later = [keeper.refresh(), keeper.refresh()];
    at.open = [stored(1, 'pending'), stored(2, 'pending')];
    expect(waiting).toHaveLength(1);
    waiting[0]?.end();
    await first;
    await turns();
    expect(waiting).toHaveLength(2);
    expect(made(1)).toEqual(['user-1@example.com', 'user-2@example.com']);
    waiting[1]?.end();
    await Promise.all(later);
    expect(waiting).toHaveLength(2);
  });

  it('goes on after a failure: the outbox is the truth', async () => {
    const { keeper, waiting } = bench();
    const first = keeper.refresh();
    waiting[0]?.fail();
    await first;
    void keeper.refresh();
    await turns();
    expect(waiting).toHaveLength(2);
  });

  it('leaves out what is being noted, from that commit on, and counts it again when that failed', async () => {
    const { keeper, waiting, at, made } = bench();
    at.unnoted = [stored(1, 'done')];
    const noted = keeper.note({ users: [] }, ['change-1']);
    expect(made(0)).toEqual([]);
    void keeper.refresh();
    expect(made(1)).toEqual([]);
    waiting[0]?.fail();
    await expect(noted).rejects.toThrow('closed');
    waiting[1]?.end();
    await turns();
    void keeper.refresh();
    await turns();
    expect(made(2)).toEqual(['user-1@example.com']);
  });

  it('lays what is wished of something made here over the mirror’s own fact, from the commit on that brings it', async () => {
    const { keeper, waiting, at } = bench();
    const facts = { users: [], rules: [], serviceAccounts: [], roles: [] };
    const result = { clientId: null, how: 'done', note: null, credentialId: null, facts } as const;
    const role = {
      ...stored(1, 'done'),
      edit: newRole(-8, 'Desk'),
      result: { ...result, serverId: '88' },
    };
    const account: Change = {
      ...stored(2, 'done'),
      edit: { kind: 'service-account.create', name: 'bot' },
      result: { ...result, serverId: 'sa9', clientId: 'bot-1' },
    };
    const off = {
      kind: 'service-account.set-enabled',
      id: 'local:change-2',
      name: 'bot',
      enabled: false,
    } as const;
    const rule = aRuleEdit(-3, 'local:change-2');
    if (rule.kind !== 'rule.create') throw new Error('no new rule');
    const ofRoleHere: Edit = {
      ...rule,
      roleId: -8,
      subject: { type: 'service-account', id: 'local:change-2' },
    };
    at.open = [
      { ...stored(3, 'pending'), edit: switchedRole(-8, false), dependsOn: ['change-1'], held: true },
      { ...stored(4, 'pending'), edit: off, dependsOn: ['change-2'], held: true },
      {
        ...stored(5, 'pending'),
        edit: ofRoleHere,
        dependsOn: ['change-1', 'change-2'],
        held: true,
      },
    ];
    at.ended = [role, account];
    at.unnoted = [role, account];
    const laid = (n: number) => {
      const { roles, serviceAccounts, rules } = waiting[n]?.change.overlay ?? noOverlay();
      return {
        made: [...roles.made, ...serviceAccounts.made].map(({ id, enabled }) => [id, enabled]),
        marks: [...roles.marks, ...serviceAccounts.marks].map(([id, { enabled }]) => [id, enabled]),
        rules: rules.made.map(({ roleId, subject }) => [roleId, subject.id]),
      };
    };
    void keeper.refresh();
    expect(laid(0)).toEqual({
      made: [
        [-8, false],
        ['local:change-2', false],
      ],
      marks: [],
      rules: [[-8, 'local:change-2']],
    });
    void keeper.note({ roles: [] }, ['change-1']);
    expect(laid(1)).toEqual({
      made: [['local:change-2', false]],
      marks: [[88, false]],
      rules: [[88, 'local:change-2']],
    });
    void keeper.note({ serviceAccounts: [] }, ['change-2']);
    expect(laid(2)).toEqual({
      made: [],
      marks: [
        [88, false],
        ['sa9', false],
      ],
      rules: [[88, 'bot-1']],
    });
  });

  it('is tried again later when the mirror could not take it, until it can', async () => {
    const clock = new HandClock();
    const { keeper, waiting } = bench(clock);
    const asked = keeper.refresh();
    waiting[0]?.fail();
    await asked;
    clock.advance(4_000);
    expect(waiting).toHaveLength(2);
    waiting[1]?.fail();
    await turns();
    clock.advance(4_000);
    expect(waiting).toHaveLength(2);
    clock.advance(4_000);
    expect(waiting).toHaveLength(3);
    waiting[2]?.end();
    await turns();
    expect(clock.waiting()).toBe(0);
  });
});
