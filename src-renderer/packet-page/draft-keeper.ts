import { openDraft, type OpenedPage, sealDraft } from './page-crypto.ts';

/** Keeps drafts in this browser, where it lets a page from a disk do so. */
export interface DraftKeeper {
  /** Whether the last attempt worked. */
  readonly works: boolean;
  keep(draft: unknown): Promise<void>;
  /** What was kept of this packet; null: nothing that can be read. */
  find(): Promise<unknown>;
}

/**
 * Browsers do as they like with `localStorage` on `file:`: some keep it for each file, some for all, some not at all. What is
 * kept there is sealed, so that whoever else reads it learns nothing.
 */
export function createDraftKeeper(opened: OpenedPage): DraftKeeper {
  const name = `rolebook-review ${opened.packet.packet}`;
  let works = true;
  return {
    get works() {
      return works;
    },
    async keep(draft) {
      try {
        localStorage.setItem(name, await sealDraft(opened, draft));
        works = true;
      } catch {
        works = false;
      }
    },
    async find() {
      try {
        const text = localStorage.getItem(name);
        return text === null ? null : await openDraft(opened, text);
      } catch {
        works = false;
        return null;
      }
    },
  };
}
