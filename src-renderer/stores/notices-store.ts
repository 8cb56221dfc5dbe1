import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';

/** A short message at the edge of the window. Equal keys replace each other, so nothing floods (ux request 22). */
export interface Notice {
  readonly key: string;
  readonly tone: 'done' | 'info' | 'failed';
  readonly text: string;
  readonly hint: string | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** The notices on screen, oldest first; at most four. */
export interface Notices {
  readonly list: readonly Notice[];
  readonly show: (notice: Pick<Notice, 'key' | 'tone' | 'text'> & Partial<Notice>) => void;
  readonly showError: (key: string, error: ErrorBody) => void;
  readonly dismiss: (key: string) => void;
}

const most = 4;

/** See {@link Notices}. */
export function createNoticesStore(): StoreApi<Notices> {
  return createStore<Notices>((set, get) => ({
    list: [],
    show: (notice) =>
      set((before) => ({
        list: [
          ...before.list.filter((other) => other.key !== notice.key),
          { hint: null, action: null, ...notice },
        ].slice(-most),
      })),
    showError: (key, error) => get().show({ key, tone: 'failed', text: error.message, hint: error.hint }),
    dismiss: (key) => set((before) => ({ list: before.list.filter((other) => other.key !== key) })),
  }));
}
