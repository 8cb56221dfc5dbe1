import type { App, Event, WebContents } from 'electron';
import type { Log } from '../log/log.ts';
import { parseAppAddress } from './app-origin.ts';

/** What the guard needs. */
export interface NavigationGuardDeps {
  readonly app: Pick<App, 'on'>;
  readonly log: Log;
  /** Origin of the development server; null in every built app. */
  readonly devOrigin: string | null;
}

/** Whether a window may stand on this address. */
export function mayNavigate(address: string, devOrigin: string | null): boolean {
  if (parseAppAddress(address) !== null) return true;
  return devOrigin !== null && URL.canParse(address) && new URL(address).origin === devOrigin;
}

/** Only the scheme reaches the log: the rest of an address is somebody else's text. */
function schemeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : 'unreadable';
}

/**
 * Keeps every page, whoever opened it, on our origin: no way out by link, form, redirect or script, no second
 * window, no embedded page (reliability §1.1 items 11–14). To be called before the first window.
 */
export function guardNavigation(deps: NavigationGuardDeps): void {
  const stop = (event: Pick<Event, 'preventDefault'>, what: string, address: string): void => {
    event.preventDefault();
    deps.log.warn('navigation.refused', { what, scheme: schemeOf(address) });
  };

  deps.app.on('web-contents-created', (_event: Event, contents: WebContents) => {
    contents.on('will-navigate', (details) => {
      if (!mayNavigate(details.url, deps.devOrigin)) stop(details, 'navigate', details.url);
    });
    contents.on('will-frame-navigate', (details) => {
      const allowed = details.isMainFrame && mayNavigate(details.url, deps.devOrigin);
      if (!allowed) stop(details, 'frame', details.url);
    });
    contents.on('will-redirect', (details) => {
      if (!mayNavigate(details.url, deps.devOrigin)) stop(details, 'redirect', details.url);
    });
    contents.on('will-attach-webview', (event) => stop(event, 'webview', ''));
    contents.setWindowOpenHandler(({ url }) => {
      deps.log.warn('navigation.refused', { what: 'window', scheme: schemeOf(url) });
      return { action: 'deny' };
    });
  });
}
