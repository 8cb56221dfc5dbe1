import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCredentials } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { CredentialPanel } from '../../ui/credential-panel/credential-panel.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import type { AccountTarget } from './account-target.ts';
import classes from './service-accounts.module.css';

/** A new client secret. The former one is void at once, so that is accepted by a tick of its own (V35). */
export function RotateDialog(props: {
  account: AccountTarget;
  /** Tells whether something was done. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const { account } = props;
  const [accepted, setAccepted] = useState(false);
  const [issued, setIssued] = useState<CredentialInfo | null>(null);
  const act = useAct('serviceAccounts.rotate');
  const tell = useTellEdit();
  const credential = useCredentials((store) => store.list.find((entry) => entry.id === issued?.id) ?? issued);
  const close = (): void => props.onClose(issued !== null);

  const rotate = async (): Promise<void> => {
    const outcome = await act.run({ id: account.id, acknowledged: ['V35'] });
    if (!outcome.ok) return;
    const [first] = outcome.data.credentials;
    if (first !== undefined) {
      setIssued(first);
      return;
    }
    tell({
      report: outcome.data,
      what: `new client secret for ${account.name}`,
      done: `Issued: a new client secret for ${account.name}.`,
    });
    props.onClose(true);
  };

  return (
    <Modal
      opened
      onClose={close}
      title={credential === null ? 'Issue a new client secret?' : 'New client secret'}
      size={credential === null ? 'md' : 640}
      closeOnClickOutside={false}
      closeOnEscape={!act.busy}
    >
      {credential === null ? (
        <div className={classes.dialog} data-dialog="rotate">
          <p>
            <strong>
              <SuspiciousText text={account.name} />
            </strong>{' '}
            gets a new client secret, made by the tenant and shown once.
          </p>
          <Checkbox
            label="The present secret stops working when the tenant makes the new one. What signs in with it fails until it has that."
            checked={accepted}
            disabled={act.busy}
            data-acknowledge="V35"
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          />
          {act.error !== null && <ErrorNote error={act.error} />}
          <footer className={classes.foot}>
            <Button variant="default" disabled={act.busy} onClick={close} data-autofocus>
              Keep the secret
            </Button>
            <Button
              color="red"
              disabled={!accepted}
              loading={act.busy}
              data-confirm-rotate
              onClick={() => void rotate()}
            >
              Issue a new secret
            </Button>
          </footer>
        </div>
      ) : (
        <CredentialPanel credential={credential} onDone={close} />
      )}
    </Modal>
  );
}
