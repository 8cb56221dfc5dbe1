import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';

/** Drafts of the open editors, and those that a lock closed. In memory only, and only until they are taken back. */
export interface DraftBox {
  keep(input: ParsedInput<'drafts.keep'>): null;
  drop(input: ParsedInput<'drafts.drop'>): null;
  takeBack(): CallOutput<'drafts.takeBack'>;
  /** The lock shut and the pages end: what their editors held is for the page after the unlock. */
  locked(): void;
}

/** More editors than a window can have open. */
const most = 10;

interface Kept {
  readonly tenant: string;
  readonly text: string;
}

/** Makes the box, empty. `tenant` names the open connection; null when none is open. */
export function createDraftBox(deps: { tenant(): string | null }): DraftBox {
  let open = new Map<string, Kept>();
  let closed = new Map<string, Kept>();
  return {
    keep({ name, text }) {
      const tenant = deps.tenant();
      if (tenant === null || (!open.has(name) && open.size >= most)) return null;
      open.set(name, { tenant, text });
      return null;
    },
    drop({ name }) {
      open.delete(name);
      return null;
    },
    takeBack() {
      const tenant = deps.tenant();
      const drafts = [...closed].filter(([, kept]) => kept.tenant === tenant);
      closed = new Map();
      return drafts.map(([name, { text }]) => ({ name, text }));
    },
    locked() {
      closed = open;
      open = new Map();
    },
  };
}
