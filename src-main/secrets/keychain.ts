/**
 * The OS keychain as the rest of the app sees it (design §9: keytar stays behind this). Values are text up to
 * 2,560 bytes (the smallest limit of the three systems). Every method rejects with a `keychain` RolebookError
 * when the keychain does not answer; `available` never rejects.
 */
export interface Keychain {
  /** Whether secrets outlive the session. False = the visible session-only mode. */
  available(): Promise<boolean>;
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  /** True when there was something to remove. */
  delete(account: string): Promise<boolean>;
}
