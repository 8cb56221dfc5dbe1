import { Button, Modal, Progress } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { stopsAll } from '../../../src-shared/rules/bulk-reset-rules.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCredentials, useTenant } from '../../stores/stores-context.tsx';
import { ExportSection } from '../../ui/credential-panel/export-section.tsx';
import type { UserTarget } from '../../ui/slots.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { countUsers } from './outcome-words.ts';
import { issuedIds, newRun, nextOf, resetReducer, tallyOf } from './reset-many-model.ts';
import type { ResetStep } from './reset-many-model.ts';
import classes from './dialogs.module.css';

/** See {@link ResetManyDialog}. */
export interface ResetManyDialogProps {
  readonly users: readonly UserTarget[];
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}

/**
 * New passwords for many, one after the other: it can be paused and stopped at any row, what was issued stays in the
 * tray, and is handed over from here whatever became of the rest.
 */
export function ResetManyDialog(props: ResetManyDialogProps): ReactNode {
  const actor = useTenant((tenant) => tenant.current?.actor ?? '');
  const [run, dispatch] = useReducer(resetReducer, { users: props.users, actor }, newRun);
  const [handing, setHanding] = useState(false);
  const bridge = useBridge();
  const busy = useRef(false);
  const tally = tallyOf(run);
  const fit = run.rows.length - tally.unfit;
  const ended = tally.issued + tally.saved + tally.failed;
  const next = nextOf(run);
  const issued = issuedIds(run);
  const credentials = useCredentials((store) => store.list).filter(({ id }) => issued.includes(id));

  useEffect(() => {
    if (next === null || busy.current) return;
    busy.current = true;
    dispatch({ type: 'running', id: next.id });
    void bridge.call('users.resetPassword', { id: next.id }).then((outcome) => {
      busy.current = false;
      const step: ResetStep = !outcome.ok
        ? { state: 'failed', error: outcome.error }
        : outcome.data === null
          ? { state: 'saved' }
          : { state: 'issued', credentialId: outcome.data.id };
      if (!outcome.ok && stopsAll(outcome.error)) dispatch({ type: 'pause' });
      dispatch({ type: 'ended', id: next.id, step });
    });
  }, [bridge, next]);

  const close = (): void => props.onClose(ended > 0);
  if (handing) {
    return (
      <Modal
        opened
        onClose={() => setHanding(false)}
        title={`Hand over ${issued.length} passwords`}
        size={560}
      >
        <ExportSection credentials={credentials} />
      </Modal>
    );
  }
  return (
    <Modal
      opened
      onClose={close}
      title={run.phase === 'asking' ? `Reset ${fit} passwords?` : 'Reset passwords'}
      size="md"
      closeOnClickOutside={false}
      closeOnEscape={run.phase !== 'going'}
    >
      <div className={classes.dialog} data-dialog="reset-many">
        {run.phase === 'asking' ? (
          <ul className={classes.points}>
            <li>{countUsers(fit)} get a new temporary password each, made by the tenant.</li>
            <li>The present ones stop working one after the other; you can pause and stop in between.</li>
            <li>
              What was issued waits under Credentials, and is handed over from here, in one file or one for
              each.
            </li>
            {tally.unfit > 0 && (
              <li>
                {countUsers(tally.unfit)} {tally.unfit === 1 ? 'is' : 'are'} left out; the list says why.
              </li>
            )}
          </ul>
        ) : (
          <>
            <p aria-live="polite">
              {ended} of {fit}
              {run.phase === 'paused' && ', paused'}.
              {tally.saved > 0 && ` Saved, not sent yet: ${tally.saved}.`}
              {tally.failed > 0 && ` Failed: ${tally.failed}.`}
            </p>
            <Progress value={fit === 0 ? 100 : (100 * ended) / fit} aria-label="Passwords reset" />
          </>
        )}
        <ul className={classes.losses} aria-label="Users">
          {run.rows.map(({ user, step }) => (
            <li key={user.id} data-step={step.state}>
              <div className={classes.who}>
                <StepIcon step={step} />
                <strong>
                  <SuspiciousText text={user.email} />
                </strong>
                <span className={classes.dim}>{stepWords(step)}</span>
              </div>
              {step.state === 'failed' && (
                <p className={classes.problem}>
                  {step.error.message} {step.error.hint}
                </p>
              )}
            </li>
          ))}
        </ul>
        <footer className={classes.foot}>
          {run.phase === 'asking' && (
            <>
              <Button variant="default" onClick={close} data-autofocus>
                Keep the passwords
              </Button>
              <Button disabled={fit === 0} onClick={() => dispatch({ type: 'start' })} data-confirm-reset>
                Reset {fit} passwords
              </Button>
            </>
          )}
          {run.phase === 'going' && (
            <>
              <Button variant="default" onClick={() => dispatch({ type: 'stop' })}>
                Stop here
              </Button>
              <Button onClick={() => dispatch({ type: 'pause' })}>Pause</Button>
            </>
          )}
          {run.phase === 'paused' && (
            <>
              <Button variant="default" onClick={() => dispatch({ type: 'stop' })}>
                Stop here
              </Button>
              <Button onClick={() => dispatch({ type: 'start' })}>Go on</Button>
            </>
          )}
          {run.phase === 'ended' && (
            <>
              {tally.failed > 0 && (
                <Button variant="default" onClick={() => dispatch({ type: 'again' })}>
                  Try again for {countUsers(tally.failed)}
                </Button>
              )}
              <Button variant="default" onClick={close}>
                Close
              </Button>
              {issued.length > 0 && (
                <Button onClick={() => setHanding(true)} data-autofocus>
                  Hand over {issued.length}…
                </Button>
              )}
            </>
          )}
        </footer>
      </div>
    </Modal>
  );
}

function stepWords(step: ResetStep): string {
  switch (step.state) {
    case 'waiting':
      return '';
    case 'running':
      return 'being reset…';
    case 'issued':
      return 'in the tray';
    case 'saved':
      return 'saved, not sent yet';
    case 'failed':
      return 'failed';
    default:
      return step.reason;
  }
}

function StepIcon({ step }: { step: ResetStep }): ReactNode {
  if (step.state === 'issued' || step.state === 'saved')
    return <IconCircleCheck size={16} className={classes.ok} aria-hidden />;
  if (step.state === 'failed') return <IconCircleX size={16} className={classes.failed} aria-hidden />;
  if (step.state === 'unfit') return <IconCircleMinus size={16} className={classes.open} aria-hidden />;
  return <IconCircleDashed size={16} className={classes.open} aria-hidden />;
}
