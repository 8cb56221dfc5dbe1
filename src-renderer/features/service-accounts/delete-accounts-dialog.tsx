import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { RemovalDialog } from '../../ui/removal/removal-dialog.tsx';
import type { AccountTarget } from './account-target.ts';
import { countAccounts } from './account-target.ts';

/** Deletes service accounts, after showing what they lose; a typed phrase where they are in use (V29). */
export function DeleteAccountsDialog(props: {
  accounts: readonly AccountTarget[];
  /** Tells whether something was done. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const ids = props.accounts.filter(({ pending }) => pending !== 'removed').map(({ id }) => id);
  const revision = useMirror((store) => store.any);
  const preview = useCall('serviceAccounts.deletePreview', { ids }, revision);
  const act = useAct('serviceAccounts.delete');
  const tell = useTellEdit();
  const what = countAccounts(ids.length);
  return (
    <RemovalDialog
      verb="Delete"
      what={what}
      note="What signs in with them is refused from then on. This cannot be undone at the tenant: the name made anew is another account."
      preview={preview.data}
      loading={preview.status === 'loading'}
      previewError={preview.error}
      onReload={preview.reload}
      busy={act.busy}
      error={act.error}
      onKeep={() => props.onClose(false)}
      onAct={(answer) => {
        const remove = async (): Promise<void> => {
          const outcome = await act.run({ ids, ...answer });
          if (!outcome.ok) return;
          tell({
            report: outcome.data,
            what: `delete ${what}`,
            done: `Deleted: ${what}.`,
            send: answer.send,
          });
          props.onClose(true);
        };
        void remove();
      }}
    />
  );
}
