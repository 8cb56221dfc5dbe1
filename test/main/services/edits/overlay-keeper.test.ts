import { describe, expect, it } from 'vitest';
import { createOverlayKeeper } from '../../../../src-main/services/edits/overlay-keeper.ts';
import type { MirrorChange, MirrorInfo } from '../../../../src-main/db/mirror.ts';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { aChange } from '../../../builders/changes.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const stored = (n: number, state: Change['state']): Change => ({
  ...aChange(n),
  seq: n,
  state,
  attempts: 0,
  nextAt: null,
  error: null,
  conflict: null,
  result: null,
  waived: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});

/** A mirror that answers when the test says so. */
function bench(clock?: HandClock) {
  const waiting: { change: MirrorChange; end(): void; fail(): void }[] = [];
  const at = { open: [] as Change[], unnoted: [] as Change[] };
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
    outbox: { open: () => at.open, unnoted: () => at.unnoted },
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
