/** A set of actors by number, of which there may be hundreds of thousands. */
export class ActorSet {
  readonly #has: Uint8Array;

  /** `capacity`: more than any number that is added. */
  constructor(capacity: number) {
    this.#has = new Uint8Array(capacity);
  }

  add(actor: number): void {
    this.#has[actor] = 1;
  }

  has(actor: number): boolean {
    return this.#has[actor] === 1;
  }

  /** Adds all of another set. */
  addAll(others: ActorSet): void {
    const most = Math.min(this.#has.length, others.#has.length);
    for (let actor = 0; actor < most; actor += 1)
      this.#has[actor] = (this.#has[actor] ?? 0) | (others.#has[actor] ?? 0);
  }

  /** All of them, the lowest first. */
  numbers(): Int32Array {
    const found = new Int32Array(this.#has.length);
    let count = 0;
    for (let actor = 0; actor < this.#has.length; actor += 1) {
      found[count] = actor;
      count += this.#has[actor] ?? 0;
    }
    return found.subarray(0, count);
  }
}
