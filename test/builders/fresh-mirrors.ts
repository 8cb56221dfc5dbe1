import { afterEach } from 'vitest';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import { movableClock, openMirror, temporaryFolder } from './opened-mirror.ts';

/** Makes mirrors in folders of their own, which go with the test that asked for them. Called once by a test file. */
export function freshMirrors(): (clock?: ReturnType<typeof movableClock>) => Promise<RebuildableMirror> {
  const ends: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });
  return async (clock = movableClock()) => {
    const mirror = await openMirror(
      temporaryFolder((work) => ends.push(work)),
      clock,
    );
    ends.push(() => mirror.close());
    return mirror;
  };
}
