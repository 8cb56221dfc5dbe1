import { Button, Popover, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import { useSession, useSync } from '../../stores/stores-context.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { countText } from '../../../src-shared/words/count.ts';
import { Age, TimeAhead } from '../../ui/time/age.tsx';
import { useNow } from '../../ui/time/now.tsx';
import { SyncProgressView } from './sync-progress.tsx';
import { factWords, outboxWords, runWords, syncChipWords } from './sync-words.ts';
import classes from './sync.module.css';

/** The one place that says how fresh the data is and how the tenant can be reached; opens to everything about it. */
export function SyncChip(): ReactNode {
  const state = useSession((session) => session.state);
  const progress = useSync((sync) => sync.progress);
  const now = useNow();
  const [opened, setOpened] = useState(false);
  const words = syncChipWords(state, progress, now);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.chip}
          data-tone={words.tone}
          data-sync-chip=""
          title={state?.nextTry?.why}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.mark} aria-hidden="true" />
          {words.text}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={16} aria-label="Sync">
        <SyncPanel onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SyncPanel(props: { onClose: () => void }): ReactNode {
  const state = useSession((session) => session.state);
  const { setWorkOffline, retry } = useSession((session) => session);
  const { progress, cancel, start } = useSync((sync) => sync);
  const { signIn } = useCommands();
  if (state === null) return null;
  const { problem, lastRun } = state;
  return (
    <div className={classes.panel}>
      <HeldQuestion />
      {state.syncing && progress !== null && <SyncProgressView progress={progress} />}
      {!state.syncing && (
        <p className={classes.head}>
          {state.mirrorAsOf === null ? (
            'This tenant was never synced completely.'
          ) : (
            <>
              Data as of <Age at={state.mirrorAsOf} absent="never" />
            </>
          )}
        </p>
      )}
      {problem !== null && (
        <p className={classes.problem}>
          {problem.message}
          {problem.hint !== null && <span className={classes.hint}>{problem.hint}</span>}
        </p>
      )}
      <OutboxLine outbox={state.outbox} nextTry={state.nextTry} onClose={props.onClose} />
      {lastRun !== null && !state.syncing && (
        <p className={classes.small}>
          Last run <Age at={lastRun.endedAt} absent="unknown" />, {runWords(lastRun)}
          {lastRun.error !== null && ` · ${lastRun.error.message}`}
          {' · '}
          <Link to="/sync" search={{}} onClick={props.onClose}>
            All runs
          </Link>
        </p>
      )}
      <div className={classes.buttons}>
        {state.syncing ? (
          <Button variant="default" onClick={() => void cancel()}>
            Cancel
          </Button>
        ) : (
          <Button disabled={state.link !== 'online'} onClick={() => void start(false)}>
            Sync now
          </Button>
        )}
        {!state.syncing && state.link === 'online' && (
          <Button variant="subtle" color="gray" onClick={() => void start(true)}>
            Read everything again
          </Button>
        )}
        {(state.link === 'offline' || state.link === 'not-a-tenant') && !state.workOffline && (
          <Button variant="default" onClick={() => void retry()}>
            Try again
          </Button>
        )}
        {state.link === 'needs-sign-in' && (
          <Button
            onClick={() => {
              props.onClose();
              signIn();
            }}
          >
            Sign in
          </Button>
        )}
      </div>
      <Switch
        className={classes.switch ?? ''}
        label="Work offline"
        description="Rolebook asks this tenant nothing until you switch this off, also after it is started again."
        checked={state.workOffline}
        onChange={(event) => void setWorkOffline(event.currentTarget.checked)}
      />
    </div>
  );
}

/** What waits in the outbox, when it is tried next and why it waits. */
function OutboxLine(props: {
  outbox: SessionState['outbox'];
  nextTry: SessionState['nextTry'];
  onClose: () => void;
}): ReactNode {
  const words = outboxWords(props.outbox);
  if (words === null) return null;
  return (
    <p className={classes.outbox}>
      <Link to="/changes" search={{}} onClick={props.onClose}>
        {words}
      </Link>
      {props.nextTry !== null && (
        <span>
          Next try <TimeAhead at={props.nextTry.at} />: {props.nextTry.why}
        </span>
      )}
    </p>
  );
}

/** The brake: more would vanish than a sync may take away by itself (design §5). */
export function HeldQuestion(): ReactNode {
  const held = useSession((session) => session.state?.held ?? null);
  const resolveHeld = useSync((sync) => sync.resolveHeld);
  if (held === null) return null;
  const kind = factWords(held.kind).toLowerCase();
  return (
    <div className={classes.held}>
      <p>
        <strong>
          {countText(held.wouldRemove)} of {countText(held.of)} {kind} would go.
        </strong>{' '}
        The tenant no longer lists them. That may be true, or its answer may be incomplete.
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => void resolveHeld(false)}>
          Keep what is here
        </Button>
        <Button color="red" onClick={() => void resolveHeld(true)}>
          Remove {countText(held.wouldRemove)} {kind}
        </Button>
      </div>
    </div>
  );
}
