import { useCallback } from 'react';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';

/**
 * After an act on the row that is open: closes it when the act took the row away, so that no drawer stays about
 * nothing. A row that is still there, or cannot be asked for, stays open.
 *
 * @param openId null when no row is open
 */
export function useCloseWhenGone(view: ViewName, openId: string | null, close: () => void): () => void {
  const bridge = useBridge();
  return useCallback(() => {
    if (openId === null) return;
    const look = async (): Promise<void> => {
      const outcome = await bridge.call('records.get', { view, id: openId });
      if (outcome.ok && outcome.data === null) close();
    };
    void look();
  }, [bridge, view, openId, close]);
}
