import { describe, expect, it } from 'vitest';
import { inParts, readChanges, readEnded } from '../../../src-renderer/bridge/all-changes.ts';
import type { Bridge } from '../../../src-renderer/bridge/bridge.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { fakeError } from '../support/fake-outbox.ts';
import { creation, planned } from '../features/changes/planned.ts';

type Page = { readonly from: number; readonly limit: number };

/** A main process with so many changes, which answers as much as it is asked for. */
function withChanges(count: number, between: (page: Page) => void = () => {}) {
  const pages: Page[] = [];
  const asked: (readonly [string, Page])[] = [];
  const all: PlannedChange[] = Array.from({ length: count }, (_, n) =>
    planned(`c${n}`, creation(`user-${n}@example.com`)),
  );
  const bridge = {
    call: async (channel: string, input: Page) => {
      asked.push([channel, input]);
      pages.push({ from: input.from, limit: input.limit });
      const changes = all.slice(input.from, input.from + input.limit);
      const answer = { ok: true as const, data: { changes, total: all.length, counts: {} } };
      between(input);
      return answer;
    },
    on: () => () => {},
  } as unknown as Bridge;
  return { bridge, pages, asked, all };
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
  it('are sought in the ledger, and as many are brought as are wanted', async () => {
    const { bridge, asked } = withChanges(5000);
    const question = { search: 'user', filters: [{ column: 'state', op: 'is' as const, values: ['done'] }] };
    const outcome = await readEnded(bridge, question, 1500);
    expect(outcome.ok && [outcome.data.changes.length, outcome.data.total]).toEqual([1500, 5000]);
    expect(asked).toEqual([
      ['changes.ended', { ...question, from: 0, limit: 1000 }],
      ['changes.ended', { ...question, from: 1000, limit: 500 }],
    ]);
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
