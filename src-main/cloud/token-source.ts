/**
 * Where HTTP gets its bearer token; the session implements it. Both methods reject with a RolebookError: `auth` when
 * a new sign-in is needed, `network` when nobody could be asked.
 */
export interface TokenSource {
  /** A token that is good for at least a moment. */
  token(): Promise<string>;
  /**
   * The tenant refused `failed`. Answers the current token when that is a newer one already, else a renewed one;
   * however many ask at once, one renewal is made.
   */
  renew(failed: string): Promise<string>;
}
