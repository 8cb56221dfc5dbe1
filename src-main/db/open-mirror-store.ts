import { MirrorStore } from './mirror-store.ts';
import type { PageCheck } from './open-mirror-file.ts';

/**
 * Opens (or makes) a mirror and reads what its first screen needs. One whose pages are checked later may turn out damaged by
 * that alone, in whatever words: then its pages are checked after all, and it is set aside. Throws `storage` RolebookErrors.
 */
export function openMirrorStore(path: string, now: string, check: PageCheck): MirrorStore {
  if (check === 'first') return new MirrorStore(path, now, check);
  let store: MirrorStore | undefined;
  try {
    store = new MirrorStore(path, now, check);
    store.info();
    return store;
  } catch {
    store?.close();
    return new MirrorStore(path, now, 'first');
  }
}
