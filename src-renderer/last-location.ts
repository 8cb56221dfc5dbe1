import type { AppRouter } from './router.tsx';
import type { Stores } from './stores/stores.ts';

/** Milliseconds of quiet before an address is saved. */
const quiet = 400;
/** Longest address the settings keep. */
const longest = 4000;

/** An address of ours: a path with its search, never another origin. */
export function isOwnLocation(location: string): boolean {
  return /^\/(?![/\\])/.test(location) && location.length <= longest;
}

/** Goes where the window was last, unless it was started with an address; afterwards saves where it goes. */
export function keepLastLocation(router: AppRouter, stores: Stores): () => void {
  const { lastLocation } = stores.settings.getState().settings;
  const started = router.history.location;
  if (
    started.pathname === '/' &&
    started.search === '' &&
    lastLocation !== null &&
    isOwnLocation(lastLocation)
  ) {
    router.history.replace(lastLocation);
  }
  let timer: ReturnType<typeof setTimeout> | null = null;
  const unsubscribe = router.history.subscribe(() => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      const { pathname, search } = router.history.location;
      const location = `${pathname}${search}`;
      if (isOwnLocation(location)) void stores.settings.getState().change({ lastLocation: location });
    }, quiet);
  });
  return () => {
    if (timer !== null) clearTimeout(timer);
    unsubscribe();
  };
}
