import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { History } from '../../db/history/history-protocol.ts';
import type { Mirror } from '../../db/mirror.ts';
import { ensurePrivateFolder } from '../../db/private-files.ts';

/** What looking back needs. */
export interface PastMirrorDeps {
  readonly history: Pick<History, 'moments' | 'build'>;
  /** The tenant's folder. */
  readonly folder: string;
  /** Opens the mirror at a path. */
  open(path: string): Promise<Mirror>;
}

/** The moment that is looked at; `at` in milliseconds. */
export interface LookedAt {
  readonly moment: number;
  readonly at: number;
}

/**
 * The mirror of a moment that is over, beside the mirror of today: everything that can be asked of one can be asked of the
 * other. It lies in a folder of its own that is made for each look and removed after it.
 */
export interface PastMirror {
  /** Null = today. */
  looked(): { readonly at: LookedAt; readonly mirror: Mirror } | null;
  /** Null goes back to today. Rejects with `moment-unknown` or `storage`; then nothing has changed. */
  lookAt(moment: number | null): Promise<void>;
}

/** See {@link PastMirror}. */
export function createPastMirror({ history, folder, open }: PastMirrorDeps): PastMirror {
  let looked: { readonly at: LookedAt; readonly mirror: Mirror; readonly place: string } | null = null;
  let looks = 0;
  let last: Promise<void> = Promise.resolve();

  const forget = async (): Promise<void> => {
    const gone = looked;
    looked = null;
    if (gone === null) return;
    await gone.mirror.close();
    await rm(gone.place, { recursive: true, force: true });
  };
  const look = async (moment: number | null): Promise<void> => {
    if (moment === null) return await forget();
    looks += 1;
    const place = join(folder, 'as-of', String(looks));
    // What a look that was cut off has left.
    await rm(place, { recursive: true, force: true });
    ensurePrivateFolder(place);
    const path = join(place, 'mirror.db');
    try {
      await history.build(moment, path);
      const at = (await history.moments()).find(({ id }) => id === moment)?.at ?? 0;
      const mirror = await open(path);
      await forget();
      looked = { at: { moment, at }, mirror, place };
    } catch (thrown) {
      await rm(place, { recursive: true, force: true });
      throw thrown;
    }
    return undefined;
  };

  return {
    looked: () => looked,
    lookAt(moment) {
      const turn = last.catch(() => {}).then(() => look(moment));
      last = turn;
      return turn;
    },
  };
}
