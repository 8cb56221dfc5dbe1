import type { ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useSession } from '../../stores/stores-context.tsx';
import { causeName } from '../../ui/credential-panel/credential-words.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { focusOnMount } from '../../ui/findings/focus-on-mount.ts';
import { StandingMark } from '../../ui/hand-over/standing-mark.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { sortTray } from './tray-model.ts';
import type { TrayAction, TrayState } from './tray-reducer.ts';
import classes from './credential-tray.module.css';

/** See {@link TrayList}. */
export interface TrayListProps {
  readonly list: readonly CredentialInfo[];
  readonly state: TrayState;
  readonly ticked: readonly string[];
  readonly dispatch: (action: TrayAction) => void;
}

/** Of another tenant than the open one, more is not known. */
const withoutMirror = ({ account, handedOver }: CredentialInfo) => ({
  account,
  state: handedOver ? ('handed-over' as const) : ('issued' as const),
  told: true,
  words: handedOver ? 'Handed over.' : 'Issued, and handed over to nobody yet.',
});

/** Those that wait first, then those handed over; several can be exported into one file. */
export function TrayList(props: TrayListProps): ReactNode {
  const { list, state, ticked, dispatch } = props;
  const { waiting, handedOver } = sortTray(list);
  const asOf = useSession((session) => Date.parse(session.state?.mirrorAsOf ?? '') || 0);
  const told = useCall('handOvers.ofTray', list.length === 0 ? null : {}, asOf + handedOver.length);
  const standings = new Map(told.data?.map(({ id, standing }) => [id, standing]));
  const discard = useAct('credentials.discard');

  const forget = async (id: string): Promise<void> => {
    const outcome = await discard.run({ ids: [id] });
    if (outcome.ok) dispatch({ type: 'forget', id: null });
  };

  if (list.length === 0) {
    return (
      <div className={classes.empty}>
        <p className={classes.emptyTitle}>No credentials</p>
        <p>
          Temporary passwords of new users and of resets appear here, until they are handed over or the app is
          closed. They are never stored.
        </p>
      </div>
    );
  }
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <Checkbox
          label={ticked.length === 0 ? 'Select all' : `${ticked.length} selected`}
          checked={ticked.length === list.length}
          indeterminate={ticked.length > 0 && ticked.length < list.length}
          onChange={() => dispatch({ type: 'tick-all', ids: list.map((credential) => credential.id) })}
        />
        <Button
          variant="default"
          leftSection={<IconFileExport size={14} aria-hidden />}
          disabled={ticked.length === 0}
          onClick={() => dispatch({ type: 'export', exporting: true })}
          data-export-ticked
        >
          Export…
        </Button>
      </header>
      <ul className={classes.list}>
        {[...waiting, ...handedOver].map((credential) => (
          <li key={credential.id} data-tray-entry={credential.account}>
            <Checkbox
              aria-label={`Select ${credential.account}`}
              checked={state.ticked.has(credential.id)}
              onChange={() => dispatch({ type: 'tick', id: credential.id })}
            />
            <div className={classes.who}>
              <p className={classes.account}>
                <SuspiciousText text={credential.account} />
              </p>
              <p className={classes.facts}>
                {causeName(credential)} · <Age at={credential.issuedAt} absent="unknown" /> ·{' '}
                <SuspiciousText text={credential.tenantLabel} />
              </p>
              <p className={classes.state}>
                <StandingMark standings={[standings.get(credential.id) ?? withoutMirror(credential)]} />
              </p>
            </div>
            {state.forgetting === credential.id ? (
              <div className={classes.buttons}>
                <Button
                  variant="default"
                  onClick={() => dispatch({ type: 'forget', id: null })}
                  ref={focusOnMount}
                >
                  Keep
                </Button>
                <Button color="red" loading={discard.busy} onClick={() => void forget(credential.id)}>
                  Forget password
                </Button>
              </div>
            ) : (
              <div className={classes.buttons}>
                <Button variant="default" onClick={() => dispatch({ type: 'show', id: credential.id })}>
                  Hand over…
                </Button>
                <Button
                  variant="subtle"
                  color="gray"
                  aria-label={`Forget the credential of ${credential.account}`}
                  onClick={() => dispatch({ type: 'forget', id: credential.id })}
                >
                  Forget
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {discard.error !== null && <ErrorNote error={discard.error} />}
      <p className={classes.note}>Kept in memory only. Closing the app forgets them all.</p>
    </div>
  );
}
