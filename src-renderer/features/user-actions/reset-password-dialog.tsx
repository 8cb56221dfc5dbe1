import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCredentials } from '../../stores/stores-context.tsx';
import { CredentialPanel } from '../../ui/credential-panel/credential-panel.tsx';
import { useSaved } from '../../stores/use-saved.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import type { UserTarget } from '../../ui/slots.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './dialogs.module.css';

/** See {@link ResetPasswordDialog}. */
export interface ResetPasswordDialogProps {
  readonly user: UserTarget;
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}

/** Says what a reset does, does it, and goes on with the credential panel (V33). */
export function ResetPasswordDialog(props: ResetPasswordDialogProps): ReactNode {
  const { user } = props;
  const [issued, setIssued] = useState<CredentialInfo | null>(null);
  const act = useAct('users.resetPassword');
  const tellSaved = useSaved();
  const credential = useCredentials((store) => store.list.find((entry) => entry.id === issued?.id) ?? issued);

  const close = (): void => props.onClose(issued !== null);
  const reset = async (): Promise<void> => {
    const outcome = await act.run({ id: user.id });
    if (!outcome.ok) return;
    if (outcome.data === null) {
      tellSaved({
        what: `reset the password of ${user.email}`,
        undo: { match: ({ edit }) => edit.kind === 'user.reset-password' && edit.userId === user.id },
      });
      props.onClose(true);
    } else setIssued(outcome.data);
  };

  return (
    <Modal
      opened
      onClose={close}
      title={credential === null ? 'Reset the password?' : 'Password was reset'}
      size={credential === null ? 'md' : 640}
      closeOnClickOutside={false}
      closeOnEscape={!act.busy}
    >
      {credential === null ? (
        <div className={classes.dialog} data-dialog="reset">
          <p>
            <strong>
              <SuspiciousText text={user.email} />
            </strong>{' '}
            gets a new temporary password, made by the tenant.
          </p>
          <ul className={classes.points}>
            <li>
              The present password stops working when the tenant makes the new one, also a temporary one not
              used yet.
            </li>
            <li>
              The new one is shown once: here, or under Credentials where the reset is sent later. You hand it
              over; it has to be changed at the next sign-in.
            </li>
            <li>Sessions that are open stay open. End them with “Sign out everywhere” where that matters.</li>
          </ul>
          {act.error !== null && <ErrorNote error={act.error} />}
          <footer className={classes.foot}>
            <Button variant="default" onClick={close} disabled={act.busy} data-autofocus>
              Keep the password
            </Button>
            <Button loading={act.busy} onClick={() => void reset()} data-confirm-reset>
              Reset password
            </Button>
          </footer>
        </div>
      ) : (
        <CredentialPanel credential={credential} onDone={close} />
      )}
    </Modal>
  );
}
