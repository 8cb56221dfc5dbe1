import { useCallback } from 'react';
import type { EditReport } from '../../src-shared/ipc/changes-contract.ts';
import type { SendWhen } from '../../src-shared/ipc/users-contract.ts';
import { editOutcome } from '../ui/saved/edit-outcome.ts';
import { counted } from '../../src-shared/words/count.ts';
import { useStores } from './stores-context.tsx';
import { useSaved } from './use-saved.ts';

/** An edit that came back. */
export interface ToldEdit {
  readonly report: EditReport;
  /** While it waits: "remove 3 access rules". */
  readonly what: string;
  /** When it was done: "Removed: 3 access rules." */
  readonly done: string;
  readonly send?: SendWhen;
}

/** Tells in one notice how an edit ended: done, saved here with Undo, or in need of a decision. */
export function useTellEdit(): (edit: ToldEdit) => void {
  const { notices } = useStores();
  const tellSaved = useSaved();
  return useCallback(
    ({ report, what, done, send }) => {
      const { needing, waiting, problem } = editOutcome(report);
      if (needing > 0) {
        notices.getState().show({
          key: 'edit',
          tone: 'failed',
          text: `${counted(needing, 'change')} ${needing === 1 ? 'needs' : 'need'} you: ${problem ?? what}`,
          hint: 'Decide under Changes.',
        });
      } else if (waiting > 0) {
        tellSaved({ what, undo: { groupId: report.groupId }, ...(send === undefined ? {} : { send }) });
      } else notices.getState().show({ key: 'edit', tone: 'done', text: done });
    },
    [notices, tellSaved],
  );
}
