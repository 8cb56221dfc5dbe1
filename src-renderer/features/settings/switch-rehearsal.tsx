import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCall } from '../../bridge/use-call.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import classes from './settings.module.css';

/** How long typing has to rest before it is asked about, in milliseconds. */
const rest = 200;

/**
 * V46: what switching single sign-on on comes to on a tenant of 2.13, gone through before it is done in the tenant's own
 * console. Accepting is noted in the journal.
 */
export function SwitchRehearsal(): ReactNode {
  const bridge = useBridge();
  const [administrator, setAdministrator] = useState('');
  const [typed, setTyped] = useState('');
  const [acknowledged, setAcknowledged] = useState<readonly string[]>([]);
  const [ended, setEnded] = useState<'no' | 'accepted' | ErrorBody>('no');
  const [asked] = useDebouncedValue(administrator.trim(), rest);
  const [phrase] = useDebouncedValue(typed, rest);
  const question = { administrator: asked, typed: phrase };
  const rehearsal = useCall('signOn.rehearse', asked === '' ? null : question);
  const findings = rehearsal.data?.findings ?? [];
  const current = asked === administrator.trim() && phrase === typed && rehearsal.status === 'ready';
  const ready = current && blocking(findings).length + unacknowledged(findings, acknowledged).length === 0;

  const accept = async (): Promise<void> => {
    const outcome = await bridge.call('signOn.accept', { ...question, acknowledged: [...acknowledged] });
    setEnded(outcome.ok ? 'accepted' : outcome.error);
  };
  return (
    <div className={classes.tool} data-rehearsal>
      <p className={classes.text}>
        On this version switching single sign-on on ends local sign-in. Go through it here before it is done
        in the tenant’s own console.
      </p>
      <TextInput
        label="The one administrator who gets in afterwards"
        placeholder="ada@example.com"
        autoComplete="off"
        spellCheck={false}
        value={administrator}
        onChange={(change) => {
          setAdministrator(change.currentTarget.value);
          setAcknowledged([]);
          setEnded('no');
        }}
      />
      <FindingList
        findings={findings}
        acknowledged={acknowledged}
        onAcknowledge={(key, accepted) =>
          setAcknowledged((before) => [...before.filter((one) => one !== key), ...(accepted ? [key] : [])])
        }
      />
      {rehearsal.data !== null && (
        <TextInput
          label={`Type “${rehearsal.data.phrase}”`}
          description={`${counted(rehearsal.data.localUsers, 'local user')} would stop working`}
          autoComplete="off"
          value={typed}
          onChange={(change) => {
            setTyped(change.currentTarget.value);
            setEnded('no');
          }}
        />
      )}
      {typeof ended === 'object' && <ErrorNote error={ended} />}
      {ended === 'accepted' ? (
        <p aria-live="polite">
          Noted in the journal. Now switch it on in the tenant’s own console: Settings, General, Login with
          SSO.
        </p>
      ) : (
        <Button variant="default" disabled={!ready} onClick={() => void accept()}>
          I know what stops working
        </Button>
      )}
    </div>
  );
}
