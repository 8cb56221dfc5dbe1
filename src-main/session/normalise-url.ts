import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** A tenant's address, made plain. */
export interface TenantAddress {
  /** Scheme, host and port, as everything is pinned to: ASCII, no trailing slash. */
  readonly origin: string;
  /** Host (and port where it is not the usual one) for people; names outside ASCII in their own letters. */
  readonly shown: string;
}

const wrong = (reason: string, message: string, hint: string): RolebookError =>
  new RolebookError({ kind: 'input', origin: 'main', reason, message, hint });

const withCredentials = (): RolebookError =>
  wrong(
    'url-with-credentials',
    'The address holds a name or a password in front of an @.',
    'Take it out; Rolebook asks for the account separately.',
  );

const example = 'It looks like https://tenant.example.com.';

/**
 * The address out of what somebody typed or pasted: a bare host gets https (this machine http), paths and queries
 * are dropped, http is taken on this machine only. Pure. Throws an `input` RolebookError: `url-empty`, `url-wrong`, `url-scheme`,
 * `url-not-secure`, `url-with-credentials`.
 */
export function normaliseUrl(typed: string): TenantAddress {
  const text = typed.trim().replace(/^[<"'“”]+|[>"'“”]+$/g, '');
  if (text === '') throw wrong('url-empty', 'The tenant’s address is missing.', example);
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(text)) {
    throw wrong('url-wrong', 'An address has no spaces or hidden characters inside.', example);
  }
  if (/^(?:[a-z][a-z0-9+.-]*:\/+)?[^/?#]*@/i.test(text)) throw withCredentials();
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d{1,5}(?:[/?#]|$))/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') {
    throw wrong('url-scheme', `An address that starts with ${scheme}: is not a tenant’s.`, example);
  }
  const rest = scheme === undefined ? text : text.slice(scheme.length + 1).replace(/^\/*/, '');
  const url = parsed(`${scheme ?? 'https'}://${rest.replace(/^\/+/, '')}`);
  if (url.username !== '' || url.password !== '') throw withCredentials();
  url.hostname = url.hostname.replace(/\.$/, '');
  if (!plausibleHost(url.hostname)) {
    throw wrong('url-wrong', `“${url.hostname}” is not the name of a computer.`, example);
  }
  const local = isThisMachine(url.hostname);
  if (url.protocol === 'http:' && !local) {
    throw wrong(
      'url-not-secure',
      'http would send the secret readable by everyone on the way.',
      `Use https://${url.host} instead; http is for this computer only.`,
    );
  }
  if (scheme === undefined && local) url.protocol = 'http:';
  return { origin: url.origin, shown: shownHost(text, url) };
}

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw wrong('url-wrong', 'This is not an address.', example);
  }
}

/** A name with a dot, this machine, or an IP address. */
function plausibleHost(host: string): boolean {
  if (host === '') return false;
  if (host.startsWith('[') || isThisMachine(host)) return true;
  return (
    host.length <= 253 &&
    host.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  );
}

function isThisMachine(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** Keeps the letters that were typed for a name outside ASCII, when they are what the address means. */
function shownHost(typed: string, url: URL): string {
  if (!url.hostname.includes('xn--')) return url.host;
  const letters = /^(?:[a-z]+:\/*)?([^/?#:@]+)/i.exec(typed)?.[1]?.normalize('NFC').toLowerCase() ?? '';
  const port = url.port === '' ? '' : `:${url.port}`;
  return letters === '' || letters === url.hostname ? url.host : `${letters}${port} (${url.host})`;
}
