/** The scheme the window is served from. Standard and secure, so it has a real origin (reliability §1.1 item 18). */
export const appScheme = 'app';

/** The one host of that scheme. */
export const appHost = 'rolebook';

/** The window's origin, exactly. */
export const appOrigin = `${appScheme}://${appHost}`;

/** What was asked for, when an address is one of the window's own. */
export interface AppAddress {
  /** As it stands in the address, percent-encoding untouched. */
  readonly pathname: string;
  readonly search: string;
}

/**
 * Reads an address of the window's own origin; null for every other one, however similar: other hosts, ports,
 * names before an @, other schemes.
 */
export function parseAppAddress(address: string): AppAddress | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  return { pathname: url.pathname === '' ? '/' : url.pathname, search: url.search };
}
