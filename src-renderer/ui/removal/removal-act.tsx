import type { ReactNode } from 'react';
import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { RemovalDialog } from './removal-dialog.tsx';
import type { RemovalDialogProps } from './removal-dialog.tsx';

/** See {@link RemovalAct}. */
export interface RemovalActProps extends Pick<RemovalDialogProps, 'verb' | 'what' | 'note' | 'onKeep'> {
  readonly ids: readonly string[];
  /** Asks what goes with it, and removes it. */
  readonly calls:
    | { readonly preview: 'rules.removePreview'; readonly act: 'rules.remove' }
    | { readonly preview: 'serviceAccounts.deletePreview'; readonly act: 'serviceAccounts.delete' };
  /** Rises when the mirror changed: what goes with it is asked again. */
  readonly revision: number;
  readonly onDone: (report: EditReport, send: 'staged' | undefined) => void;
}

/** The dialog that removes rows of a list, with the two calls behind it: what goes with them, and the act. */
export function RemovalAct(props: RemovalActProps): ReactNode {
  const { calls, onDone, revision, ...dialog } = props;
  const ids = [...props.ids];
  const preview = useCall(calls.preview, { ids }, revision);
  const removal = useAct(calls.act);
  return (
    <RemovalDialog
      {...dialog}
      preview={preview.data}
      loading={preview.status === 'loading'}
      previewError={preview.error}
      onReload={preview.reload}
      busy={removal.busy}
      error={removal.error}
      onAct={(answer) => {
        const remove = async (): Promise<void> => {
          const outcome = await removal.run({ ids, ...answer });
          if (outcome.ok) onDone(outcome.data, answer.send);
        };
        void remove();
      }}
    />
  );
}
