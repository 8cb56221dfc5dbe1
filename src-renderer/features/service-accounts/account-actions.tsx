import { IconKey, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useSession, useStores, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import type { AccountTarget } from './account-target.ts';
import { countAccounts, toSwitch, unfitToDelete, unfitToRotate } from './account-target.ts';
import { DeleteAccountsDialog } from './delete-accounts-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import classes from './service-accounts.module.css';

/** What can be done with one service account or several. Switching is taken back by switching, so it is not asked. */
export function AccountActions(props: { accounts: readonly AccountTarget[]; onDone: () => void }): ReactNode {
  const { accounts } = props;
  const { notices } = useStores();
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const [open, setOpen] = useState<{
    act: 'rotate' | 'delete';
    accounts: readonly AccountTarget[];
  } | null>(null);
  const act = useAct('serviceAccounts.setEnabled');
  const tell = useTellEdit();
  const now = { session, abilities };
  const updateReason = whyNot('updateServiceAccounts', now);
  const disabled = toSwitch(accounts, true);
  const enabled = toSwitch(accounts, false);

  const change = async (targets: readonly AccountTarget[], on: boolean): Promise<void> => {
    const outcome = await act.run({
      ids: targets.map(({ id }) => id),
      enabled: on,
      acknowledged: [],
    });
    if (!outcome.ok) {
      notices.getState().showError('edit', outcome.error);
      return;
    }
    const count = countAccounts(targets.length);
    tell({
      report: outcome.data,
      what: `${on ? 'enable' : 'disable'} ${count}`,
      done: `${on ? 'Enabled' : 'Disabled'}: ${count}.`,
    });
    props.onDone();
  };
  const close = (done: boolean): void => {
    setOpen(null);
    if (done) props.onDone();
  };

  return (
    <>
      <fieldset className={classes.actions} aria-label="Actions on service accounts">
        {(disabled.length > 0 || enabled.length === 0) && (
          <ReasonButton
            act="enable-account"
            label="Enable"
            icon={<IconPlayerPlay size={14} aria-hidden />}
            reason={updateReason ?? (disabled.length === 0 ? 'There is nothing to enable.' : null)}
            busy={act.busy}
            onPress={() => void change(disabled, true)}
          />
        )}
        {enabled.length > 0 && (
          <ReasonButton
            act="disable-account"
            label="Disable"
            icon={<IconPlayerPause size={14} aria-hidden />}
            reason={updateReason}
            busy={act.busy}
            onPress={() => void change(enabled, false)}
          />
        )}
        <ReasonButton
          act="rotate-secret"
          label="New secret…"
          icon={<IconKey size={14} aria-hidden />}
          reason={updateReason ?? unfitToRotate(accounts)}
          onPress={() => setOpen({ act: 'rotate', accounts })}
        />
        <ReasonButton
          act="delete-account"
          label="Delete…"
          icon={<IconTrash size={14} aria-hidden />}
          reason={whyNot('deleteServiceAccounts', now) ?? unfitToDelete(accounts)}
          onPress={() => setOpen({ act: 'delete', accounts })}
        />
      </fieldset>
      {/* Keys pressed in a dialog are not keys pressed in the drawer that holds these buttons. */}
      <div role="presentation" onKeyDown={(key) => key.stopPropagation()}>
        {open?.act === 'rotate' && open.accounts[0] !== undefined && (
          <RotateDialog account={open.accounts[0]} onClose={close} />
        )}
        {open?.act === 'delete' && <DeleteAccountsDialog accounts={open.accounts} onClose={close} />}
      </div>
    </>
  );
}
