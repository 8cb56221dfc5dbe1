import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { EndedList, PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { Outcome } from '../../bridge/bridge.ts';
import { readChanges, readEnded } from '../../bridge/all-changes.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useChanges } from '../../stores/stores-context.tsx';
import { createListReader } from './list-reader.ts';

/** So many ended changes at first, and with each asking for more: they are never deleted, and nobody reads all of them. */
export const endedAtOnce = 2000;

/** What is told of all ended changes that match, whichever of them came. */
export type EndedCounts = Omit<EndedList, 'changes'>;

/** What the page lists. */
export interface ChangesList {
  /** Null until the first answer. Of the open ones all, of the ended ones the newest that match. */
  readonly changes: readonly PlannedChange[] | null;
  /** How many there are, whatever is sought. */
  readonly total: number;
  /** Null for the open ones, which the page looks through itself. */
  readonly ended: EndedCounts | null;
  readonly error: ErrorBody | null;
  /** The rest of it is still being read, for the first time. */
  readonly partial: boolean;
  /** Rises with each answer. */
  readonly revision: number;
  readonly reload: () => void;
  /** Brings older ones too. */
  readonly more: () => void;
}

type Told = Pick<ChangesList, 'changes' | 'total' | 'ended'>;

interface Answered extends Told, Pick<ChangesList, 'error' | 'partial' | 'revision'> {
  readonly which: 'open' | 'ended';
  readonly sought: string;
}

const toldOfEnded = ({ changes, ...ended }: EndedList): Told => ({ changes, total: ended.all, ended });
const toldOfOpen = (
  open: Pick<ChangesList, 'total'> & { readonly changes: readonly PlannedChange[] },
): Told => ({
  ...open,
  ended: null,
});

/**
 * All open changes, or the newest of the ended ones that match: these are sought where they lie, because the page never has
 * all of them. Asked again when the outbox moves. `question` is an `EndedQuestion` as JSON, and nothing to the open ones.
 */
export function useChangesList(which: 'open' | 'ended', question: string): ChangesList {
  const bridge = useBridge();
  const revision = useChanges((changes) => changes.revision);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const reader = useRef<ReturnType<typeof createListReader> | null>(null);
  const most = useRef(endedAtOnce);
  /** Whether what was read is old by now; where it is not, only what is behind it is asked for. */
  const stale = useRef(true);
  const sought = which === 'open' ? '' : question;

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let there: EndedList | null = null;
    stale.current = true;
    most.current = endedAtOnce;
    const onPart = (part: Told): void =>
      // Afterwards the list is replaced as a whole, so that nothing of it comes and goes.
      setAnswered((before) =>
        !signal.aborted && (before?.which !== which || before.sought !== sought || before.partial)
          ? { which, sought, ...part, error: null, partial: true, revision: before?.revision ?? 0 }
          : before,
      );
    const told = async (): Promise<Outcome<Told>> => {
      if (which === 'open') {
        const open = await readChanges(bridge, which, undefined, (part) => onPart(toldOfOpen(part)));
        return open.ok ? { ok: true, data: toldOfOpen(open.data) } : open;
      }
      const onFrom = stale.current ? null : there;
      stale.current = false;
      const ended = await readEnded(bridge, JSON.parse(sought), most.current, {
        there: onFrom,
        onPart: (part) => onPart(toldOfEnded(part)),
        signal,
      });
      if (ended.ok) there = ended.data;
      return ended.ok ? { ok: true, data: toldOfEnded(ended.data) } : ended;
    };
    const read = async (): Promise<void> => {
      const outcome = await told();
      if (signal.aborted) return;
      if (!outcome.ok) stale.current = true;
      setAnswered((before) => {
        // What was found before is no answer to another question.
        const kept = before?.which === which && before.sought === sought ? before : null;
        return {
          which,
          sought,
          partial: false,
          revision: (before?.revision ?? 0) + 1,
          ...(outcome.ok
            ? { ...outcome.data, error: null }
            : {
                changes: kept?.changes ?? null,
                total: kept?.total ?? 0,
                ended: kept?.ended ?? null,
                error: outcome.error,
              }),
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
      leaving.abort();
      mine.stop();
    };
  }, [bridge, which, sought]);
  const told = useRef(revision);
  useEffect(() => {
    // The first reading is asked for where the reader is made.
    if (told.current === revision) return;
    told.current = revision;
    stale.current = true;
    reader.current?.moved();
  }, [revision]);

  const reload = useCallback(() => {
    stale.current = true;
    reader.current?.moved();
  }, []);
  const more = useCallback(() => {
    most.current += endedAtOnce;
    reader.current?.moved();
  }, []);
  // What the other tab showed is no answer to this one.
  const current = answered?.which === which ? answered : null;
  return {
    changes: current?.changes ?? null,
    total: current?.total ?? 0,
    ended: current?.ended ?? null,
    error: current?.error ?? null,
    partial: current?.partial ?? false,
    revision: answered?.revision ?? 0,
    reload,
    more,
  };
}
