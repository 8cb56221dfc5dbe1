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
  const step = (): void => {
    work ??= make();
    const next = work.next();
    if (next.done !== true) return;
    made = { value: next.value };
    work = null;
  };
  return {
    get() {
      while (made === null) step();
      return made.value;
    },
    *ahead() {
      while (made === null) {
        step();
        yield;
      }
    },
  };
}
