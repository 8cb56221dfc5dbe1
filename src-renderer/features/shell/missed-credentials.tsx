import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MissedCredential } from '../../../src-shared/domain/credential.ts';
import { missedWords } from '../../../src-shared/domain/missed-words.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCredentials, useStores } from '../../stores/stores-context.tsx';
import { useIssueAnew } from '../../stores/use-issue-anew.ts';
import classes from './shell.module.css';

/** Below the top bar: secrets that an earlier run of the app lost (I18), each with the one click that issues a new one. */
export function MissedCredentials(): ReactNode {
  const missed = useCredentials((store) => store.missed);
  if (missed.length === 0) return null;
  return (
    <aside className={classes.banner} aria-label="Credentials that were not handed over">
      <ul className={classes.missed}>
        {missed.map((one) => (
          <MissedRow key={one.id} missed={one} />
        ))}
      </ul>
    </aside>
  );
}

function MissedRow({ missed }: { missed: MissedCredential }): ReactNode {
  const bridge = useBridge();
  const stores = useStores();
  const issueAnew = useIssueAnew();
  const [busy, setBusy] = useState(false);
  const { id, name } = missed;

  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    await work();
    await stores.credentials.getState().loadMissed();
    setBusy(false);
  };
  const dismiss = async (): Promise<void> => {
    const outcome = await bridge.call('credentials.dismissMissed', { ids: [id] });
    if (!outcome.ok) stores.notices.getState().showError('missed', outcome.error);
  };
  return (
    <li data-missed={name}>
      <span>{missedWords(missed)}</span>
      <Button
        variant="default"
        loading={busy}
        data-issue-new
        onClick={() => void during(() => issueAnew(missed))}
      >
        Issue a new one
      </Button>
      <Button
        variant="subtle"
        color="gray"
        disabled={busy}
        aria-label={`Dismiss the note about ${name}`}
        onClick={() => void during(dismiss)}
      >
        Dismiss
      </Button>
    </li>
  );
}
