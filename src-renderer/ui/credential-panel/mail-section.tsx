import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconMail } from '@tabler/icons-react';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../findings/error-note.tsx';
import { secretName } from './credential-words.ts';
import classes from './export-section.module.css';

/** An e-mail draft with the instructions; the secret goes in only after its warning was accepted (V34). */
export function MailSection(props: { credential: CredentialInfo }): ReactNode {
  const { credential } = props;
  const [withSecret, setWithSecret] = useState(false);
  const [accepted, setAccepted] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const draft = useAct('credentials.emailDraft');
  const name = secretName(credential).toLowerCase();

  const save = async (): Promise<void> => {
    const outcome = await draft.run({ id: credential.id, includeSecret: withSecret && accepted });
    if (outcome.ok) setSaved(outcome.data.outcome === 'written' ? (outcome.data.path ?? '') : null);
  };

  return (
    <section className={classes.section} aria-label="E-mail draft">
      <p>
        A draft for your mail program, addressed to {credential.account}: the tenant’s address and how to sign
        in the first time. Hand the {name} over another way.
      </p>
      <Checkbox
        label={`Put the ${name} into the draft as well`}
        checked={withSecret}
        onChange={(change) => {
          setWithSecret(change.currentTarget.checked);
          setAccepted(false);
        }}
      />
      {withSecret && (
        <div className={classes.plain}>
          <p>
            <IconAlertTriangle size={16} aria-hidden />
            The {name} then stays readable in your outbox, in the mailbox and on the servers between, until it
            is changed.
          </p>
          <Checkbox
            label={`Write the ${name} into the draft all the same`}
            checked={accepted}
            onChange={(change) => setAccepted(change.currentTarget.checked)}
          />
        </div>
      )}
      {draft.error !== null && <ErrorNote error={draft.error} />}
      {saved !== null && (
        <div className={classes.written} aria-live="polite">
          <IconCircleCheck size={16} aria-hidden />
          <div>
            <p>Draft written. Open it with your mail program, look it over, send it.</p>
            <p className={classes.path}>{saved}</p>
          </div>
        </div>
      )}
      <div className={classes.foot}>
        <Button
          leftSection={<IconMail size={14} aria-hidden />}
          disabled={withSecret && !accepted}
          loading={draft.busy}
          onClick={() => void save()}
          data-mail-draft
        >
          Save draft…
        </Button>
      </div>
    </section>
  );
}
