import type { Outbox } from '../db/outbox.ts';

/** The outbox, telling after each commit that something changed; for whoever edits it beside the push. */
export function noticedOutbox(outbox: Outbox, onChanged: () => void): Outbox {
  return {
    ...outbox,
    commit(commit) {
      const moved = outbox.commit(commit);
      onChanged();
      return moved;
    },
  };
}
