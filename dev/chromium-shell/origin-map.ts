/**
 * A page of a custom scheme needs a stand-in address in Chromium, which knows only its own schemes:
 * `app://rolebook/x` is shown as `https://rolebook.app.localhost/x`. Nothing listens there; every request is
 * answered by the protocol's handler. The app itself only ever sees the left one.
 */
export interface OriginMap {
  /** From the app's address to Chromium's. Other addresses stay. */
  toChromium(address: string): string;
  /** From Chromium's address to the app's. Other addresses stay. */
  toApp(address: string): string;
  /** Whether Chromium's address stands for one of a custom scheme. */
  isOurs(address: string): boolean;
}

/** @param schemes the registered custom schemes, asked for at each call */
export function createOriginMap(schemes: () => readonly string[]): OriginMap {
  const schemeOfHost = (host: string): { scheme: string; host: string } | null => {
    for (const scheme of schemes()) {
      const tail = `.${scheme}.localhost`;
      if (host.endsWith(tail) && host.length > tail.length)
        return { scheme, host: host.slice(0, -tail.length) };
    }
    return null;
  };
  const read = (address: string): { scheme: string; host: string; rest: string } | null => {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
      return null;
    const known = schemeOfHost(url.hostname);
    return known === null ? null : { ...known, rest: `${url.pathname}${url.search}${url.hash}` };
  };

  return {
    toChromium(address) {
      if (!URL.canParse(address)) return address;
      const url = new URL(address);
      const scheme = url.protocol.slice(0, -1);
      if (!schemes().includes(scheme)) return address;
      return `https://${url.host}.${scheme}.localhost${url.pathname || '/'}${url.search}${url.hash}`;
    },
    toApp(address) {
      const found = read(address);
      return found === null ? address : `${found.scheme}://${found.host}${found.rest}`;
    },
    isOurs: (address) => read(address) !== null,
  };
}
