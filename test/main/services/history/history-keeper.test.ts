import { describe, expect, test, vi } from 'vitest';
import type { TenantClient, TenantEvent } from '../../../../src-main/cloud/tenant-client.ts';
import type { History } from '../../../../src-main/db/history/history-protocol.ts';
import { createHistoryKeeper } from '../../../../src-main/services/history/history-keeper.ts';
import { gapsBetween } from '../../../../src-main/services/history/history-service.ts';
import { absorbEvents, keptEvents } from '../../../../src-main/services/history/read-events.ts';
import type { SyncRun } from '../../../../src-shared/domain/sync-state.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { memoryHistory } from '../../../builders/memory-history.ts';
import { silentLog } from '../../../../src-main/log/log.ts';

const run = (outcome: SyncRun['outcome']): SyncRun => ({
  startedAt: '',
  endedAt: '',
  outcome,
  rows: 0,
  requests: 0,
  bytes: 0,
  added: 0,
  changed: 0,
  removed: 0,
  error: null,
  held: null,
});

function aKeeper(asOf: string | null, history: History = memoryHistory()) {
  const calls: string[] = [];
  const keeper = createHistoryKeeper({
    history,
    client: async () => {
      calls.push('client');
      throw new Error('offline');
    },
    mirror: { info: async () => ({ asOf }) },
    clock: new HandClock(),
    log: silentLog,
    onMoment: () => {},
  });
  return { keeper, calls };
}

describe('keeping the history', () => {
  test('catches up before a pull, but a first pull waits for nothing', async () => {
    const history = memoryHistory();
    await aKeeper(null, history).keeper.before();
    expect(history.asked).toEqual([]);
    await aKeeper('2026-01-01T00:00:00Z', history).keeper.before();
    expect(history.asked).toEqual(['record catch-up false']);
  });

  test('looks after a pull that brought something, and finishes its look when it is stopped', async () => {
    const history = memoryHistory();
    const { keeper, calls } = aKeeper('2026-01-01T00:00:00Z', history);
    keeper.after({ ...run('failed'), kind: 'delta' });
    keeper.after({ ...run('complete'), kind: 'delta' });
    keeper.after({ ...run('partial'), kind: 'pull' });
    await keeper.stop();
    expect(history.asked).toEqual(['record delta true', 'record pull false']);
    expect(calls).toEqual([]);
  });

  test('asks the tenant for its event history after a sweep only, and survives not getting it', async () => {
    const { keeper, calls } = aKeeper('2026-01-01T00:00:00Z');
    keeper.after({ ...run('complete'), kind: 'delta' });
    await keeper.before();
    expect(calls).toEqual([]);
    keeper.after({ ...run('complete'), kind: 'pull' });
    await vi.waitFor(() => expect(calls).toEqual(['client']));
    await keeper.stop();
  });

  test('a pull does not wait for events that are still being read', async () => {
    const history = memoryHistory();
    const keeper = createHistoryKeeper({
      history,
      client: () => new Promise(() => {}),
      mirror: { info: async () => ({ asOf: '2026-01-01T00:00:00Z' }) },
      clock: new HandClock(),
      log: silentLog,
      onMoment: () => {},
    });
    keeper.after({ ...run('complete'), kind: 'pull' });
    await keeper.before();
    expect(history.asked).toEqual(['record pull true', 'record catch-up false']);
    await keeper.stop();
  });

  test('trouble of the history stops no sync', async () => {
    const broken: History = {
      ...memoryHistory(),
      record: async () => {
        throw new Error('disk full');
      },
    };
    await expect(aKeeper('2026-01-01T00:00:00Z', broken).keeper.before()).resolves.toBeUndefined();
  });
});

const day = 24 * 60 * 60 * 1000;

function feedOf(events: readonly TenantEvent[]): Pick<TenantClient, 'feed'> & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    feed: {
      users: async () => [],
      rules: async () => [],
      events: async (since, _until, { offset, limit }) => {
        asked.push(`${since} ${offset}`);
        return events.filter(({ at }) => at >= since).slice(offset, offset + limit);
      },
    },
  };
}

describe('the event history', () => {
  const now = Date.UTC(2026, 5, 1);
  const event = (at: number): TenantEvent => ({
    at: new Date(at).toISOString(),
    action: 'create',
    entityType: 'User',
    entityId: `u${at}`,
    actor: 'root@example.com',
  });

  test('is read back as far as the tenant remembers, in pages, and from there on next time', async () => {
    const history = memoryHistory();
    const client = feedOf(Array.from({ length: 1500 }, (_, at) => event(now - 80 * day + at * 60_000)));
    const { signal } = new AbortController();
    expect(await absorbEvents(client, history, now, signal)).toBe(1500);
    expect(client.asked).toEqual([
      `${new Date(now - 90 * day).toISOString()} 0`,
      `${new Date(now - 90 * day).toISOString()} 1000`,
    ]);
    expect(history.reads.at(-1)).toEqual({ from: now - 90 * day, until: now - 600_000 });
    await absorbEvents(client, history, now + day, signal);
    expect(client.asked.at(-1)).toBe(`${new Date(now - 1_200_000).toISOString()} 0`);
  });

  test('that could not be read for longer than the tenant remembers leaves a gap', async () => {
    const history = memoryHistory();
    history.reads.push({ from: 0, until: now - 200 * day });
    await absorbEvents(feedOf([event(now - day)]), history, now, new AbortController().signal);
    expect(gapsBetween(history.reads)).toEqual([{ from: now - 200 * day, until: now - 90 * day }]);
  });

  test('keeps an event without an id of its own once, and none without a time', () => {
    const [first] = keptEvents([event(now), { ...event(now), at: 'yesterday' }]);
    expect(keptEvents([event(now), { ...event(now), at: 'yesterday' }])).toHaveLength(1);
    expect(keptEvents([event(now)])[0]?.id).toBe(first?.id);
  });
});
