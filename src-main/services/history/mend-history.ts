import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { MendableHistory } from '../../db/history/create-history.ts';
import type { Log } from '../../log/log.ts';

/** What mending a history needs. */
export interface MendHistoryDeps {
  readonly history: Pick<MendableHistory, 'again'>;
  /** Damage was found: whether it is mended now. See {@link Mended}. */
  mayMend(): boolean;
  /** It is open again, or another was begun. */
  onMended(): void;
  readonly log: Log;
}

/**
 * Has a history that turned out damaged opened anew by itself. Nothing that is sent or saved rests on it, so all else of its
 * tenant stays open: a sending that is under way goes on.
 */
export function createMendHistory({ history, mayMend, onMended, log }: MendHistoryDeps): () => void {
  let mending = false;
  const mend = async (): Promise<void> => {
    mending = true;
    try {
      await history.again();
      onMended();
    } catch (thrown) {
      log.error('history.not-mended', { reason: toErrorBody(thrown).reason });
    } finally {
      mending = false;
    }
  };
  return () => {
    // Whatever was asked before it is opened anew may meet the same damage.
    if (!mending && mayMend()) void mend();
  };
}
