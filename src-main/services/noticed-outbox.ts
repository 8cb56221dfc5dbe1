import type { Change } from '../../src-shared/domain/change.ts';
import type { Outbox } from '../db/outbox.ts';

/** The outbox, telling after each commit what was added and moved. */
export function noticedOutbox(outbox: Outbox, onMoved: (moved: readonly Change[]) => void): Outbox {
  return {
    ...outbox,
    commit(commit) {
      const moved = outbox.commit(commit);
      onMoved(moved);
      return moved;
    },
  };
}
