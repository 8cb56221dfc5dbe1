import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Uncollected } from '../../../src-shared/ipc/hand-overs-contract.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCredentials, useStores } from '../../stores/stores-context.tsx';
import { useIssueAnew } from '../../stores/use-issue-anew.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './journal.module.css';

interface UncollectedProps {
  readonly onReceipt: (act: string, whose: string) => void;
  readonly onChanged: () => void;
}

/** What was handed over and not used, each with the one click that issues a new one. Nothing where there is none. */
export function UncollectedList(props: UncollectedProps): ReactNode {
  const uncollected = useCredentials((store) => store.uncollected);
  if (uncollected.length === 0) return null;
  return (
    <section className={classes.due} aria-label="Not collected">
      <h2>Not collected: {counted(uncollected.length, 'credential')}</h2>
      <ul>
        {uncollected.map((one) => (
          <UncollectedRow key={`${one.act} ${one.account}`} {...props} one={one} />
        ))}
      </ul>
    </section>
  );
}

function UncollectedRow(props: UncollectedProps & { readonly one: Uncollected }): ReactNode {
  const { one, onReceipt, onChanged } = props;
  const bridge = useBridge();
  const stores = useStores();
  const issueAnew = useIssueAnew();
  const [busy, setBusy] = useState(false);
  const { act, account, name, kind, subjectId } = one;

  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    await work();
    onChanged();
    setBusy(false);
  };
  const stop = async (): Promise<void> => {
    const outcome = await bridge.call('handOvers.stopReminding', { act, account });
    if (!outcome.ok) stores.notices.getState().showError('reminder', outcome.error);
  };
  return (
    <li data-uncollected-of={name}>
      <span className={classes.dueWho}>
        <strong>
          <SuspiciousText text={name} />
        </strong>{' '}
        {one.words}
      </span>
      {subjectId !== null && (
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          data-issue-new
          onClick={() => void during(() => issueAnew({ kind, subjectId, name }))}
        >
          Issue a new one
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => onReceipt(act, name)}>
        Record a receipt…
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={busy}
        aria-label={`Stop reminding of ${name}`}
        onClick={() => void during(stop)}
      >
        Stop reminding
      </Button>
    </li>
  );
}
