import { vi } from 'vitest';

/** Asks again and again until what is expected holds, and answers that; fails with the last reason after half a minute. */
export const eventually = <T>(check: () => Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 30_000, interval: 30 });
