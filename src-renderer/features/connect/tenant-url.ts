/** What can be said about a tenant's address while it is typed. The main process decides; this only helps to type. */
export interface UrlReading {
  /** The origin that will be used, e.g. `https://acme.run.ai`; null while it cannot be one. */
  readonly origin: string | null;
  /** What was left out or chosen, in words; null when nothing was. */
  readonly note: string | null;
  /** Why it cannot be an address; null when it can, or while it is empty. */
  readonly problem: string | null;
}

/** This machine, where http is allowed. */
const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads a tenant's address the way the main process does: a missing scheme is https (http for this machine), path and
 * search are dropped, plain http is refused except on this machine, and so is a name or password before an @.
 */
export function readTenantUrl(text: string): UrlReading {
  const typed = text.trim().replace(/^[<"'“”]+|[>"'“”]+$/g, '');
  if (typed === '') return { origin: null, note: null, problem: null };
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(typed))
    return refuse('An address has no spaces or hidden characters inside.');
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const url = parse(hasScheme ? typed : `https://${typed}`);
  if (url === null || url.hostname === '')
    return refuse('This is not a web address. Type it like acme.run.ai.');
  if (url.username !== '' || url.password !== '') {
    return refuse('Take out the name or password in front of the @. The account is asked for below.');
  }
  if (!hasScheme && loopback.test(url.hostname)) url.protocol = 'http:';
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse('A tenant’s address starts with https.');
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) {
    return refuse(
      'Without https the secret would travel readable for everyone. Type the address with https.',
    );
  }
  const more = url.pathname !== '/' || url.search !== '' || url.hash !== '';
  return {
    origin: url.origin,
    note: more ? 'What follows the host name is left out; it is not needed.' : null,
    problem: null,
  };
}

/** The http origin of an https address of this machine, where nothing is lost without https; null for any other. */
export function plainOrigin(text: string): string | null {
  const { origin } = readTenantUrl(text);
  if (origin === null || !origin.startsWith('https:')) return null;
  return loopback.test(new URL(origin).hostname) ? origin.replace('https:', 'http:') : null;
}

function refuse(problem: string): UrlReading {
  return { origin: null, note: null, problem };
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
