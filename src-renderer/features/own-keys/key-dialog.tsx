import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AccessKey } from '../../../src-shared/domain/access-key.ts';
import type { IssuedKey } from '../../../src-shared/ipc/access-keys-contract.ts';
import { checkAccessKeyName } from '../../../src-shared/rules/subject-name-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCredentials } from '../../stores/stores-context.tsx';
import { CredentialPanel } from '../../ui/credential-panel/credential-panel.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './own-keys.module.css';

/** What the dialog is for. */
export type KeyAim = { readonly act: 'new' } | { readonly act: 'renew'; readonly key: AccessKey };

const titles = {
  new: { before: 'New access key', after: 'Access key was made' },
  renew: { before: 'Issue a new secret?', after: 'New access key secret' },
} as const;

/**
 * Issues the secret of an own access key, shown once. Where the reply was lost it says so, and offers another secret: nothing
 * here asks twice by itself (I18).
 */
export function KeyDialog(props: {
  readonly aim: KeyAim;
  /** V42, of keys in general. */
  readonly findings: readonly Finding[];
  /** Names of keys that are there. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const { aim } = props;
  const issue = useAct('accessKeys.issue');
  const renew = useAct('accessKeys.renew');
  const [came, setCame] = useState<IssuedKey | null>(null);
  const issued = came?.credential ?? null;
  const credential = useCredentials((store) => store.list.find((entry) => entry.id === issued?.id) ?? issued);
  const busy = issue.busy || renew.busy;
  const title = titles[aim.act][credential === null ? 'before' : 'after'];

  const renewKey = async (id: string): Promise<void> => {
    const outcome = await renew.run({ id, acknowledged: ['V35'] });
    if (outcome.ok) setCame(outcome.data);
  };
  const issueKey = async (name: string): Promise<void> => {
    const outcome = await issue.run({ name });
    if (outcome.ok) setCame(outcome.data);
  };

  return (
    <Modal
      opened
      onClose={props.onClose}
      title={title}
      size={credential === null ? 'md' : 640}
      closeOnClickOutside={false}
      closeOnEscape={!busy}
    >
      {credential !== null && <CredentialPanel credential={credential} onDone={props.onClose} />}
      {credential === null && came !== null && (
        <NotReceived came={came} act={renew} onRenew={renewKey} onClose={props.onClose} />
      )}
      {credential === null && came === null && aim.act === 'new' && (
        <NewKey
          act={issue}
          findings={props.findings}
          taken={props.taken}
          onIssue={issueKey}
          onClose={props.onClose}
        />
      )}
      {credential === null && came === null && aim.act === 'renew' && (
        <Renewal keyed={aim.key} act={renew} onRenew={renewKey} onClose={props.onClose} />
      )}
    </Modal>
  );
}

function NewKey(props: {
  readonly act: ReturnType<typeof useAct<'accessKeys.issue'>>;
  readonly findings: readonly Finding[];
  /** Names of keys that are there. */
  readonly taken: readonly string[];
  readonly onIssue: (name: string) => Promise<void>;
  readonly onClose: () => void;
}): ReactNode {
  const { act } = props;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const wanted = name.trim();
  const problem =
    wanted === '' ? 'Give it a name.' : (checkAccessKeyName(wanted, props.taken)[0]?.message ?? null);
  return (
    <form
      className={classes.dialog}
      data-dialog="new-access-key"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (problem === null && !act.busy) void props.onIssue(wanted);
      }}
    >
      <TextInput
        label="Name"
        description="What it is for. Small letters, digits, - and _; it cannot be changed later."
        value={name}
        maxLength={255}
        spellCheck={false}
        autoComplete="off"
        error={tried ? problem : null}
        disabled={act.busy}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={classes.note}>
        Whoever has the key may do all that you may do, with all your roles. Its secret is shown once, when
        the tenant has made it.
      </p>
      <FindingList findings={props.findings} />
      {act.error !== null && <ErrorNote error={act.error} />}
      <footer className={classes.foot}>
        <Button variant="default" disabled={act.busy} onClick={props.onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={act.busy} data-issue-key>
          Make the key
        </Button>
      </footer>
    </form>
  );
}

function Renewal(props: {
  readonly keyed: AccessKey;
  readonly act: ReturnType<typeof useAct<'accessKeys.renew'>>;
  readonly onRenew: (id: string) => Promise<void>;
  readonly onClose: () => void;
}): ReactNode {
  const { keyed, act } = props;
  const used = keyed.lastLogin !== null;
  const [accepted, setAccepted] = useState(false);
  return (
    <div className={classes.dialog} data-dialog="renew-access-key">
      <p>
        <strong>
          <SuspiciousText text={keyed.name} />
        </strong>{' '}
        gets a new secret, made by the tenant and shown once.
        {!used && ' Nothing has signed in with the present one, so nothing fails without it.'}
      </p>
      {used && (
        <Checkbox
          label="The present secret stops working when the tenant makes the new one. What signs in with it fails until it has that."
          checked={accepted}
          disabled={act.busy}
          data-acknowledge="V35"
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      )}
      {act.error !== null && <ErrorNote error={act.error} />}
      <footer className={classes.foot}>
        <Button variant="default" disabled={act.busy} onClick={props.onClose} data-autofocus>
          Keep the secret
        </Button>
        <Button
          color="red"
          disabled={used && !accepted}
          loading={act.busy}
          data-renew-key
          onClick={() => void props.onRenew(keyed.id)}
        >
          Issue a new secret
        </Button>
      </footer>
    </div>
  );
}

/** What to do about a secret that was issued and never arrived. */
export function NotReceived(props: {
  readonly came: IssuedKey;
  readonly act: Pick<ReturnType<typeof useAct<'accessKeys.renew'>>, 'busy' | 'error'>;
  readonly onRenew: (id: string) => Promise<void>;
  readonly onClose: () => void;
}): ReactNode {
  const { came, act } = props;
  const { key } = came;
  const hint =
    key === null
      ? 'Look at your keys again in a moment, then make another one.'
      : 'Only a new secret helps; it voids the one nobody has.';
  return (
    <div className={classes.dialog} data-dialog="key-not-received">
      <ErrorNote error={{ message: came.message ?? 'The secret was not received.', hint }} />
      {act.error !== null && <ErrorNote error={act.error} />}
      <footer className={classes.foot}>
        <Button variant="default" disabled={act.busy} onClick={props.onClose}>
          Close
        </Button>
        {key !== null && (
          <Button loading={act.busy} data-renew-key onClick={() => void props.onRenew(key.id)}>
            Issue a new secret
          </Button>
        )}
      </footer>
    </div>
  );
}
