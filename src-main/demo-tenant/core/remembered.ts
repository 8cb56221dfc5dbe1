/** Results of scans, kept until the tenant changes. */
export interface Remembered {
  get(key: string, make: () => number[]): number[];
}

const KEPT = 8;

/** Creates a memory of the last few results; `revision` tells when the tenant has changed. */
export function createRemembered(revision: () => number): Remembered {
  const results = new Map<string, number[]>();
  let of = -1;
  return {
    get: (key, make) => {
      if (of !== revision()) {
        results.clear();
        of = revision();
      }
      const known = results.get(key);
      if (known !== undefined) return known;
      const made = make();
      if (results.size >= KEPT) results.delete(results.keys().next().value ?? key);
      results.set(key, made);
      return made;
    },
  };
}
