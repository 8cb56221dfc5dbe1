import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCopy } from '@tabler/icons-react';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { focusOnMount } from '../findings/focus-on-mount.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { accountName, secretName } from './credential-words.ts';
import { ExportSection } from './export-section.tsx';
import { MailSection } from './mail-section.tsx';
import { SecretField } from './secret-field.tsx';
import { useCopy } from './use-copy.ts';
import classes from './credential-panel.module.css';

/** See {@link CredentialPanel}. */
export interface CredentialPanelProps {
  /** As the credentials store has it now, so that `handedOver` is fresh. */
  readonly credential: CredentialInfo;
  /** Leaves the panel; the credential stays in the tray until it was handed over or forgotten. */
  readonly onDone: () => void;
}

type Way = 'file' | 'mail';

/** A credential just issued: what to hand over, the ways to do it, and a last question when nothing was done. */
export function CredentialPanel(props: CredentialPanelProps): ReactNode {
  const { credential } = props;
  const [way, setWay] = useState<Way>('file');
  const [asking, setAsking] = useState(false);
  const secret = secretName(credential).toLowerCase();

  return (
    <section
      className={classes.panel}
      aria-label="Credential"
      data-credential={credential.account}
      data-credential-id={credential.id}
    >
      <dl className={classes.facts}>
        <dt>{accountName(credential)}</dt>
        <dd>
          <AccountLine credential={credential} />
        </dd>
        <dt>{secretName(credential)}</dt>
        <dd>
          <SecretField credential={credential} />
        </dd>
        <dt>Tenant</dt>
        <dd className={classes.url}>{credential.tenantUrl}</dd>
      </dl>
      <p className={classes.note}>
        The {secret} is kept only in this app’s memory, until it is handed over or the app is closed. It
        cannot be shown again later.
        {credential.mustChange && ' It has to be changed at the first sign-in.'}
      </p>
      <div className={classes.ways}>
        <SegmentedControl
          aria-label="How to hand it over"
          value={way}
          data={[
            { value: 'file', label: 'Export to a file' },
            { value: 'mail', label: 'E-mail draft' },
          ]}
          onChange={(value) => setWay(value === 'mail' ? 'mail' : 'file')}
        />
        {way === 'file' ? (
          <ExportSection credentials={[credential]} />
        ) : (
          <MailSection credential={credential} />
        )}
      </div>
      {asking && !credential.handedOver ? (
        <div className={classes.asking} role="alertdialog" aria-label="Not handed over yet">
          <IconAlertTriangle size={16} aria-hidden />
          <p>
            The {secret} was not copied, exported or mailed yet. It waits in the credential tray until the app
            is closed, then it is gone and has to be reset.
          </p>
          <Button variant="default" onClick={() => setAsking(false)} ref={focusOnMount}>
            Stay
          </Button>
          <Button onClick={props.onDone}>Leave it in the tray</Button>
        </div>
      ) : (
        <footer className={classes.foot}>
          <span className={classes.state} data-handed-over={credential.handedOver || undefined}>
            {credential.handedOver ? (
              <>
                <IconCircleCheck size={16} aria-hidden /> Handed over
              </>
            ) : (
              'Not handed over yet'
            )}
          </span>
          <Button
            variant={credential.handedOver ? 'filled' : 'default'}
            onClick={() => (credential.handedOver ? props.onDone() : setAsking(true))}
            data-credential-done
          >
            Done
          </Button>
        </footer>
      )}
    </section>
  );
}

function AccountLine(props: { credential: CredentialInfo }): ReactNode {
  const copy = useCopy(props.credential.id, 'account');
  return (
    <div className={classes.accountLine}>
      <span>
        <SuspiciousText text={props.credential.account} />
      </span>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconCopy size={14} aria-hidden />}
        aria-label={`Copy the ${accountName(props.credential)}`}
        onClick={() => void copy.copy()}
      >
        {copy.secondsLeft === null ? 'Copy' : 'Copied'}
      </Button>
    </div>
  );
}
