import type { ReactNode } from 'react';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { RemovalAct } from '../../ui/removal/removal-act.tsx';
import type { AccountTarget } from './account-target.ts';
import { countAccounts } from './account-target.ts';

const calls = { preview: 'serviceAccounts.deletePreview', act: 'serviceAccounts.delete' } as const;

/** Deletes service accounts, after showing what they lose; a typed phrase where they are in use (V29). */
export function DeleteAccountsDialog(props: {
  accounts: readonly AccountTarget[];
  /** Tells whether something was done. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const ids = props.accounts.filter(({ pending }) => pending !== 'removed').map(({ id }) => id);
  const revision = useMirror((store) => store.any);
  const tell = useTellEdit();
  const what = countAccounts(ids.length);
  return (
    <RemovalAct
      verb="Delete"
      what={what}
      note="What signs in with them is refused from then on. This cannot be undone at the tenant: the name made anew is another account."
      ids={ids}
      calls={calls}
      revision={revision}
      onKeep={() => props.onClose(false)}
      onDone={(report, send) => {
        tell({ report, what: `delete ${what}`, done: `Deleted: ${what}.`, send });
        props.onClose(true);
      }}
    />
  );
}
