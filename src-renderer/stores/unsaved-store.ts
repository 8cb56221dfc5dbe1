import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** Whether an editor holds what is not saved yet, and the question before it is left. */
export interface Unsaved {
  /** Somebody wants to leave: the editor that holds something shows the question and answers it. */
  readonly asked: boolean;
  /** Called by an editor from its first change on; what comes back lets go. */
  readonly hold: () => () => void;
  /** Whether the editor may be left, e.g. for another tenant; asks only where something would be lost. */
  readonly mayLeave: () => Promise<boolean>;
  readonly answer: (leave: boolean) => void;
}

/** See {@link Unsaved}. */
export function createUnsavedStore(): StoreApi<Unsaved> {
  const held = new Set<symbol>();
  let waiting: ((leave: boolean) => void)[] = [];
  return createStore<Unsaved>((set, get) => ({
    asked: false,
    hold() {
      const mine = Symbol('unsaved');
      held.add(mine);
      return () => {
        held.delete(mine);
        // Saved or gone meanwhile: there is nothing left to lose, and nobody left to answer.
        if (held.size === 0) get().answer(true);
      };
    },
    mayLeave() {
      if (held.size === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        waiting.push(resolve);
        set({ asked: true });
      });
    },
    answer(leave) {
      const told = waiting;
      waiting = [];
      set({ asked: false });
      for (const tell of told) tell(leave);
    },
  }));
}
