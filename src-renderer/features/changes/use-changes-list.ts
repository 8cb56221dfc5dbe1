import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { readChanges } from '../../bridge/all-changes.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useChanges } from '../../stores/stores-context.tsx';
import { createListReader } from './list-reader.ts';

/** So many ended changes at first, and with each asking for more: they are never deleted, and nobody reads all of them. */
export const endedAtOnce = 2000;

/** What the page lists. */
export interface ChangesList {
  /** Null until the first answer. */
  readonly changes: readonly PlannedChange[] | null;
  readonly total: number;
  readonly error: ErrorBody | null;
  /** The rest of it is still being read, for the first time. */
  readonly partial: boolean;
  /** Rises with each answer. */
  readonly revision: number;
  readonly reload: () => void;
  /** Brings older ones too. */
  readonly more: () => void;
}

interface Answered extends Pick<ChangesList, 'changes' | 'total' | 'error' | 'partial' | 'revision'> {
  readonly which: 'open' | 'ended';
}

/** All open changes, or the newest of those that ended; asked again when the outbox moves. */
export function useChangesList(which: 'open' | 'ended'): ChangesList {
  const bridge = useBridge();
  const revision = useChanges((changes) => changes.revision);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const reader = useRef<ReturnType<typeof createListReader> | null>(null);
  const most = useRef(endedAtOnce);

  useEffect(() => {
    let wanted = true;
    most.current = endedAtOnce;
    const read = async (): Promise<void> => {
      const limit = which === 'open' ? undefined : most.current;
      const outcome = await readChanges(bridge, which, limit, (part) => {
        // Afterwards the list is replaced as a whole, so that nothing of it comes and goes.
        setAnswered((before) =>
          wanted && (before?.which !== which || before.partial)
            ? { which, ...part, error: null, partial: true, revision: before?.revision ?? 0 }
            : before,
        );
      });
      if (!wanted) return;
      setAnswered((before) => {
        const kept = before?.which === which ? before : null;
        return {
          which,
          partial: false,
          revision: (before?.revision ?? 0) + 1,
          ...(outcome.ok
            ? { ...outcome.data, error: null }
            : { changes: kept?.changes ?? null, total: kept?.total ?? 0, error: outcome.error }),
        };
      });
    };
    const mine = createListReader({
      read,
      now: () => performance.now(),
      later: (milliseconds, act) => {
        const timer = setTimeout(act, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    reader.current = mine;
    mine.moved();
    return () => {
      wanted = false;
      mine.stop();
    };
  }, [bridge, which]);
  const told = useRef(revision);
  useEffect(() => {
    // The first reading is asked for where the reader is made.
    if (told.current === revision) return;
    told.current = revision;
    reader.current?.moved();
  }, [revision]);

  const reload = useCallback(() => reader.current?.moved(), []);
  const more = useCallback(() => {
    most.current += endedAtOnce;
    reader.current?.moved();
  }, []);
  // What the other tab showed is no answer to this one.
  const current = answered?.which === which ? answered : null;
  return {
    changes: current?.changes ?? null,
    total: current?.total ?? 0,
    error: current?.error ?? null,
    partial: current?.partial ?? false,
    revision: answered?.revision ?? 0,
    reload,
    more,
  };
}
