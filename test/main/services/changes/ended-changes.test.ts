import { describe, expect, it } from 'vitest';
import type { Outbox } from '../../../../src-main/db/outbox.ts';
import { mendingNow } from '../../../../src-main/db/mending-now.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import {
  type EndedMore,
  endedListSchema,
  endedMoreSchema,
} from '../../../../src-shared/ipc/changes-contract.ts';
import type { ViewFilter } from '../../../../src-shared/views/view-query.ts';
import { aChange, aRuleEdit } from '../../../builders/changes.ts';
import { step } from '../../../builders/ledger-bench.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

const endsAtOnce = 1000;

/** Every fifth gives access, the others make a user; every tenth was taken back, the others are done. */
function withEnded(count: number): UsersBench {
  const bench = usersBench();
  for (let from = 1; from <= count; from += endsAtOnce) {
    const numbers = Array.from({ length: Math.min(endsAtOnce, count - from + 1) }, (_, n) => from + n);
    bench.outbox.commit({
      add: numbers.map((n) =>
        n % 5 === 0
          ? aChange(n, { edit: aRuleEdit(-n, `user-${n}@example.com`), groupTitle: `Rules ${n}` })
          : aChange(n),
      ),
    });
    bench.outbox.commit({
      steps: numbers.map((n) =>
        step(`change-${n}`, 'pending', { state: n % 10 === 0 ? 'cancelled' : 'done' }),
      ),
    });
  }
  return bench;
}

const ask = (bench: UsersBench, search: string, filters: readonly ViewFilter[] = [], limit = 500) =>
  bench.changes.ended({ search, filters: [...filters], limit });
const numbers = ({ changes }: EndedMore) => changes.map(({ change }) => change.seq);
const is = (column: string, ...values: string[]): ViewFilter => ({ column, op: 'is', values });

describe('a search among the ended changes', () => {
  it('finds the oldest of many, and says of how many', async () => {
    const bench = withEnded(3000);
    const found = await ask(bench, 'CREATE user-2@EXAMPLE.com');
    expect(endedListSchema.parse(found)).toEqual(found);
    expect(numbers(found)).toEqual([2]);
    expect([found.total, found.all]).toEqual([1, 3000]);
  });

  it('brings what it finds in parts, newest first, and looks for more only behind what came', async () => {
    const bench = withEnded(2500);
    let looks = 0;
    const { outbox } = bench;
    const counted: Outbox = {
      ...outbox,
      endedPart: (after, limit) => {
        looks += 1;
        return outbox.endedPart(after, limit);
      },
    };
    bench.roomNow = () => ({ ...bench.room, outbox: counted });
    const first = await ask(bench, 'viewer', [], 3);
    expect([numbers(first), first.total, first.all]).toEqual([[2500, 2495, 2490], 500, 2500]);
    const whole = looks;
    expect(whole).toBeGreaterThanOrEqual(10);
    const found = [...numbers(first)];
    for (let { next } = first; next !== null;) {
      looks = 0;
      const limit = found.length === 3 ? 3 : 400;
      const more: EndedMore = await bench.changes.endedMore({
        search: 'viewer',
        filters: [],
        after: next,
        limit,
      });
      expect(endedMoreSchema.parse(more)).toEqual(more);
      if (limit === 3) expect(looks).toBe(1);
      expect(looks).toBeLessThanOrEqual(whole);
      found.push(...numbers(more));
      next = more.next;
    }
    expect(found).toEqual(Array.from({ length: 500 }, (_, n) => 2500 - 5 * n));
  });

  it('says that all came where nothing more matches', async () => {
    const bench = withEnded(20);
    expect((await ask(bench, 'viewer')).next).toBeNull();
    expect((await ask(bench, 'viewer', [], 4)).next).toBeNull();
    expect((await ask(bench, 'viewer', [], 3)).next).not.toBeNull();
  });

  it('ends where something else is sought meanwhile', async () => {
    const bench = withEnded(600);
    const later: Promise<EndedMore>[] = [];
    bench.onBreath = () => {
      if (later.length === 0) later.push(ask(bench, 'viewer', [], 3));
    };
    await expect(ask(bench, 'user-')).rejects.toMatchObject({
      body: { kind: 'cancelled', reason: 'asked-anew' },
    });
    expect((await Promise.all(later)).map(numbers)).toEqual([[600, 595, 590]]);
  });

  it('goes by the filters too, and counts for each of them what the others leave', async () => {
    const bench = withEnded(100);
    const found = await ask(bench, '', [is('state', 'cancelled'), is('kind', 'Access rule given')]);
    expect(found.total).toBe(10);
    expect(found.facets['state']).toEqual([
      { value: 'cancelled', label: 'cancelled', count: 10 },
      { value: 'done', label: 'done', count: 10 },
    ]);
    expect(found.facets['kind']).toEqual([
      { value: 'Access rule given', label: 'Access rule given', count: 10 },
    ]);
    expect(found.signs).toEqual({ '+': 10, '~': 0, '-': 0 });
    expect((await ask(bench, 'nobody')).changes).toEqual([]);
  });

  it('looks neither at what is open nor at what ends meanwhile', async () => {
    const bench = withEnded(1200);
    bench.outbox.commit({ add: [aChange(9001), aChange(9002)] });
    bench.clock.advance(60_000);
    let breaths = 0;
    bench.onBreath = () => {
      breaths += 1;
      if (breaths === 1)
        bench.outbox.commit({ steps: [step('change-9002', 'pending', { state: 'cancelled' })] });
    };
    const found = await ask(bench, 'user-');
    expect(breaths).toBeGreaterThan(1);
    expect([found.total, found.all]).toEqual([1200, 1200]);
    expect(new Set(numbers(found)).size).toBe(500);
  });

  it('ends in words where the tenant is closed, mended or left for another in the middle', async () => {
    const reasonAfter = async (onBreath: (bench: UsersBench) => void): Promise<unknown> => {
      const bench = withEnded(600);
      let breaths = 0;
      bench.onBreath = () => {
        breaths += 1;
        if (breaths === 1) onBreath(bench);
      };
      const end: unknown = await ask(bench, 'user-').catch((error: unknown) => error);
      return end instanceof RolebookError ? end.body.reason : end;
    };
    expect(await reasonAfter((bench) => bench.closeFiles())).toBe('no-tenant-open');
    const mending = (bench: UsersBench): void => {
      bench.closeFiles();
      bench.roomNow = () => {
        throw mendingNow();
      };
    };
    expect(await reasonAfter(mending)).toBe('mending');
    const leaving = (bench: UsersBench): void => {
      bench.closeFiles();
      bench.roomNow = () => ({ ...bench.room, session: { ...bench.session, key: 'k2' } });
    };
    expect(await reasonAfter(leaving)).toBe('superseded');
  });

  it('goes on in the files of the same tenant that were opened anew in the middle', async () => {
    const bench = withEnded(600);
    let breaths = 0;
    let parts = 0;
    const { outbox } = bench;
    const anew: Outbox = {
      ...outbox,
      endedPart: (after, limit) => {
        parts += 1;
        return outbox.endedPart(after, limit);
      },
    };
    bench.onBreath = () => {
      breaths += 1;
      bench.roomNow = () => ({ ...bench.room, outbox: anew });
    };
    const found = await ask(bench, 'user-');
    expect([found.total, found.all]).toEqual([600, 600]);
    expect(breaths).toBeGreaterThan(1);
    expect(parts).toBe(2);
  });
});
