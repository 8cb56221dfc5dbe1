import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** Which views changed when. What is on screen asks again when its number rises. */
export interface MirrorRevisions {
  /** By view; a view that never changed since the start is 0. */
  readonly byView: Readonly<Record<string, number>>;
  /** Rises with every notice; for screens that read several views. */
  readonly any: number;
  readonly take: (notice: { readonly revision: number; readonly views: readonly string[] }) => void;
}

/** See {@link MirrorRevisions}. */
export function createMirrorStore(): StoreApi<MirrorRevisions> {
  return createStore<MirrorRevisions>((set) => ({
    byView: {},
    any: 0,
    take: (notice) =>
      set((before) => ({
        any: before.any + 1,
        byView: {
          ...before.byView,
          ...Object.fromEntries(notice.views.map((view) => [view, (before.byView[view] ?? 0) + 1])),
        },
      })),
  }));
}
