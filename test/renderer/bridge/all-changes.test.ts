import { describe, expect, it } from 'vitest';
import { inParts, readChanges, readEnded } from '../../../src-renderer/bridge/all-changes.ts';
import type { Bridge, Outcome } from '../../../src-renderer/bridge/bridge.ts';
import type { EndedList, PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { fakeError } from '../support/fake-outbox.ts';
import { creation, planned } from '../features/changes/planned.ts';

type Page = { readonly from: number; readonly limit: number };

/** A main process with so many changes, which answers as much as it is asked for. */
function withChanges(count: number, between: (page: Page) => void = () => {}) {
  const pages: Page[] = [];
  const all: PlannedChange[] = Array.from({ length: count }, (_, n) =>
    planned(`c${n}`, creation(`user-${n}@example.com`)),
  );
  const bridge = {
    call: async (_channel: string, input: Page) => {
      pages.push({ from: input.from, limit: input.limit });
      const changes = all.slice(input.from, input.from + input.limit);
      const answer = { ok: true as const, data: { changes, total: all.length, counts: {} } };
      between(input);
      return answer;
    },
    on: () => () => {},
  } as unknown as Bridge;
  return { bridge, pages, all };
}

describe('all changes', () => {
  it('come page by page, none is left out', async () => {
    const { bridge, pages } = withChanges(2500);
    const parts: number[] = [];
    const outcome = await readChanges(bridge, 'open', undefined, ({ changes }) => parts.push(changes.length));
    expect(parts).toEqual([1000, 2000]);
    expect(outcome.ok && outcome.data.changes.length).toBe(2500);
    expect(outcome.ok && outcome.data.total).toBe(2500);
    expect(pages).toEqual([
      { from: 0, limit: 1000 },
      { from: 1000, limit: 1000 },
      { from: 2000, limit: 1000 },
    ]);
  });

  it('come as far as they are wanted', async () => {
    const { bridge, pages } = withChanges(5000);
    const outcome = await readChanges(bridge, 'ended', 1500);
    expect(outcome.ok && outcome.data.changes.length).toBe(1500);
    expect(outcome.ok && outcome.data.total).toBe(5000);
    expect(pages.at(-1)).toEqual({ from: 1000, limit: 500 });
  });

  it.each([0, 1, 999, 1000, 1001])('are asked for no more often than needed: %i of them', async (count) => {
    const { bridge, pages } = withChanges(count);
    const outcome = await readChanges(bridge, 'open');
    expect(outcome.ok && outcome.data.changes.length).toBe(count);
    expect(pages).toHaveLength(count > 1000 ? 2 : 1);
  });

  it('stand once in the list where they move while it is read, and it ends', async () => {
    const { bridge, all } = withChanges(2500, () => {
      const last = all.pop();
      if (last !== undefined) all.unshift(last);
    });
    const outcome = await readChanges(bridge, 'open');
    const ids = outcome.ok ? outcome.data.changes.map(({ change }) => change.id) : [];
    expect(new Set(ids).size).toBe(ids.length);
    const { bridge: shrinking, all: left } = withChanges(2500, () => left.splice(0, 900));
    expect((await readChanges(shrinking, 'open')).ok).toBe(true);
  });
});

describe('ended changes', () => {
  const question = { search: 'user', filters: [{ column: 'state', op: 'is' as const, values: ['done'] }] };
  const counted = { all: 9000, signs: { '+': 1, '~': 0, '-': 0 }, facets: {} };
  /** A main process that goes on behind the place it is told. */
  function withEnded(count: number) {
    const asked: unknown[] = [];
    const bridge = {
      call: async (channel: string, input: { limit: number; after?: { seq: number } }) => {
        asked.push([channel, input]);
        const from = input.after?.seq ?? 0;
        const end = Math.min(count, from + input.limit);
        const changes = Array.from({ length: end - from }, (_, n) =>
          planned(`c${from + n}`, creation(`user-${from + n}@example.com`)),
        );
        const next = end < count ? { updatedAt: 'then', seq: end } : null;
        const more = { changes, next };
        return { ok: true, data: channel === 'changes.ended' ? { ...more, ...counted, total: count } : more };
      },
      on: () => () => {},
    } as unknown as Bridge;
    return { bridge, asked };
  }
  const list = (outcome: Outcome<EndedList>): EndedList => {
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.data;
  };

  it('are sought in the ledger once, and as many are brought from there on as are wanted', async () => {
    const { bridge, asked } = withEnded(5000);
    const parts: number[] = [];
    const told = list(
      await readEnded(bridge, question, 1500, { onPart: ({ changes }) => parts.push(changes.length) }),
    );
    expect([told.changes.length, told.total, told.all]).toEqual([1500, 5000, 9000]);
    expect(parts).toEqual([1000]);
    expect(asked).toEqual([
      ['changes.ended', { ...question, limit: 1000 }],
      ['changes.endedMore', { ...question, after: { updatedAt: 'then', seq: 1000 }, limit: 500 }],
    ]);
  });

  it('go on where they end when more are wanted, with what was counted', async () => {
    const { bridge, asked } = withEnded(2400);
    const there = list(await readEnded(bridge, question, 2000));
    asked.length = 0;
    const told = list(await readEnded(bridge, question, 4000, { there }));
    expect([told.changes.length, told.total, told.next]).toEqual([2400, 2400, null]);
    expect(new Set(told.changes.map(({ change }) => change.id)).size).toBe(2400);
    expect(asked).toEqual([
      ['changes.endedMore', { ...question, after: { updatedAt: 'then', seq: 2000 }, limit: 1000 }],
    ]);
    asked.length = 0;
    await readEnded(bridge, question, 6000, { there: told });
    expect(asked).toEqual([]);
  });

  it('are not read on once nobody wants them any more', async () => {
    const { bridge, asked } = withEnded(5000);
    const stopping = new AbortController();
    await readEnded(bridge, question, 5000, { onPart: () => stopping.abort(), signal: stopping.signal });
    expect(asked).toHaveLength(1);
  });
});

describe('ids in parts', () => {
  const ids = Array.from({ length: 12_000 }, (_, n) => `c${n}`);

  it('all go, in their order, as many at a time as a call takes', async () => {
    const parts: string[][] = [];
    const outcome = await inParts(ids, async (some) => {
      parts.push(some);
      return { ok: true, data: some.length };
    });
    expect(outcome).toEqual({ ok: true, data: [5000, 5000, 2000] });
    expect(parts.flat()).toEqual(ids);
  });

  it('end with the first failure', async () => {
    let calls = 0;
    const error = fakeError({ reason: 'offline' });
    const outcome = await inParts(ids, async () => {
      calls += 1;
      return calls === 2 ? { ok: false, error } : { ok: true, data: null };
    });
    expect(outcome).toEqual({ ok: false, error });
    expect(calls).toBe(2);
  });
});
