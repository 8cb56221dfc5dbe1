/** One credential as it goes into a file. The only shape outside the tray that holds a secret; never kept. */
export interface HandOverEntry {
  /** E-mail or client id to sign in with. */
  readonly account: string;
  readonly secret: string;
  readonly url: string;
  /** Name of the entry in a password manager. */
  readonly title: string;
  readonly notes: string;
  /** Folder, group or tag: the tenant's name. */
  readonly folder: string;
  /** RFC 3339 UTC. */
  readonly issuedAt: string;
}
