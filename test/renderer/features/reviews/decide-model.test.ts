import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import {
  decided,
  localDay,
  missingFor,
  startDeciding,
  tellUndo,
  undone,
} from '../../../../src-renderer/features/reviews/decide/decide-model.ts';
import { decisionOf, emptyDraft } from '../../../../src-renderer/features/reviews/decide/decision-draft.ts';
import { createLookTimer } from '../../../../src-renderer/features/reviews/decide/look-timer.ts';

const keep: ReviewDecision = { kind: 'keep', reason: null };
const revoke: ReviewDecision = { kind: 'revoke', reason: { code: 'left', text: '' } };

describe('deciding and taking back', () => {
  it('comes back to the beginning, however much was decided over each other', () => {
    const steps = fc.array(
      fc.tuple(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
        fc.constantFrom(keep, revoke),
      ),
    );
    fc.assert(
      fc.property(steps, (list) => {
        let state = { ...startDeciding([]), decisions: new Map([['a', revoke]]) as never };
        const begun = new Map<string, ReviewDecision>([['a', revoke]]);
        // What the main process knows: told of each step in the same order.
        const told = new Map(begun);
        for (const [rows, decision] of list) {
          state = decided(state, rows, decision) as never;
          for (const row of rows) told.set(row, decision);
        }
        for (let back = undone(state); back !== null; back = undone(state)) {
          state = back.state as never;
          const { withdraw, again } = tellUndo(back.step);
          for (const row of withdraw) told.delete(row);
          for (const one of again) for (const row of one.rows) told.set(row, one.decision);
        }
        expect(state.decisions).toEqual(begun);
        expect(told).toEqual(begun);
      }),
    );
  });

  it('has nothing to take back before anything was decided here', () => {
    expect(undone(startDeciding([]))).toBeNull();
  });
});

describe('what is missing for a decision', () => {
  const plain = { privileged: false };
  const strong = { privileged: true };
  const strict = { reasonForPrivileged: true };
  const lax = { reasonForPrivileged: false };
  const reason = { code: 'on-call', text: '' } as const;
  it.each([
    ['keeping a plain row', 'keep', null, [plain], strict, false],
    ['keeping a privileged row', 'keep', null, [strong], strict, true],
    ['keeping it with a reason', 'keep', reason, [strong], strict, false],
    ['keeping it where the policy asks nothing', 'keep', null, [strong], lax, false],
    ['keeping several, one of them privileged', 'keep', null, [plain, strong], lax, true],
    ['keeping several with a reason', 'keep', reason, [plain, strong], lax, false],
    ['revoking a privileged row', 'revoke', null, [strong], strict, false],
    ['another reason without words', 'revoke', { code: 'other', text: ' ' }, [plain], lax, true],
  ] as const)('%s', (_, kind, given, rows, policy, missing) => {
    expect(missingFor(kind, given, rows, policy) !== null).toBe(missing);
  });
});

describe('the panel', () => {
  const part = {
    roles: [{ id: '7', name: 'Viewer' }],
    places: [{ type: 'project', id: '42', name: 'vision', path: 'acme › vision' }],
  };
  it('says what is missing, and makes the decision once nothing is', () => {
    expect(decisionOf(emptyDraft, 'change', part)).toHaveProperty('missing');
    expect(decisionOf({ ...emptyDraft, role: '7', place: 'project:42' }, 'change', part)).toEqual({
      decision: {
        kind: 'change',
        role: { id: '7', name: 'Viewer' },
        scope: { type: 'project', id: '42', name: 'vision' },
        reason: null,
      },
    });
    expect(decisionOf({ ...emptyDraft, until: '2026-12-01' }, 'defer', part)).toHaveProperty('missing');
    expect(
      decisionOf({ ...emptyDraft, owner: 'ada@example.com', until: '2026-12-01' }, 'defer', part),
    ).toEqual({
      decision: {
        kind: 'defer',
        owner: 'ada@example.com',
        until: '2026-12-01',
        reason: { code: 'asking', text: '' },
      },
    });
    expect(decisionOf({ ...emptyDraft, text: ' ask HR ' }, 'not-mine', part)).toEqual({
      decision: { kind: 'not-mine', to: null, reason: { code: 'not-known-to-me', text: 'ask HR' } },
    });
  });
});

describe('the time of a row', () => {
  it('runs from its look, and stands while nobody can see it', () => {
    let now = 1000;
    const timer = createLookTimer(() => now);
    now += 2000;
    expect(timer.elapsed()).toBe(2000);
    timer.hide();
    now += 60_000;
    expect(timer.elapsed()).toBe(2000);
    timer.show();
    timer.show();
    now += 500;
    expect(timer.elapsed()).toBe(2500);
    timer.look();
    now += 300;
    expect(timer.elapsed()).toBe(300);
  });

  it('begins only when a hidden window is shown, and is never below nothing or above a day', () => {
    let now = 0;
    const timer = createLookTimer(() => now, false);
    now += 9000;
    timer.look();
    expect(timer.elapsed()).toBe(0);
    timer.show();
    now -= 5000;
    expect(timer.elapsed()).toBe(0);
    now += 900_000_000;
    expect(timer.elapsed()).toBe(86_400_000);
  });
});

it('says a day as the reader has it', () => {
  const noon = new Date(2026, 10, 27, 12).getTime();
  expect([localDay(noon), localDay(noon, 30)]).toEqual(['2026-11-27', '2026-12-27']);
});
