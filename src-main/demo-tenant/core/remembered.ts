/** Results of scans, kept until the tenant changes. */
export interface Remembered {
  get(key: string, make: () => Int32Array): Int32Array;
}

/** Entries kept altogether: 24 MB. The latest result is kept whatever its size. */
const KEPT_ENTRIES = 6_000_000;
const KEPT_RESULTS = 16;

/** Creates a memory of the last few results; `revision` tells when the tenant has changed. */
export function createRemembered(revision: () => number): Remembered {
  const results = new Map<string, Int32Array>();
  let of = -1;
  const makeRoom = (coming: number): void => {
    let kept = [...results.values()].reduce((sum, result) => sum + result.length, coming);
    for (const [key, result] of results) {
      if (kept <= KEPT_ENTRIES && results.size < KEPT_RESULTS) return;
      results.delete(key);
      kept -= result.length;
    }
  };
  return {
    get: (key, make) => {
      if (of !== revision()) {
        results.clear();
        of = revision();
      }
      const known = results.get(key);
      if (known !== undefined) return known;
      const made = make();
      makeRoom(made.length);
      results.set(key, made);
      return made;
    },
  };
}
