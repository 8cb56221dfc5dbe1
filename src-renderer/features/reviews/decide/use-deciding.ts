import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import type { PartRef, ReviewPart } from '../../../../src-shared/ipc/reviews-contract.ts';
import type { Outcome } from '../../../bridge/bridge.ts';
import { useBridge } from '../../../bridge/bridge-context.tsx';
import { useNotices } from '../../../stores/stores-context.tsx';
import { useClock } from '../../../ui/time/now.tsx';
import { type DecideState, decided, startDeciding, tellUndo, undone } from './decide-model.ts';
import { createLookTimer } from './look-timer.ts';

/** See {@link useDeciding}. */
export interface Deciding {
  readonly state: DecideState;
  readonly decide: (rows: readonly string[], decision: ReviewDecision) => DecideState;
  /** The rows of the step that was taken back; null when there was none. */
  readonly undo: () => readonly string[] | null;
  /** Resolves when all that was decided has been written down. */
  readonly settled: () => Promise<void>;
  /** Another row is looked at: its time begins. */
  readonly look: () => void;
}

/**
 * Decides at once in the window and tells the main process in the same order, one call after the other. What is refused there
 * is said, and the part is asked for again, so that nothing stays on screen that is not written down.
 */
export function useDeciding(part: ReviewPart, ref: PartRef, onRefused: () => void): Deciding {
  const bridge = useBridge();
  const now = useClock();
  const showError = useNotices((notices) => notices.showError);
  const [state, setState] = useState<DecideState>(() => startDeciding(part.rows));
  const latest = useRef(state);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const timer = useMemo(() => createLookTimer(now, document.visibilityState === 'visible'), [now]);
  useEffect(() => {
    const onVisible = (): void => (document.visibilityState === 'visible' ? timer.show() : timer.hide());
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [timer]);

  const become = useCallback((next: DecideState): DecideState => {
    latest.current = next;
    setState(next);
    return next;
  }, []);
  const tell = useCallback(
    (work: () => Promise<Outcome<unknown>>) => {
      queue.current = queue.current.then(async () => {
        const outcome = await work();
        if (outcome.ok) return;
        showError('review-decide', outcome.error);
        onRefused();
      });
    },
    [showError, onRefused],
  );
  const tellDecision = useCallback(
    (rows: readonly string[], decision: ReviewDecision, tookMs: number) =>
      tell(() => bridge.call('reviews.decide', { part: ref, rows: [...rows], decision, tookMs })),
    [bridge, ref, tell],
  );

  const decide = useCallback(
    (rows: readonly string[], decision: ReviewDecision): DecideState => {
      tellDecision(rows, decision, timer.elapsed());
      timer.look();
      return become(decided(latest.current, rows, decision));
    },
    [tellDecision, timer, become],
  );
  const undo = useCallback((): readonly string[] | null => {
    const back = undone(latest.current);
    if (back === null) return null;
    const { withdraw, again } = tellUndo(back.step);
    if (withdraw.length > 0) tell(() => bridge.call('reviews.withdraw', { part: ref, rows: [...withdraw] }));
    for (const { rows, decision } of again) tellDecision(rows, decision, timer.elapsed());
    become(back.state);
    return back.step.rows;
  }, [bridge, ref, tell, tellDecision, timer, become]);
  const settled = useCallback(() => queue.current, []);
  return { state, decide, undo, settled, look: timer.look };
}
