import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { connectSteps, stepsAfter, type StepState } from './connect-steps.ts';
import classes from './connect.module.css';

/** While connecting: what is being done. The steps are one call, so none is ticked before the answer is in. Esc cancels. */
export function Connecting(props: { what: string; onCancel: () => void }): ReactNode {
  const { onCancel } = props;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onCancel();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onCancel]);
  return (
    <section className={classes.connecting} aria-label="Connecting" aria-live="polite">
      <p className={classes.connectingWhat}>
        <Loader size="sm" aria-hidden /> Connecting to {props.what}
      </p>
      <ol className={classes.steps}>
        {connectSteps.map((step) => (
          <li key={step.id}>
            <IconCircleDashed size={16} aria-hidden /> {step.label}
          </li>
        ))}
      </ol>
      <div className={classes.foot}>
        <Button variant="default" onClick={onCancel} data-cancel-connect>
          Cancel
        </Button>
      </div>
    </section>
  );
}

const stateWords: Readonly<Record<StepState, string>> = {
  done: 'done',
  failed: 'failed',
  'not-reached': 'not tried',
};
const stateIcons = { done: IconCircleCheck, failed: IconCircleX, 'not-reached': IconCircleDashed } as const;

/** How far the last attempt came. */
export function FailedSteps(props: { error: ErrorBody }): ReactNode {
  const states = stepsAfter(props.error);
  return (
    <ol className={classes.steps} aria-label="How far it came">
      {connectSteps.map((step, at) => {
        const state = states[at] ?? 'not-reached';
        const Icon = stateIcons[state];
        return (
          <li key={step.id} data-step={state}>
            <Icon size={16} aria-hidden /> {step.label}
            <span className={classes.stepState}>{stateWords[state]}</span>
          </li>
        );
      })}
    </ol>
  );
}
