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
    onAgain: async () => {},
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
    onAgain: async () => {},
  });
  await expect(enter(place, session('a', closed))).rejects.toThrow('disk full');
  expect(place.current()).toBeNull();
  expect(place.isQuiet()).toBe(true);
  expect(closed).toEqual(['a']);
});

test('the files of what is open are opened again in its turn, with the same session', async () => {
  const closed: string[] = [];
  const done: string[] = [];
  const place = createOpenPlace({
    onOpened: async () => void done.push('opened'),
    onClosed: async () => void done.push('closed'),
    onAgain: async () => void done.push('again'),
  });
  await place.again();
  expect(done).toEqual([]);
  const one = session('a', closed);
  await enter(place, one);
  await place.again();
  expect(place.current()).toBe(one);
  const other = session('b', closed);
  // Another tenant is on its way: its opening closes these files anyway.
  const [entered, again] = [enter(place, other), place.again()];
  await Promise.all([entered, again]);
  expect(done).toEqual(['opened', 'again', 'closed', 'opened', 'again']);
  expect(place.current()).toBe(other);
});

test('files that cannot be opened again leave the place empty and the session closed', async () => {
  const closed: string[] = [];
  const place = createOpenPlace({
    onOpened: async () => {},
    onClosed: async () => {},
    onAgain: () => Promise.reject(new Error('disk full')),
  });
  await enter(place, session('a', closed));
  await expect(place.again()).rejects.toThrow('disk full');
  expect(place.current()).toBeNull();
  expect(closed).toEqual(['a']);
});
