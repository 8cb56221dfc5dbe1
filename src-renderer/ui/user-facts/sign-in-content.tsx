import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { RecordPartProps } from '../record-drawer/record-drawer.tsx';
import { useSlots } from '../slots.tsx';
import { ErrorState } from '../states/error-state.tsx';
import { AccessKeysPart, PasswordPart } from './sign-in-view.tsx';
import classes from './user-facts.module.css';

/** How the drawer's user gets in: password from the local copy, access keys as the tenant lists them now. */
function SignInContent({ record }: RecordPartProps): ReactNode {
  const { KeysOfUser } = useSlots();
  const password = useCall('users.password', { id: record.id });
  return (
    <div className={classes.part}>
      {password.status === 'failed' && <ErrorState error={password.error} onRetry={password.reload} />}
      {password.data !== null && <PasswordPart view={password.data} />}
      <KeysOfUser email={record.title}>
        <OthersKeys email={record.title} />
      </KeysOfUser>
    </div>
  );
}

function OthersKeys({ email }: { readonly email: string }): ReactNode {
  const keys = useCall('users.accessKeys', { email });
  return (
    <>
      {keys.status === 'loading' && <Loader size="sm" />}
      {keys.status === 'failed' && <ErrorState error={keys.error} onRetry={keys.reload} />}
      {keys.data !== null && <AccessKeysPart view={keys.data} />}
    </>
  );
}

/** The part of a user's drawer. */
export const signInPart = { value: 'sign-in', label: 'Sign-in', Content: SignInContent };
