/** A value that is made when it is first asked for, or ahead of that in small steps. */
export interface InSteps<Value> {
  get(): Value;
  /** Makes it step by step, as far as it is not made; ends when it is. */
  ahead(): Generator<void, void>;
}

/** Makes a value by steps, each of which costs little, once. */
export function inSteps<Value>(make: () => Generator<void, Value>): InSteps<Value> {
  let work: Generator<void, Value> | null = null;
  let made: { readonly value: Value } | null = null;
  const step = (): { readonly value: Value } | null => {
    if (made !== null) return made;
    work ??= make();
    const next = work.next();
    if (next.done !== true) return null;
    work = null;
    made = { value: next.value };
    return made;
  };
  return {
    get() {
      for (;;) {
        const found = step();
        if (found !== null) return found.value;
      }
    },
    *ahead() {
      while (step() === null) yield;
    },
  };
}
