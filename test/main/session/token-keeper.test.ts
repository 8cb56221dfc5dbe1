import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grant, IssuedToken } from '../../../src-main/cloud/token-call.ts';
import { createTokenKeeper } from '../../../src-main/session/token-keeper.ts';
import type { ErrorKind } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

const secret: Grant = { type: 'service-account', account: 'ci', secret: 's' };
const failure = (kind: ErrorKind): RolebookError =>
  new RolebookError({ kind, origin: 'cloud', reason: 'made-up', message: 'made up' });

function keeperWith(options: {
  life?: number | null;
  refresh?: boolean;
  means?: Grant | null;
  answer?: (grant: Grant, nth: number) => RolebookError | null;
}) {
  const calls: Grant['type'][] = [];
  const time = { now: 0 };
  const keeper = createTokenKeeper({
    clock: { monotonic: () => time.now },
    means: async () => (options.means === undefined ? secret : options.means),
    request: async (grant): Promise<IssuedToken> => {
      calls.push(grant.type);
      const nth = calls.length;
      await Promise.resolve();
      const error = options.answer?.(grant, nth) ?? null;
      if (error !== null) throw error;
      return {
        access: `token-${nth}`,
        refresh: options.refresh === true ? `refresh-${nth}` : null,
        lifeSeconds: options.life === undefined ? 3600 : options.life,
        email: null,
      };
    },
  });
  return { keeper, calls, time };
}

test('one token serves until a minute before its end', async () => {
  const { keeper, calls, time } = keeperWith({ life: 3600 });
  expect(await keeper.token()).toBe('token-1');
  time.now = 3_539_999;
  expect(await keeper.token()).toBe('token-1');
  time.now = 3_540_000;
  expect(await keeper.token()).toBe('token-2');
  expect(calls).toHaveLength(2);
});

test('a token shorter than two minutes is used for half its life', async () => {
  const { keeper, time } = keeperWith({ life: 10 });
  await keeper.token();
  time.now = 4_999;
  expect(await keeper.token()).toBe('token-1');
  time.now = 5_000;
  expect(await keeper.token()).toBe('token-2');
});

test('a token without a lifetime serves until it is refused', async () => {
  const { keeper, time } = keeperWith({ life: null });
  await keeper.token();
  time.now = Number.MAX_SAFE_INTEGER;
  expect(await keeper.token()).toBe('token-1');
  expect(await keeper.renew('token-1')).toBe('token-2');
});

test('a hundred callers whose token was refused make one renewal', async () => {
  const { keeper, calls } = keeperWith({});
  const token = await keeper.token();
  const renewed = await Promise.all(Array.from({ length: 100 }, () => keeper.renew(token)));
  expect(new Set(renewed)).toEqual(new Set(['token-2']));
  expect(calls).toHaveLength(2);
});

test('however callers interleave, renewals never exceed the tokens that were truly refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 60 }),
      async (s, waves) => {
        const { keeper, calls } = keeperWith({});
        const first = await keeper.token();
        const late = waves.map((_, index) =>
          s.schedule(Promise.resolve(), `caller ${index}`).then(() => keeper.renew(first)),
        );
        await s.waitAll();
        const tokens = await Promise.all(late);
        expect(calls).toHaveLength(2);
        expect(new Set(tokens)).toEqual(new Set(['token-2']));
      },
    ),
    { numRuns: 50 },
  );
});

test('who comes late with the old token gets the new one without asking again', async () => {
  const { keeper, calls } = keeperWith({});
  const old = await keeper.token();
  const fresh = await keeper.renew(old);
  expect(await keeper.renew(old)).toBe(fresh);
  expect(calls).toHaveLength(2);
});

describe('a refresh token', () => {
  test('goes before the secret', async () => {
    const { keeper, calls } = keeperWith({ refresh: true });
    await keeper.renew(await keeper.token());
    expect(calls).toEqual(['service-account', 'refresh']);
  });

  test('that is refused gives way to the secret', async () => {
    const { keeper, calls } = keeperWith({
      refresh: true,
      answer: (grant) => (grant.type === 'refresh' ? failure('auth') : null),
    });
    expect(await keeper.renew(await keeper.token())).toBe('token-3');
    expect(calls).toEqual(['service-account', 'refresh', 'service-account']);
  });

  test('that met no network is not a sign-out, and is not spent a second time', async () => {
    const { keeper, calls } = keeperWith({
      refresh: true,
      answer: (_, nth) => (nth === 2 ? failure('network') : null),
    });
    const token = await keeper.token();
    await expect(keeper.renew(token)).rejects.toMatchObject({ body: { kind: 'network' } });
    expect(await keeper.renew(token)).toBe('token-3');
    expect(calls).toEqual(['service-account', 'refresh', 'service-account']);
  });
});

test('a failed renewal is told to all who waited and is tried anew by the next', async () => {
  const { keeper, calls } = keeperWith({ answer: (_, nth) => (nth === 2 ? failure('network') : null) });
  const token = await keeper.token();
  const ends = await Promise.allSettled([keeper.renew(token), keeper.renew(token), keeper.renew(token)]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await keeper.renew(token)).toBe('token-3');
  expect(calls).toHaveLength(3);
});

test('without kept means the sign-in has ended', async () => {
  const { keeper, calls } = keeperWith({ means: null });
  await expect(keeper.token()).rejects.toMatchObject({ body: { kind: 'auth', reason: 'sign-in-needed' } });
  expect(calls).toEqual([]);
});

test('a token that arrives after forgetting is not kept', async () => {
  const { keeper, calls } = keeperWith({});
  const early = keeper.token();
  keeper.forget();
  await early;
  await keeper.token();
  expect(calls).toHaveLength(2);
});
