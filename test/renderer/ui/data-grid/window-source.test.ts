import { describe, expect, test } from 'vitest';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import type { Envelope } from '../../../../src-shared/ipc/envelope.ts';
import type { ViewWindow } from '../../../../src-shared/views/view-query.ts';
import { createWindowSource, pageSize } from '../../../../src-renderer/ui/data-grid/window-source.ts';
import type { FetchWindow } from '../../../../src-renderer/ui/data-grid/window-source.ts';

const failure: ErrorBody = {
  kind: 'storage',
  origin: 'db',
  reason: 'mirror-damaged',
  retryable: true,
  message: 'The offline copy cannot be read.',
  hint: null,
  status: null,
  retryAfterSeconds: null,
};

/** A view of `total` rows whose answers are let go by hand, in any order. */
function byHand(total: number, name = 'row') {
  const asked: {
    from: number;
    to: number;
    facets: boolean;
    answer: (outcome?: Envelope<ViewWindow>) => Promise<void>;
  }[] = [];
  const fetch: FetchWindow = (range) =>
    new Promise((resolve) => {
      const to = Math.min(range.to, total);
      const numbers = Array.from({ length: Math.max(0, to - range.from) }, (_, index) => range.from + index);
      const data: ViewWindow = {
        revision: 1,
        from: range.from,
        total,
        unfilteredTotal: total,
        ids: numbers.map((number) => `${name}-${number}`),
        columns: { number: numbers },
        facets: range.facets ? { type: [{ value: 'local', label: 'Local', count: total }] } : null,
      };
      asked.push({
        ...range,
        answer: async (outcome = { ok: true, data }) => {
          resolve(outcome);
          await Promise.resolve();
          await Promise.resolve();
        },
      });
    });
  return { fetch, asked };
}

const now = (run: () => void): void => run();

describe('a window source', () => {
  test('asks for the first page with facets, and tells total, rows and facets', async () => {
    const { fetch, asked } = byHand(250);
    const source = createWindowSource(now);
    expect(source.state()).toMatchObject({ total: null, waiting: true });
    source.ask(fetch, 'until-answer');
    expect(asked.map(({ from, to, facets }) => ({ from, to, facets }))).toEqual([
      { from: 0, to: pageSize, facets: true },
    ]);
    await asked[0]?.answer();
    expect(source.state()).toMatchObject({ total: 250, waiting: false, error: null });
    expect(source.state().facets['type']?.[0]?.count).toBe(250);
    expect(source.row(7)).toEqual({ id: 'row-7', cells: { number: 7 } });
    expect(source.row(100)).toBeUndefined();
  });

  test('fetches what comes into sight, at most two pages at once, and nothing beyond the end', async () => {
    const { fetch, asked } = byHand(450);
    const source = createWindowSource(now);
    source.ask(fetch, 'until-answer');
    await asked[0]?.answer();
    source.want(190, 460);
    expect(asked.slice(1).map(({ from }) => from)).toEqual([100, 200]);
    await asked[1]?.answer();
    await asked[2]?.answer();
    await asked[3]?.answer();
    await asked[4]?.answer();
    expect(asked.slice(1).map(({ from, facets }) => [from, facets])).toEqual([
      [100, false],
      [200, false],
      [300, false],
      [400, false],
    ]);
    expect(source.row(449)?.id).toBe('row-449');
  });

  test.each([
    [200, [600, 700, 800]],
    [-200, [600, 500, 400]],
    [5000, [600, 700, 800, 900]],
  ])('fetches ahead (%d rows) after what is in sight, nearest first', async (ahead, expected) => {
    const { fetch, asked } = byHand(1000);
    const source = createWindowSource(now);
    source.ask(fetch, 'until-answer');
    await asked[0]?.answer();
    source.want(610, 690, ahead);
    for (let at = 1; asked[at] !== undefined; at += 1) await asked[at]?.answer();
    expect(asked.slice(1).map(({ from }) => from)).toEqual(expected);
  });

  test('keeps the same state while only rows come', async () => {
    const { fetch, asked } = byHand(450);
    const source = createWindowSource(now);
    source.ask(fetch, 'until-answer');
    await asked[0]?.answer();
    const before = source.state();
    source.want(100, 200);
    await asked[1]?.answer();
    expect(source.row(150)?.id).toBe('row-150');
    expect(source.state()).toBe(before);
    source.want(200, 300);
    await asked[2]?.answer({ ok: false, error: failure });
    expect(source.state()).not.toBe(before);
  });

  test('drops answers to an earlier question', async () => {
    const first = byHand(100, 'old');
    const second = byHand(20, 'new');
    const source = createWindowSource(now);
    source.ask(first.fetch, 'until-answer');
    source.ask(second.fetch, 'until-answer');
    await second.asked[0]?.answer();
    await first.asked[0]?.answer();
    expect(source.state().total).toBe(20);
    expect(source.row(0)?.id).toBe('new-0');
  });

  test('keeps the old rows until the first answer, then none of them', async () => {
    const first = byHand(300, 'old');
    const second = byHand(300, 'new');
    const source = createWindowSource(now);
    source.ask(first.fetch, 'until-answer');
    await first.asked[0]?.answer();
    source.want(0, 150);
    await first.asked[1]?.answer();
    source.ask(second.fetch, 'until-answer');
    expect(source.row(3)?.id).toBe('old-3');
    await second.asked[0]?.answer();
    expect(source.row(3)?.id).toBe('new-3');
    expect(source.row(120)).toBeUndefined();
  });

  test('renews rows page by page when the facts changed', async () => {
    const first = byHand(200, 'old');
    const second = byHand(200, 'new');
    const source = createWindowSource(now);
    source.ask(first.fetch, 'until-answer');
    await first.asked[0]?.answer();
    source.want(0, 200);
    await first.asked[1]?.answer();
    source.ask(second.fetch, 'rows');
    await second.asked[0]?.answer();
    expect(source.row(3)?.id).toBe('new-3');
    expect(source.row(120)?.id).toBe('old-120');
    await second.asked[1]?.answer();
    expect(source.row(120)?.id).toBe('new-120');
  });

  test('tells a failure, keeps the rows, and does not ask the failed page again by itself', async () => {
    const { fetch, asked } = byHand(250);
    const source = createWindowSource(now);
    source.ask(fetch, 'until-answer');
    await asked[0]?.answer();
    source.want(80, 130);
    await asked[1]?.answer({ ok: false, error: failure });
    expect(source.state()).toMatchObject({ error: failure, total: 250 });
    source.want(80, 131);
    expect(asked).toHaveLength(2);
    source.ask(fetch, 'rows');
    expect(asked.length).toBeGreaterThan(2);
    expect(source.state().error).toBeNull();
  });

  test('collects a long range in steps of 500', async () => {
    const ranges: [number, number][] = [];
    const source = createWindowSource(now);
    source.ask(({ from, to }) => {
      ranges.push([from, to]);
      return answered(from, to);
    }, 'until-answer');
    ranges.length = 0;
    const outcome = await source.rowsBetween(10, 1100);
    expect(ranges).toEqual([
      [10, 510],
      [510, 1010],
      [1010, 1100],
    ]);
    expect(outcome.ok && outcome.data.map((row) => row.id)).toHaveLength(1090);
  });

  test('tells listeners of many answers once a frame', async () => {
    const frames: (() => void)[] = [];
    const { fetch, asked } = byHand(400);
    const source = createWindowSource((run) => frames.push(run));
    let told = 0;
    source.subscribe(() => {
      told += 1;
    });
    source.ask(fetch, 'until-answer');
    await asked[0]?.answer();
    source.want(100, 300);
    await asked[1]?.answer();
    await asked[2]?.answer();
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(told).toBe(1);
  });
});

function answered(from: number, to: number): Promise<Envelope<ViewWindow>> {
  const ids = Array.from({ length: to - from }, (_, index) => `row-${from + index}`);
  return Promise.resolve({
    ok: true,
    data: { revision: 1, from, total: 2000, unfilteredTotal: 2000, ids, columns: {}, facets: null },
  });
}
