import type { ReactNode } from 'react';
import classes from './connect.module.css';

/** What happens to the secret, said as it is (ux request 25). */
export function RememberNote(props: { keychain: boolean; remember: boolean }): ReactNode {
  return (
    <p className={classes.note}>
      {!props.keychain
        ? 'This computer offers no keychain. The secret stays in memory and is forgotten when Rolebook is closed.'
        : props.remember
          ? 'Rolebook then signs in by itself. The secret is nowhere else on the disk.'
          : 'You will be asked again when the session ends. What was synced stays readable.'}
    </p>
  );
}
