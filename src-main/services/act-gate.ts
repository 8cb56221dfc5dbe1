/**
 * Knows which acts are under way, so that a tenant is not closed in the middle of one: its reply may carry a password,
 * and its outcome belongs into that tenant's journal.
 */
export class ActGate {
  readonly #running = new Set<Promise<unknown>>();

  /** Does an act; {@link ActGate.idle} waits for it, whatever its end. */
  during<T>(act: () => Promise<T>): Promise<T> {
    const running = act().finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Resolves when no act is under way. Never rejects. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
