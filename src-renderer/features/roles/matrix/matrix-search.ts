/** What the table of roles keeps in the address. */
export interface MatrixSearch {
  /** A version whose printed table is shown; left out for the open tenant. */
  readonly version?: string;
  readonly q?: string;
}

/** Takes from an address what the table knows; never fails. */
export function readMatrixSearch(raw: Readonly<Record<string, unknown>>): MatrixSearch {
  const { version, q } = raw;
  return {
    ...(typeof version === 'string' && /^\d{1,2}\.\d{1,3}$/.test(version) ? { version } : {}),
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 100) } : {}),
  };
}
