import { expect, test } from 'vitest';
import { createOpenPlace, type OpenPlace } from '../../../src-main/services/open-place.ts';
import type { OpenedSession } from '../../../src-main/session/create-tenant-session.ts';

/** A session that only notes that it was closed. */
function session(key: string, closed: string[]): OpenedSession {
  const unused = (): never => {
    throw new Error('not asked for here');
  };
  return {
    key,
    signIn: unused,
    known: unused,
    describe: unused,
    link: unused,
    client: unused,
    retry: unused,
    setWorkOffline: unused,
    onLinkChanged: unused,
    close: async () => void closed.push(key),
  };
}

const enter = (place: OpenPlace, one: OpenedSession): Promise<void> =>
  place.begin(one, place.approach()).finish();

test('a tenant that fails to close ends the turn: nothing is open, both are closed, the next can open', async () => {
  const closed: string[] = [];
  let troubles = 1;
  const place = createOpenPlace({
    onOpened: async () => {},
    onClosed: async () => {
      troubles -= 1;
      if (troubles === 0) throw new Error('disk full');
    },
  });
  await enter(place, session('a', closed));
  await expect(enter(place, session('b', closed))).rejects.toThrow('disk full');
  expect(place.current()).toBeNull();
  expect(place.isQuiet()).toBe(true);
  expect(closed).toEqual(['a', 'b']);
  const next = session('c', closed);
  await enter(place, next);
  expect(place.current()).toBe(next);
  expect(place.isQuiet()).toBe(true);
  expect(closed).toEqual(['a', 'b']);
});

test('a tenant that fails to open ends the turn too', async () => {
  const closed: string[] = [];
  const place = createOpenPlace({
    onOpened: () => Promise.reject(new Error('disk full')),
    onClosed: async () => {},
  });
  await expect(enter(place, session('a', closed))).rejects.toThrow('disk full');
  expect(place.current()).toBeNull();
  expect(place.isQuiet()).toBe(true);
  expect(closed).toEqual(['a']);
});
