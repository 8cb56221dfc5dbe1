import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox, PasswordInput } from '@mantine/core';
import type { Connection } from '../../../src-shared/domain/tenant.ts';
import { noChanges } from '../../../src-shared/domain/change.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useSession, useStores } from '../../stores/stores-context.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { placeError } from './connect-errors.ts';
import { methodWords } from './connect-model.ts';
import { RememberNote } from './remember-note.tsx';
import classes from './connect.module.css';

/** See {@link SignInAgain}. */
export interface SignInAgainProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

/** The session has ended; what was synced stays readable behind this. Only the secret is asked for. */
export function SignInAgain(props: SignInAgainProps): ReactNode {
  const { connection } = props;
  const stores = useStores();
  const keychain = useSession((store) => store.state?.keychain ?? true);
  const problem = useSession((store) => store.state?.problem ?? null);
  const outbox = useSession((store) => store.state?.outbox ?? noChanges);
  const waiting = Object.values(outbox).reduce((sum, count) => sum + count, 0);
  const keptSecretMissing = problem?.reason.startsWith('kept-secret-') === true;
  const [secret, setSecret] = useState('');
  const [remember, setRemember] = useState(connection.hasSecret);
  const act = useAct('tenants.signIn');
  const words = methodWords[connection.method];
  const placed = act.error === null ? null : placeError(act.error, connection.method, connection.url);
  const atSecret = placed !== null && (placed.field === 'secret' || placed.field === 'account');

  const signIn = async (): Promise<void> => {
    if (secret === '') return;
    const outcome = await act.run({ key: connection.key, secret, remember: remember && keychain });
    if (!outcome.ok) return;
    setSecret('');
    stores.tenant.getState().take(outcome.data);
    props.onDone();
  };

  return (
    <form
      className={classes.form}
      aria-label="Sign in again"
      onSubmit={(submit) => {
        submit.preventDefault();
        void signIn();
      }}
    >
      <p>
        {keptSecretMissing ? (
          problem.message
        ) : (
          <>
            The session with <strong>{connection.label}</strong> has ended.
          </>
        )}{' '}
        What was synced stays readable
        {waiting > 0 &&
          `, and ${counted(waiting, 'change')} that ${waiting === 1 ? 'waits is' : 'wait are'} kept`}
        ; to sync and to send something, sign in again.
      </p>
      <dl className={classes.facts}>
        <dt>Address</dt>
        <dd>{connection.url}</dd>
        <dt>{words.account}</dt>
        <dd>
          <SuspiciousText text={connection.account} />
        </dd>
      </dl>
      <PasswordInput
        label={words.secret}
        value={secret}
        autoComplete="off"
        data-autofocus
        aria-invalid={atSecret}
        error={atSecret ? `${placed.message} ${placed.hint}` : undefined}
        onChange={(change) => {
          setSecret(change.currentTarget.value);
          act.clear();
        }}
      />
      <div>
        <Checkbox
          label="Remember in this computer’s keychain"
          checked={remember && keychain}
          disabled={!keychain}
          onChange={(change) => setRemember(change.currentTarget.checked)}
        />
        <RememberNote keychain={keychain} remember={remember} />
      </div>
      {placed !== null && !atSecret && <ErrorNote error={placed} />}
      <div className={classes.foot}>
        <Button variant="default" onClick={props.onDone}>
          Not now
        </Button>
        <Button type="submit" loading={act.busy} disabled={secret === ''} data-sign-in>
          Sign in
        </Button>
      </div>
    </form>
  );
}
