import { IconKey, IconLogout, IconShieldLock, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { whyNot, whyNotAtOnce } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { useSlots } from '../../ui/slots.tsx';
import type { UserActionsProps, UserTarget } from '../../ui/slots.tsx';
import { AddRulesDialog } from './add-rules-dialog.tsx';
import { DeleteUsersDialog } from './delete-users-dialog.tsx';
import { ResetManyDialog } from './reset-many-dialog.tsx';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { userActions, type UserActionId } from './action-words.ts';
import { unfit } from './unfit.ts';
import classes from './user-actions.module.css';

const icons = {
  'add-rules': IconShieldLock,
  'reset-password': IconKey,
  'sign-out': IconLogout,
  delete: IconTrash,
} as const;

function iconOf(action: UserActionId): ReactNode {
  const Icon = icons[action];
  return <Icon size={14} aria-hidden />;
}

/**
 * Buttons for one user or several, each with the reason why not where it cannot be done, and the dialog of the one
 * that was pressed. The users are kept from the moment of the press: a changing selection does not change the act.
 * `onDone` comes when the dialog closes, not before: what it clears may be what holds the dialog.
 */
export function UserActions(props: UserActionsProps): ReactNode {
  const { users } = props;
  const { NewRulesDialog } = useSlots();
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const [open, setOpen] = useState<{ action: UserActionId; users: readonly UserTarget[] } | null>(null);
  const close = (done: boolean): void => {
    setOpen(null);
    if (done) props.onDone?.();
  };

  return (
    <>
      <fieldset className={classes.actions} data-place={props.place} aria-label="Actions on users">
        {userActions.map((action) => (
          <ReasonButton
            key={action.id}
            act={`user-${action.id}`}
            label={action.label}
            icon={iconOf(action.id)}
            className={classes.button ?? ''}
            reason={
              (action.id === 'sign-out' ? whyNotAtOnce : whyNot)(action.ability, { session, abilities }) ??
              unfit(action.id, users)
            }
            onPress={() => setOpen({ action: action.id, users })}
          />
        ))}
      </fieldset>
      {/* Keys pressed in a dialog are not keys pressed in the drawer that holds these buttons. */}
      <div role="presentation" onKeyDown={(key) => key.stopPropagation()}>
        {open?.action === 'delete' && <DeleteUsersDialog users={open.users} onClose={close} />}
        {open?.action === 'reset-password' && open.users[0] !== undefined && open.users.length === 1 && (
          <ResetPasswordDialog user={open.users[0]} onClose={close} />
        )}
        {open?.action === 'reset-password' && open.users.length > 1 && (
          <ResetManyDialog users={open.users} onClose={close} />
        )}
        {open?.action === 'sign-out' && <SignOutDialog users={open.users} onClose={close} />}
        {open?.action === 'add-rules' && open.users[0] !== undefined && open.users.length === 1 && (
          <AddRulesDialog user={open.users[0]} onClose={close} />
        )}
        {open?.action === 'add-rules' && open.users.length > 1 && (
          <NewRulesDialog
            prefill={{ subjects: open.users.map(({ email }) => ({ type: 'user', id: email })) }}
            onClose={close}
          />
        )}
      </div>
    </>
  );
}
