import { useCallback, useRef, useState } from 'react';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallInput, CallOutput } from '../../src-shared/ipc/contract.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { Outcome } from './bridge.ts';
import { useBridge } from './bridge-context.tsx';

/** A call the user starts by hand. */
export interface Act<C extends CallChannel> {
  readonly busy: boolean;
  /** The last run's failure; null while running and after success. */
  readonly error: ErrorBody | null;
  readonly run: (input: CallInput<C>) => Promise<Outcome<CallOutput<C>>>;
  /** Takes the shown failure away. */
  readonly clear: () => void;
}

/** One call on demand, with its busy state and its last failure. Only the newest run is shown. */
export function useAct<C extends CallChannel>(channel: C): Act<C> {
  const bridge = useBridge();
  const turn = useRef(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);

  const run = useCallback(
    async (input: CallInput<C>): Promise<Outcome<CallOutput<C>>> => {
      turn.current += 1;
      const mine = turn.current;
      setBusy(true);
      setError(null);
      const outcome = await bridge.call(channel, input);
      if (mine === turn.current) {
        setBusy(false);
        if (!outcome.ok) setError(outcome.error);
      }
      return outcome;
    },
    [bridge, channel],
  );
  const clear = useCallback(() => setError(null), []);
  return { busy, error, run, clear };
}
