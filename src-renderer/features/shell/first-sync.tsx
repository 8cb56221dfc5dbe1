import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession, useSync, useTenant } from '../../stores/stores-context.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { HeldQuestion } from './sync-chip.tsx';
import { SyncProgressView } from './sync-progress.tsx';
import classes from './sync.module.css';

/** In place of the tables while this tenant has never been synced: progress, or why there is none. */
export function FirstSync(): ReactNode {
  const state = useSession((session) => session.state);
  const { progress, start, cancel } = useSync((sync) => sync);
  const retry = useSession((session) => session.retry);
  const label = useTenant((tenant) => tenant.current?.connection.label ?? 'the tenant');
  const { signIn } = useCommands();
  if (state === null) return null;
  if (state.syncing || state.link === 'connecting') {
    return (
      <section className={classes.first} aria-label="First sync">
        <h1 className={classes.firstTitle}>Reading {label} for the first time</h1>
        <p className={classes.firstText}>
          Afterwards everything here works without a network, and a sync only fetches what changed.
        </p>
        {progress !== null && (
          <>
            <SyncProgressView progress={progress} />
            <div className={classes.buttons}>
              <Button variant="default" onClick={() => void cancel()}>
                Cancel
              </Button>
            </div>
          </>
        )}
      </section>
    );
  }
  const problem = state.problem ?? state.lastRun?.error ?? null;
  return (
    <section className={classes.first} aria-label="First sync">
      <HeldQuestion />
      <h1 className={classes.firstTitle}>Nothing of {label} is here yet</h1>
      <p className={classes.firstText}>
        {state.workOffline
          ? 'You are working offline. Go online to read the tenant once.'
          : 'One complete sync brings users, rules and roles to this machine.'}
      </p>
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem.message}
          {problem.hint !== null && <span className={classes.hint}>{problem.hint}</span>}
        </p>
      )}
      <div className={classes.buttons}>
        {state.link === 'needs-sign-in' ? (
          <Button onClick={signIn}>Sign in</Button>
        ) : (
          <Button onClick={() => void (state.link === 'online' ? start(true) : retry())}>
            {state.link === 'online' ? 'Sync now' : 'Try again'}
          </Button>
        )}
      </div>
    </section>
  );
}
