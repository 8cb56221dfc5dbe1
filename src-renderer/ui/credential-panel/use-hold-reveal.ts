import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';

/** A secret that is on screen only while a button is held down. */
export interface HoldReveal {
  /** The secret while it is held; null otherwise, and then the window has no copy of it. */
  readonly secret: string | null;
  readonly held: boolean;
  readonly error: ErrorBody | null;
  /** Handlers of the button to hold, for pointer and keyboard. */
  readonly button: {
    readonly onPointerDown: (press: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onPointerLeave: () => void;
    readonly onKeyDown: (key: KeyboardEvent) => void;
    readonly onKeyUp: (key: KeyboardEvent) => void;
    readonly onBlur: () => void;
  };
}

/**
 * Fetches the secret when the hold begins and forgets it when the hold ends, however it ends: release, leaving the
 * button, focus or the window going elsewhere. An answer that comes after the end is dropped (V30).
 */
export function useHoldReveal(id: string): HoldReveal {
  const bridge = useBridge();
  const turn = useRef(0);
  const [held, setHeld] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);

  const stop = useCallback(() => {
    turn.current += 1;
    setHeld(false);
    setSecret(null);
  }, []);

  const start = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setHeld(true);
    setError(null);
    const outcome = await bridge.call('credentials.reveal', { id });
    if (mine !== turn.current) return;
    if (outcome.ok) setSecret(outcome.data.secret);
    else {
      setHeld(false);
      setError(outcome.error);
    }
  }, [bridge, id]);

  useEffect(() => {
    window.addEventListener('blur', stop);
    document.addEventListener('visibilitychange', stop);
    return () => {
      window.removeEventListener('blur', stop);
      document.removeEventListener('visibilitychange', stop);
      stop();
    };
  }, [stop]);

  const isHoldKey = (key: KeyboardEvent): boolean => key.key === ' ' || key.key === 'Enter';
  return {
    secret,
    held,
    error,
    button: {
      onPointerDown: (press) => {
        if (press.button === 0) void start();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerLeave: stop,
      onKeyDown: (key) => {
        if (!isHoldKey(key)) return;
        key.preventDefault();
        if (!key.repeat) void start();
      },
      onKeyUp: (key) => {
        if (isHoldKey(key)) stop();
      },
      onBlur: stop,
    },
  };
}
