import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCredentials } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { CredentialPanel } from '../../ui/credential-panel/credential-panel.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import { nameProblem } from './account-target.ts';
import classes from './service-accounts.module.css';

/** A new service account: its name, then its client secret, shown once. */
export function NewAccountDialog(props: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [issued, setIssued] = useState<CredentialInfo | null>(null);
  const act = useAct('serviceAccounts.create');
  const tell = useTellEdit();
  const credential = useCredentials((store) => store.list.find((entry) => entry.id === issued?.id) ?? issued);
  const problem = nameProblem(name);

  const save = async (send?: 'staged'): Promise<void> => {
    setTried(true);
    if (problem !== null || act.busy) return;
    const wanted = name.trim();
    const outcome = await act.run({ name: wanted, send });
    if (!outcome.ok) return;
    const [first] = outcome.data.credentials;
    if (first !== undefined) {
      setIssued(first);
      return;
    }
    tell({
      report: outcome.data,
      what: `new service account ${wanted}`,
      done: `Created: service account ${wanted}.`,
      send,
    });
    props.onClose();
  };

  return (
    <Modal
      opened
      onClose={props.onClose}
      title={credential === null ? 'New service account' : 'Service account was made'}
      size={credential === null ? 'md' : 640}
      closeOnClickOutside={false}
      closeOnEscape={!act.busy}
    >
      {credential === null ? (
        <form
          className={classes.dialog}
          data-dialog="new-service-account"
          onSubmit={(submit) => {
            submit.preventDefault();
            void save();
          }}
        >
          <TextInput
            label="Name"
            description="Small letters, digits, - and _. It cannot be changed later."
            value={name}
            maxLength={400}
            spellCheck={false}
            autoComplete="off"
            error={tried ? problem : null}
            disabled={act.busy}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <p className={classes.note}>
            It may do nothing until access rules name it. Its client secret is shown once, when the tenant has
            made it.
          </p>
          {act.error !== null && <ErrorNote error={act.error} />}
          <footer className={classes.foot}>
            <Button variant="default" disabled={act.busy} onClick={props.onClose}>
              Cancel
            </Button>
            <StageButton disabled={act.busy} onStage={() => void save('staged')} />
            <Button type="submit" loading={act.busy} data-save-account>
              Create
            </Button>
          </footer>
        </form>
      ) : (
        <CredentialPanel credential={credential} onDone={props.onClose} />
      )}
    </Modal>
  );
}
