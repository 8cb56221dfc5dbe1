/** Places in the order of their keys, the greatest first; of equal ones as they were. Keys are small whole numbers. */
function ordered(order: Int32Array, keys: Int32Array): Int32Array {
  let most = 0;
  for (const at of order) most = Math.max(most, keys[at] ?? 0);
  if (most === 0) return order;
  const starts = new Int32Array(most + 2);
  for (const at of order) {
    const after = most - (keys[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let key = 1; key < starts.length; key += 1) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  const found = new Int32Array(order.length);
  for (const at of order) {
    const key = most - (keys[at] ?? 0);
    const to = starts[key] ?? 0;
    found[to] = at;
    starts[key] = to + 1;
  }
  return found;
}

/** Numbers by how much those lose and then gain, heaviest first; of equal ones in the order in which they are added. */
export class Weighed {
  count = 0;
  #mostLost = 0;
  /** How many lose so much. */
  #byLoss = new Int32Array(256);
  readonly #ones: Int32Array;
  readonly #lost: Int32Array;
  readonly #gained: Int32Array;

  /** `capacity`: as many as are added at most. */
  constructor(capacity: number) {
    this.#ones = new Int32Array(capacity);
    this.#lost = new Int32Array(capacity);
    this.#gained = new Int32Array(capacity);
  }

  add(one: number, lost: number, gained: number): void {
    this.#ones[this.count] = one;
    this.#lost[this.count] = lost;
    if (lost > this.#mostLost) this.#grow(lost);
    this.#byLoss[lost] = (this.#byLoss[lost] ?? 0) + 1;
    this.#gained[this.count] = gained;
    this.count += 1;
  }

  /** Those from a place in the order up to before another. */
  window(from: number, to: number): number[] {
    const near = this.#upTo(to);
    const byBoth = ordered(ordered(near, this.#gained), this.#lost);
    return Array.from(byBoth.subarray(from, to), (at) => this.#ones[at] ?? 0);
  }

  #grow(lost: number): void {
    this.#mostLost = lost;
    if (lost < this.#byLoss.length) return;
    const more = new Int32Array(lost * 2);
    more.set(this.#byLoss);
    this.#byLoss = more;
  }

  /** Those that lose as much as the first `to` do, as they were added: the rest need no order. */
  #upTo(to: number): Int32Array {
    const [lost, count, byLoss] = [this.#lost, this.count, this.#byLoss];
    let [least, found] = [this.#mostLost, byLoss[this.#mostLost] ?? 0];
    while (found < to && least > 0) {
      least -= 1;
      found += byLoss[least] ?? 0;
    }
    const near = new Int32Array(found);
    let next = 0;
    for (let at = 0; at < count; at += 1) {
      if ((lost[at] ?? 0) < least) continue;
      near[next] = at;
      next += 1;
    }
    return near;
  }
}
