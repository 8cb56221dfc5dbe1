/** Whether somebody waits for the first rows of the app's start. */
export interface StartHaste {
  /** True once while the start runs: what is opened again, or later, is in no haste. */
  take(): boolean;
  during(start: () => Promise<unknown>): Promise<void>;
}

/** See {@link StartHaste}. */
export function createStartHaste(): StartHaste {
  let haste = false;
  return {
    take() {
      const was = haste;
      haste = false;
      return was;
    },
    async during(start) {
      haste = true;
      try {
        await start();
      } finally {
        haste = false;
      }
    },
  };
}
