import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useChanges, useSession, useSync } from '../../stores/stores-context.tsx';
import { freshnessOf } from '../../stores/table-binding.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { TimeAhead } from '../../ui/time/age.tsx';
import { RunTable } from './run-table.tsx';
import { RunTimeline } from './run-timeline.tsx';
import frame from '../../ui/page/page.module.css';
import classes from './sync-runs.module.css';

/** Runs shown at most. */
const most = 100;

/** How the last runs went, when the next try is and why it waits. */
export function SyncRunsPage(): ReactNode {
  const state = useSession((session) => session.state);
  const { start, cancel } = useSync((sync) => sync);
  const retry = useSession((session) => session.retry);
  const outbox = useChanges((changes) => changes.counts);
  const [marked, setMarked] = useState<number | null>(null);
  // A run ended, or changes were sent: there is a newer line.
  const turn = `${state?.lastRun?.endedAt ?? ''} ${state?.syncing ?? false} ${outbox.sending}`;
  const [turns, setTurns] = useState({ text: turn, count: 0 });
  if (turns.text !== turn) setTurns({ text: turn, count: turns.count + 1 });
  const call = useCall('sync.timeline', { limit: most }, turns.count);
  const runs = call.data;
  const offline = state !== null && state.link !== 'online';
  const reason = offline ? (state.problem?.message ?? 'The tenant cannot be reached now.') : null;
  const problem = state?.problem ?? null;

  return (
    <div className={frame.page}>
      <PageHeader
        title="Sync"
        freshness={freshnessOf(state)}
        actions={
          state?.syncing === true ? (
            <Button variant="default" onClick={() => void cancel()}>
              Cancel
            </Button>
          ) : (
            <>
              {offline && !state.workOffline && state.link !== 'needs-sign-in' && (
                <Button variant="default" onClick={() => void retry()}>
                  Try to connect
                </Button>
              )}
              <ReasonButton
                act="read-everything"
                label="Read everything again"
                reason={reason}
                onPress={() => void start(true)}
              />
              <ReasonButton
                act="sync-now"
                look="filled"
                label="Sync now"
                icon={<IconRefresh size={14} aria-hidden />}
                reason={reason}
                onPress={() => void start(false)}
              />
            </>
          )
        }
      />
      {(problem !== null || (state?.nextTry ?? null) !== null) && (
        <div className={classes.why}>
          {problem !== null && (
            <p>
              {problem.message} {problem.hint}
            </p>
          )}
          {state?.nextTry !== null && state?.nextTry !== undefined && (
            <p>
              Next try <TimeAhead at={state.nextTry.at} />: {state.nextTry.why}
            </p>
          )}
        </div>
      )}
      {runs === null && call.error !== null && <ErrorState error={call.error} onRetry={call.reload} />}
      {runs !== null && runs.length === 0 && (
        <EmptyState
          title="No run yet."
          text="Each time Rolebook reads the tenant or sends changes, a line appears here."
        />
      )}
      {runs !== null && runs.length > 0 && (
        <>
          <RunTimeline runs={runs} marked={marked} onMark={setMarked} />
          <RunTable runs={runs} marked={marked} />
        </>
      )}
    </div>
  );
}
