import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import type { UserTarget } from '../../ui/slots.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { OutcomeList } from './outcome-list.tsx';
import { countUsers, idsToRetry } from './outcome-words.ts';
import classes from './dialogs.module.css';

/** See {@link SignOutDialog}. */
export interface SignOutDialogProps {
  readonly users: readonly UserTarget[];
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}

/** E-mails named in the question before the rest is only counted. */
const shownUsers = 8;

/** Ends every session of the users; they can sign in again at once, so one plain question is enough. */
export function SignOutDialog(props: SignOutDialogProps): ReactNode {
  const [ids, setIds] = useState<readonly string[]>(() => props.users.map((user) => user.id));
  const [outcomes, setOutcomes] = useState<readonly UserOutcome[] | null>(null);
  const [acted, setActed] = useState(false);
  const act = useAct('users.signOutEverywhere');
  const users = props.users.filter((user) => ids.includes(user.id));

  const close = (): void => props.onClose(acted);
  const signOut = async (): Promise<void> => {
    const outcome = await act.run({ ids: [...ids] });
    if (!outcome.ok) return;
    setOutcomes(outcome.data);
    setActed(true);
  };

  return (
    <Modal
      opened
      onClose={close}
      title={outcomes === null ? `Sign ${countUsers(ids.length)} out everywhere?` : 'Sign out everywhere'}
      size="md"
    >
      {outcomes === null ? (
        <div className={classes.dialog} data-dialog="sign-out">
          <ul className={classes.points}>
            {users.slice(0, shownUsers).map((user) => (
              <li key={user.id}>
                <SuspiciousText text={user.email} />
              </li>
            ))}
            {users.length > shownUsers && <li>and {users.length - shownUsers} more</li>}
          </ul>
          <p className={classes.dim}>
            Every open session ends. Passwords stay as they are, so they can sign in again at once. SSO users
            may still be signed in at their identity provider.
          </p>
          {act.error !== null && <ErrorNote error={act.error} />}
          <footer className={classes.foot}>
            <Button variant="default" onClick={close} disabled={act.busy} data-autofocus>
              Keep signed in
            </Button>
            <Button loading={act.busy} onClick={() => void signOut()} data-confirm-sign-out>
              Sign {countUsers(ids.length)} out
            </Button>
          </footer>
        </div>
      ) : (
        <OutcomeList
          outcomes={outcomes}
          doneWord="Signed out"
          onRetry={() => {
            setIds(idsToRetry(outcomes));
            setOutcomes(null);
          }}
          onClose={close}
        />
      )}
    </Modal>
  );
}
