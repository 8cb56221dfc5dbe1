import type { ProductLine } from '../../../../src-shared/domain/tenant.ts';

/** What the table of roles keeps in the address. */
export interface MatrixSearch {
  /** A version whose printed table is shown, or `tenant` for the roles of the open one; left out: what fits the tenant. */
  readonly version?: string;
  readonly q?: string;
}

/**
 * The version whose printed table is shown; null for the roles of the open tenant. 2.13 is the one version whose table says more
 * than the tenant does: scopes beside permissions, and what is odd about it.
 */
export function shownVersion({ version }: MatrixSearch, productLine: ProductLine | null): string | null {
  const shown = version ?? (productLine === '2.13' ? '2.13' : 'tenant');
  return shown === 'tenant' ? null : shown;
}

/** Takes from an address what the table knows; never fails. */
export function readMatrixSearch(raw: Readonly<Record<string, unknown>>): MatrixSearch {
  const { version, q } = raw;
  return {
    ...(typeof version === 'string' && /^(?:tenant|\d{1,2}\.\d{1,3})$/.test(version) ? { version } : {}),
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 100) } : {}),
  };
}
