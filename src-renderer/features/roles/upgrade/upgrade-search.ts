/** What the page about upgrades keeps in the address. */
export interface UpgradeSearch {
  /** Versions the way leads from and to; left out: from the open tenant's own version to the newest. */
  readonly from?: string;
  readonly to?: string;
}

const version = /^\d{1,2}\.\d{1,3}$/;

/** Takes from an address what the page knows; one version without the other says nothing. Never fails. */
export function readUpgradeSearch(raw: Readonly<Record<string, unknown>>): UpgradeSearch {
  const { from, to } = raw;
  return typeof from === 'string' && version.test(from) && typeof to === 'string' && version.test(to)
    ? { from, to }
    : {};
}
