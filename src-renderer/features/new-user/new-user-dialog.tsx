import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { useCredentials } from '../../stores/stores-context.tsx';
import { useSaved } from '../../stores/use-saved.ts';
import { CredentialPanel } from '../../ui/credential-panel/credential-panel.tsx';
import type { NewUserDialogProps } from '../../ui/slots.tsx';
import { hasChanges } from './new-user-model.ts';
import { NewUserForm } from './new-user-form.tsx';
import { ReportSection } from '../../ui/grant-report/report-section.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { useNewUser } from './use-new-user.ts';
import classes from './new-user.module.css';

/** NEW USER: from the e-mail to the credential in the hands of its owner. Each opening starts with an empty form. */
export function NewUserDialog(props: NewUserDialogProps): ReactNode {
  return props.opened ? <OpenDialog onClose={props.onClose} /> : null;
}

function OpenDialog(props: { onClose: () => void }): ReactNode {
  const editor = useNewUser();
  const { state, dispatch } = editor;
  const { draft, phase } = state;
  const tellSaved = useSaved();
  const [leaving, setLeaving] = useState(false);
  const issued = phase.at === 'report' ? phase.report.credential : null;
  const credential = useCredentials((store) => store.list.find((entry) => entry.id === issued?.id) ?? issued);
  const failed = phase.at === 'report' && phase.report.account.outcome === 'failed';

  const save = async (send?: 'staged'): Promise<void> => {
    const report = await editor.save(send);
    if (report === null) return;
    const { email, rules } = report;
    tellSaved({
      what: `${draft.kind === 'local' ? 'new user' : 'rules for'} ${email}${rules.length > 0 ? `, ${counted(rules.length, 'access rule')}` : ''}`,
      send,
      undo: {
        match: ({ edit }) =>
          (edit.kind === 'user.create' && edit.email === email) ||
          (edit.kind === 'rule.create' && edit.subject.id === email),
      },
    });
    props.onClose();
  };
  const leave = (): void => {
    if (phase.at === 'saving') return;
    if (phase.at === 'edit' && hasChanges(draft)) setLeaving(true);
    else props.onClose();
  };

  return (
    <>
      <Modal
        opened
        onClose={leave}
        title={draft.kind === 'local' ? 'New user' : 'Pre-authorise an SSO user'}
        size={phase.at === 'report' ? 640 : 1120}
        closeOnClickOutside={false}
        closeOnEscape={!leaving}
        styles={{ body: { padding: 0 } }}
      >
        {phase.at === 'report' ? (
          <div className={classes.after}>
            <ReportSection
              report={phase.report}
              repairing={phase.repairing}
              error={phase.error}
              onRepair={() => void editor.repair()}
            />
            {credential === null ? (
              <footer className={classes.foot}>
                {failed && (
                  <Button variant="default" onClick={() => dispatch({ type: 'edit-again' })}>
                    Back to the form
                  </Button>
                )}
                <Button onClick={props.onClose} data-autofocus>
                  Done
                </Button>
              </footer>
            ) : (
              <CredentialPanel credential={credential} onDone={props.onClose} />
            )}
          </div>
        ) : (
          <NewUserForm editor={editor} onSave={(send) => void save(send)} onCancel={leave} />
        )}
      </Modal>
      {/* Mounted only now: a dialog that is there already would hear, and answer, the Escape that opened it. */}
      {leaving && (
        <Modal opened onClose={() => setLeaving(false)} title="Discard this new user?" size="sm">
          <p>What you typed and chose is not saved anywhere.</p>
          <div className={classes.leaving}>
            <Button variant="default" onClick={() => setLeaving(false)} data-autofocus>
              Keep editing
            </Button>
            <Button color="red" onClick={props.onClose}>
              Discard
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}
