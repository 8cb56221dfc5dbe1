import { useState } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { ToldRow } from '../../../src-shared/domain/journal.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useDoneTurns } from './use-done-turns.ts';

/** Rows a page brings. */
const page = 200;

/** What the journal holds of a question, as far as it was asked for. */
export interface JournalRows {
  /** Newest first; null before the first answer. */
  readonly rows: readonly ToldRow[] | null;
  readonly error: ErrorBody | null;
  /** Whether older ones match too. */
  readonly more: boolean;
  readonly busy: boolean;
  readonly readOlder: () => void;
  readonly reload: () => void;
}

/** The newest rows of a question, and older ones on demand. Asked again when something was done meanwhile. */
export function useJournalRows(verb: string, search: string): JournalRows {
  const turns = useDoneTurns();
  const newest = useCall('journal.list', { before: null, limit: page, verb, search }, turns);
  const older = useAct('journal.list');
  const [behind, setBehind] = useState<{ of: unknown; rows: readonly ToldRow[]; more: boolean } | null>(null);
  // Older rows stand behind one answer; another one may overlap them.
  const added = behind !== null && behind.of === newest.data ? behind : null;
  const rows = newest.data === null ? null : [...newest.data.rows, ...(added?.rows ?? [])];

  return {
    rows,
    error: newest.error ?? older.error,
    more: added?.more ?? newest.data?.more ?? false,
    busy: older.busy,
    reload: newest.reload,
    readOlder: () => {
      const of = newest.data;
      const before = rows?.at(-1)?.seq ?? null;
      void older.run({ before, limit: page, verb, search }).then((answer) => {
        if (!answer.ok) return;
        const earlier = added?.rows ?? [];
        setBehind({ of, rows: [...earlier, ...answer.data.rows], more: answer.data.more });
      });
    },
  };
}
