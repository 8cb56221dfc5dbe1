import { useEffect, useState } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';

/** Copying a part of a credential, with the seconds until the clipboard is cleared. */
export interface Copy {
  /** Seconds left; null when nothing of ours is in the clipboard, as far as the window knows. */
  readonly secondsLeft: number | null;
  readonly error: ErrorBody | null;
  readonly copy: () => Promise<void>;
}

/** The main process copies and clears; this only shows its countdown. */
export function useCopy(id: string, part: 'secret' | 'account'): Copy {
  const bridge = useBridge();
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);

  useEffect(() => {
    if (secondsLeft === null) return undefined;
    const timer = setTimeout(() => setSecondsLeft(secondsLeft <= 1 ? null : secondsLeft - 1), 1000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);

  return {
    secondsLeft,
    error,
    async copy() {
      const outcome = await bridge.call('credentials.copy', { id, part });
      setError(outcome.ok ? null : outcome.error);
      setSecondsLeft(outcome.ok ? Math.ceil(outcome.data.clearsInSeconds) : null);
    },
  };
}
