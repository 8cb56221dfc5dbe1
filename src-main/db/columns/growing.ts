/** A list of 32-bit whole numbers that grows; `data` is longer than `length`. */
export class Ints {
  data: Int32Array;
  length = 0;

  constructor(capacity = 16) {
    this.data = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Int32Array(Math.ceil(this.length * 1.5) + 16);
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length] = value;
    this.length += 1;
  }

  /** The number at an index below `length`. */
  at(index: number): number {
    return this.data[index] ?? 0;
  }
}

/** A list of numbers that grows; NaN stands for nothing. */
export class Floats {
  data: Float64Array;
  length = 0;

  constructor(capacity = 16) {
    this.data = new Float64Array(capacity);
  }

  push(value: number | null): void {
    if (this.length === this.data.length) {
      const wider = new Float64Array(Math.ceil(this.length * 1.5) + 16);
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length] = value ?? Number.NaN;
    this.length += 1;
  }

  at(index: number): number {
    return this.data[index] ?? Number.NaN;
  }
}
