import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { noChanges } from '../../src-shared/domain/change.ts';
import type { OutboxCounts } from '../../src-shared/domain/change.ts';

/** What the window knows of the outbox without asking: the counts, and when it last moved. */
export interface ChangesMirror {
  readonly counts: OutboxCounts;
  /** Rises with every notice; what shows changes asks again. */
  readonly revision: number;
  /** A notice that the outbox moved. */
  readonly take: (counts: OutboxCounts) => void;
  /** Counts that came with something else, e.g. with the state of another tenant. */
  readonly know: (counts: OutboxCounts) => void;
}

/** See {@link ChangesMirror}. */
export function createChangesStore(): StoreApi<ChangesMirror> {
  return createStore<ChangesMirror>((set) => ({
    counts: noChanges,
    revision: 0,
    take: (counts) => set((before) => ({ counts, revision: before.revision + 1 })),
    know: (counts) => set({ counts }),
  }));
}
