import { useEffect, useRef } from 'react';
import type { Dispatch, ReactNode } from 'react';
import { Button, Checkbox, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { placeError, type PlacedError } from './connect-errors.ts';
import { methodWords, type ConnectField } from './connect-model.ts';
import type { ConnectAction, ConnectState } from './connect-reducer.ts';
import { connectProblems } from './connect-validation.ts';
import { FailedSteps } from './connecting.tsx';
import { RememberNote } from './remember-note.tsx';
import { readTenantUrl } from './tenant-url.ts';
import classes from './connect.module.css';

/** See {@link ConnectForm}. */
export interface ConnectFormProps {
  readonly state: ConnectState;
  /** False where there is no keychain: secrets then live for this session only. */
  readonly keychain: boolean;
  readonly dispatch: Dispatch<ConnectAction>;
  readonly onConnect: () => void;
}

/** A tenant by its address, with a service account or a local user. A refusal is shown at the field it is about. */
export function ConnectForm(props: ConnectFormProps): ReactNode {
  const { state, dispatch } = props;
  const { draft, phase } = state;
  const form = useRef<HTMLFormElement>(null);
  const error = phase.at === 'form' ? phase.error : null;
  const touched = phase.at === 'form' ? phase.touched : new Set<ConnectField>();
  const placed = error === null ? null : placeError(error, draft.method, draft.url);
  const problems = connectProblems(draft);
  const words = methodWords[draft.method];
  const reading = readTenantUrl(draft.url);
  const wrong = (field: ConnectField): ReactNode => {
    if (placed?.field === field) return <Refused placed={placed} />;
    return touched.has(field) ? problems.find((problem) => problem.field === field)?.message : undefined;
  };

  // Mantine's password field, unlike its text field, does not say it itself.
  const hasProblem = (field: ConnectField): boolean => Boolean(wrong(field));

  const triedInVain = touched.size > 1;
  useEffect(() => {
    if (error !== null || triedInVain) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [error, triedInVain]);

  return (
    <form
      ref={form}
      className={classes.form}
      aria-label="Connect a tenant"
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        props.onConnect();
      }}
    >
      <h2 className={classes.title}>Connect a tenant</h2>
      <TextInput
        label="Address"
        placeholder="acme.run.ai"
        description={
          reading.origin === null
            ? 'As in your browser; a whole link will do'
            : `${reading.origin}${note(reading.note)}`
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.url}
        autoComplete="off"
        spellCheck={false}
        error={wrong('url') ?? (draft.url.length > 8 ? reading.problem : null)}
        data-connect-url
        onChange={(change) => dispatch({ type: 'set-url', url: change.currentTarget.value })}
        onBlur={() => draft.url !== '' && dispatch({ type: 'touch', fields: ['url'] })}
      />
      <div>
        <span className={classes.label} id="connect-method">
          Sign in with
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="connect-method"
          value={draft.method}
          data={[
            { value: 'service-account', label: methodWords['service-account'].name },
            { value: 'password', label: methodWords.password.name },
          ]}
          onChange={(value) =>
            dispatch({ type: 'set-method', method: value === 'password' ? 'password' : 'service-account' })
          }
        />
      </div>
      <TextInput
        label={words.account}
        value={draft.accounts[draft.method]}
        autoComplete="off"
        spellCheck={false}
        error={wrong('account')}
        onChange={(change) => dispatch({ type: 'set-account', account: change.currentTarget.value })}
      />
      <PasswordInput
        label={words.secret}
        value={draft.secrets[draft.method]}
        autoComplete="off"
        error={wrong('secret')}
        aria-invalid={hasProblem('secret')}
        onChange={(change) => dispatch({ type: 'set-secret', secret: change.currentTarget.value })}
      />
      <div>
        <Checkbox
          label="Remember in this computer’s keychain"
          checked={draft.remember && props.keychain}
          disabled={!props.keychain}
          error={wrong('remember')}
          onChange={(change) => dispatch({ type: 'set-remember', remember: change.currentTarget.checked })}
        />
        <RememberNote keychain={props.keychain} remember={draft.remember} />
      </div>
      {placed !== null && placed.field === 'form' && <ErrorNote error={placed} />}
      {error !== null && <FailedSteps error={error} />}
      <div className={classes.foot}>
        <Button type="submit" data-connect>
          Connect
        </Button>
      </div>
    </form>
  );
}

function note(text: string | null): string {
  return text === null ? '' : `. ${text}`;
}

function Refused(props: { placed: PlacedError }): ReactNode {
  return (
    <span role="alert">
      {props.placed.message} {props.placed.hint}
    </span>
  );
}
