import { describe, expect, test } from 'vitest';
import { heldRemoval, removalLimit } from '../../../src-main/sync/brake.ts';
import { isMissed, judgeFailure } from '../../../src-main/sync/failure-verdict.ts';
import { outcomeOf } from '../../../src-main/sync/outcome.ts';
import { isFull, judgeSweep, offsetsOf, stepOf } from '../../../src-main/sync/paging-plan.ts';
import { mayResume, stillFits } from '../../../src-main/sync/resume-plan.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { errorKindSchema } from '../../../src-shared/errors/error-body.ts';

const body = (kind: ErrorBody['kind']): ErrorBody => ({
  kind,
  origin: 'cloud',
  reason: 'scripted',
  retryable: false,
  message: kind,
  hint: null,
  status: null,
  retryAfterSeconds: null,
});

describe('the brake', () => {
  test.each([
    [0, 20],
    [999, 20],
    [1000, 20],
    [1001, 20.02],
    [100_000, 2000],
  ])('lets of %i facts %d go', (before, limit) => expect(removalLimit(before)).toBeCloseTo(limit));

  test.each([
    ['users', 100, 20, null],
    ['users', 100, 21, { kind: 'users', wouldRemove: 21, of: 100 }],
    ['access-rules', 5000, 100, null],
    ['access-rules', 5000, 101, { kind: 'access-rules', wouldRemove: 101, of: 5000 }],
    ['projects', 100, 20, null],
    ['projects', 100, 100, { kind: 'projects', wouldRemove: 100, of: 100 }],
  ] as const)('%s: %i before, %i gone', (kind, before, removed, held) =>
    expect(heldRemoval([{ kind, before, removed }])).toEqual(held),
  );
});

describe('paging', () => {
  test.each([
    [0, [0]],
    [1, [0]],
    [499, [0]],
    [500, [0, 499]],
    [998, [0, 499]],
    [999, [0, 499, 998]],
  ])('%i facts lie on pages at %j', (count, offsets) => expect(offsetsOf(count, 500)).toEqual(offsets));

  test('a full page may have one behind it', () => {
    expect([isFull(499, 500), isFull(500, 500), isFull(0, 500)]).toEqual([false, true, false]);
  });

  test.each([
    ['all numbers agree', { rows: 700, distinct: 700, before: 700, after: 700 }, 'complete'],
    ['an id came twice', { rows: 700, distinct: 699, before: 700, after: 700 }, 'drifted'],
    ['one came meanwhile', { rows: 700, distinct: 700, before: 700, after: 701 }, 'drifted'],
    ['one went meanwhile, and was seen', { rows: 700, distinct: 700, before: 701, after: 700 }, 'drifted'],
    ['fewer came than are counted', { rows: 650, distinct: 650, before: 700, after: 700 }, 'drifted'],
    ['nobody counts', { rows: 700, distinct: 700, before: null, after: null }, 'complete'],
    ['nobody counts, an id came twice', { rows: 700, distinct: 699, before: null, after: null }, 'drifted'],
  ] as const)('%s', (_, sweep, verdict) => expect(judgeSweep({ ...sweep, meets: true })).toBe(verdict));

  test('pages of one row each get on as well', () => {
    expect([offsetsOf(0, 1), offsetsOf(1, 1), offsetsOf(3, 2)]).toEqual([[0], [0], [0, 1, 2]]);
    expect(stepOf(1)).toBe(1);
  });

  test('numbers that agree prove nothing where two pages do not meet', () => {
    const sweep = { rows: 700, distinct: 700, before: 700, after: 700 };
    expect(judgeSweep({ ...sweep, meets: false })).toBe('drifted');
  });
});

describe('going on', () => {
  const run = { origin: 'https://tenant.example.com', startedAt: 10_000_000 };
  test.each([
    ['a minute later', run, run.origin, 10_060_000, true],
    ['an hour later', run, run.origin, 13_600_000, false],
    ['before it began (the clock jumped)', run, run.origin, 9_999_999, false],
    ['on another tenant', run, 'https://other.example.com', 10_060_000, false],
    ['with nothing there', null, run.origin, 10_060_000, false],
  ] as const)('%s', (_, logged, origin, now, may) => expect(mayResume(logged, origin, now)).toBe(may));

  test.each([
    [700, 700, true],
    [700, 701, false],
    [null, null, false],
    [null, 700, false],
    [700, null, false],
  ])('counted %j then and %j now', (count, now, fits) =>
    expect(stillFits({ kind: 'users', count }, now)).toBe(fits),
  );
});

describe('failures and ends', () => {
  test('every kind of error has a verdict', () => {
    const verdicts = Object.fromEntries(
      errorKindSchema.options.map((kind) => [kind, judgeFailure(body(kind), 'users')]),
    );
    expect(verdicts).toEqual({
      input: 'lose',
      'not-permitted': 'skip',
      auth: 'stop',
      'not-found': 'lose',
      conflict: 'lose',
      network: 'stop',
      'not-a-tenant': 'stop',
      tenant: 'lose',
      storage: 'stop',
      keychain: 'stop',
      unavailable: 'lose',
      cancelled: 'stop',
      internal: 'lose',
    });
  });

  test.each(['not-found', 'unavailable'] as const)(
    '%s is a failure, but of kinds a version may lack',
    (why) => {
      const skipped = factKinds.filter((kind) => judgeFailure(body(why), kind) === 'skip');
      expect(skipped).toEqual(['permission-sets', 'identity-providers']);
    },
  );

  test.each([
    ['users', 0, true],
    ['access-rules', 0, true],
    ['service-accounts', 0, false],
    ['service-accounts', 1, true],
    ['roles', 0, false],
  ] as const)('%s, of which %i are known, skipped: missed is %s', (kind, kept, missed) =>
    expect(isMissed(kind, kept)).toBe(missed),
  );

  const end = (what: 'complete' | 'absent' | 'skipped' | 'failed' | 'unsettled') => ({
    end: what,
    error: what === 'complete' || what === 'absent' ? null : { ...body('tenant'), reason: what },
  });
  test.each([
    [['complete', 'absent'], 'complete', undefined],
    [['complete', 'skipped'], 'partial', 'skipped'],
    [['skipped', 'complete', 'failed'], 'partial', 'failed'],
    [['unsettled'], 'partial', 'unsettled'],
    [['failed', 'skipped'], 'failed', 'failed'],
  ] as const)('%j is %s', (ends, outcome, reason) => {
    const judged = outcomeOf(ends.map(end));
    expect(judged.outcome).toBe(outcome);
    expect(judged.error?.reason).toBe(reason);
  });
});
