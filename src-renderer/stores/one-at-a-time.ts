/**
 * The same question, asked once at a time: whoever asks while one is on its way shares one more after it. For what many
 * notices in a row make out of date, such as a thousand resets one by one.
 */
export function oneAtATime(ask: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    current = ask().finally(() => {
      current = null;
    });
    return current;
  };
  return () => {
    if (current === null) return start();
    next ??= current
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
