/** Randomness as a part that is passed in: seeded in tests, the OS's own in the product. */
export interface Random {
  /** A whole number from 0 (inclusive) to `bound` (exclusive), without bias. */
  below(bound: number): number;
  /** A random UUID (version 4 or 7). */
  uuid(): string;
}
