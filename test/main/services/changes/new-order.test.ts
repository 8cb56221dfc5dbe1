import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newOrder } from '../../../../src-main/services/changes/new-order.ts';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { aPendingChange } from '../../../builders/changes.ts';

/** Changes c0, c1, … as they stand in the outbox; `needs` are positions. */
function changes(needs: readonly (readonly number[])[], states: readonly Change['state'][] = []): Change[] {
  return needs.map((parents, at) =>
    aPendingChange(at + 1, {
      id: `c${at}`,
      dependsOn: parents.map((parent) => `c${parent}`),
      state: states[at] ?? 'pending',
    }),
  );
}

/** The whole order after the outbox gave those named each other's places. */
function applied(open: readonly Change[], order: readonly string[]): string[] {
  const named = new Set(order);
  const next = [...order];
  return open.map(({ id }) => (named.has(id) ? (next.shift() ?? id) : id));
}

describe('the new order', () => {
  it.each([
    ['up', 'c2', 'c0', ['c2', 'c0', 'c1']],
    ['down', 'c0', 'c2', ['c1', 'c0', 'c2']],
    ['to the end', 'c0', null, ['c1', 'c2', 'c0']],
    ['nowhere', 'c1', 'c2', ['c0', 'c1', 'c2']],
  ])('moves %s', (_case, id, before, expected) => {
    const open = changes([[], [], []]);
    expect(applied(open, newOrder(open, id, before))).toEqual(expected);
  });

  it.each([
    ['before what it needs', [[], [0]], 'c1', 'c0', 'change-order'],
    ['behind what needs it', [[], [0]], 'c0', null, 'change-order'],
    ['before what it needs through another', [[], [0], [1]], 'c2', 'c0', 'change-order'],
    ['of a change that is not there', [[]], 'c9', null, 'change-unknown'],
  ])('refuses a place %s', (_case, needs, id, before, reason) => {
    expect(() => newOrder(changes(needs), id, before)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ reason }) }),
    );
  });

  it('leaves what is on the wire where it is', () => {
    const open = changes([[], [], []], ['pending', 'sending', 'pending']);
    expect(applied(open, newOrder(open, 'c2', 'c0'))).toEqual(['c2', 'c1', 'c0']);
    expect(() => newOrder(open, 'c1', 'c0')).toThrow('is being sent');
  });

  it('never puts a change before one that it needs', () => {
    const needs = fc
      .integer({ min: 1, max: 8 })
      .chain((count) =>
        fc.tuple(
          ...Array.from({ length: count }, (_, at) =>
            at === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(at - 1), { maxLength: 2 }),
          ),
        ),
      );
    fc.assert(
      fc.property(needs, fc.nat(7), fc.option(fc.nat(7)), (parents, from, to) => {
        const open = changes(parents);
        let order: string[];
        try {
          order = newOrder(open, `c${from}`, to === null ? null : `c${to}`);
        } catch {
          return;
        }
        const whole = applied(open, order);
        expect(new Set(whole)).toEqual(new Set(open.map(({ id }) => id)));
        for (const { id, dependsOn } of open)
          for (const parent of dependsOn) expect(whole.indexOf(parent)).toBeLessThan(whole.indexOf(id));
      }),
    );
  });
});
