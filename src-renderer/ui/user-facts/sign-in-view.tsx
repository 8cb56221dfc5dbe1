import type { ReactNode } from 'react';
import type { AccessKeysView, PasswordView } from '../../../src-shared/ipc/user-facts-contract.ts';
import { FindingList } from '../findings/finding-list.tsx';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { Age } from '../time/age.tsx';
import classes from './user-facts.module.css';

/** How far a user's password is theirs (V31), in words. */
export function PasswordPart(props: { readonly view: PasswordView }): ReactNode {
  const { words, findings, state } = props.view;
  return (
    <section aria-label="Password" data-password-state={state}>
      <h3>Password</h3>
      <p>{words}</p>
      <FindingList findings={findings} />
    </section>
  );
}

/** The access keys of a user, to read only (V42): they act with all the user's roles. */
export function AccessKeysPart(props: { readonly view: AccessKeysView }): ReactNode {
  const { keys, whyNot, findings } = props.view;
  return (
    <section aria-label="Access keys" data-access-keys>
      <h3>Access keys</h3>
      <FindingList findings={findings} />
      {whyNot !== null && <p className={classes.dim}>{whyNot}</p>}
      {whyNot === null && keys.length === 0 && <p className={classes.dim}>This user has none.</p>}
      {keys.length > 0 && (
        <>
          <ul className={classes.list}>
            {keys.map(({ id, name, clientId, createdAt, lastLogin }) => (
              <li key={id}>
                <SuspiciousText text={name} />
                <span className={classes.dim}>
                  {' · '}
                  <span className={classes.id}>
                    <SuspiciousText text={clientId} />
                  </span>
                  {' · made '}
                  <Age at={createdAt} absent="unknown" />
                  {' · last used '}
                  <Age at={lastLogin} absent="never" />
                </span>
              </li>
            ))}
          </ul>
          <p className={classes.dim}>
            A key acts with all roles of its user, who alone can make one: in Rolebook under Settings, or in
            the tenant’s own console.
          </p>
        </>
      )}
    </section>
  );
}
