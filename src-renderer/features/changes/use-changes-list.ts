import { useEffect, useRef, useState } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useChanges } from '../../stores/stores-context.tsx';

/** The most that the page shows; the contract's limit. */
const most = 2000;
/** Milliseconds between two questions while the outbox moves: a drain of a thousand would ask a thousand times. */
const pause = 250;

/** The revision of the outbox, at most four times a second; the last one always comes through. */
function useCalmRevision(): number {
  const revision = useChanges((changes) => changes.revision);
  const [calm, setCalm] = useState(revision);
  const last = useRef(0);
  useEffect(() => {
    if (calm === revision) return undefined;
    const wait = Math.max(0, last.current + pause - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setCalm(revision);
    }, wait);
    return () => clearTimeout(timer);
  }, [revision, calm]);
  return calm;
}

/** What the page lists. */
export interface ChangesList {
  /** Null until the first answer. */
  readonly changes: readonly PlannedChange[] | null;
  readonly total: number;
  readonly error: ErrorBody | null;
  readonly revision: number;
  readonly reload: () => void;
}

/** Open or ended changes, asked again when the outbox moves. */
export function useChangesList(which: 'open' | 'ended'): ChangesList {
  const revision = useCalmRevision();
  const call = useCall('changes.list', { which, limit: most }, revision);
  return {
    changes: call.data?.changes ?? null,
    total: call.data?.total ?? 0,
    error: call.error,
    revision,
    reload: call.reload,
  };
}
