/** A small memory of pages: the least recently used one goes when it is full. */
export interface PageCache<T> {
  /** Counts as a use. */
  get(page: number): T | undefined;
  has(page: number): boolean;
  set(page: number, value: T): void;
  delete(page: number): void;
  clear(): void;
  readonly size: number;
}

/** Makes a {@link PageCache} of at most `capacity` pages. */
export function createPageCache<T>(capacity: number): PageCache<T> {
  const pages = new Map<number, T>();
  return {
    get(page) {
      const value = pages.get(page);
      if (value !== undefined) {
        pages.delete(page);
        pages.set(page, value);
      }
      return value;
    },
    has: (page) => pages.has(page),
    set(page, value) {
      pages.delete(page);
      pages.set(page, value);
      if (pages.size <= capacity) return;
      const oldest = pages.keys().next();
      if (oldest.done !== true) pages.delete(oldest.value);
    },
    delete: (page) => void pages.delete(page),
    clear: () => pages.clear(),
    get size() {
      return pages.size;
    },
  };
}
