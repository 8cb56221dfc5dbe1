import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** Query values; a list is written comma separated (`explode: false`, tenant-api §2). Undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One path segment out of data. Throws for what would change the path's shape (`..`, empty). */
export function segment(value: string | number): string {
  const text = String(value);
  if (text === '' || text === '.' || text === '..') {
    throw new RolebookError({
      kind: 'internal',
      origin: 'cloud',
      reason: 'bad-path-segment',
      message: 'An id of this tenant cannot be part of an address.',
    });
  }
  return encodeURIComponent(text);
}

/** The full address of a call. Throws when a path would leave the tenant's origin: the token goes to one origin only (I10). */
export function requestUrl(origin: string, path: string, query: Query = {}): URL {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${queryValue(value)}`);
  const url = new URL(pairs.length === 0 ? path : `${path}?${pairs.join('&')}`, origin);
  if (url.origin !== origin || !path.startsWith('/') || path.startsWith('//') || url.username !== '') {
    throw new RolebookError({
      kind: 'internal',
      origin: 'cloud',
      reason: 'foreign-origin',
      message: 'A call was about to leave the tenant’s address and was stopped.',
    });
  }
  return url;
}

function queryValue(value: Query[string]): string {
  return typeof value === 'object'
    ? value.map((each) => encodeURIComponent(each)).join(',')
    : encodeURIComponent(String(value));
}
