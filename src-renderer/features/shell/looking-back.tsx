import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useNotices, useSession } from '../../stores/stores-context.tsx';
import { localText, momentWords } from '../../ui/time/relative-time.ts';
import classes from './shell.module.css';

/** Says on every page that an earlier moment is shown, and leads back to now. */
export function LookingBack(): ReactNode {
  const looked = useSession((session) => session.state?.lookingBack);
  const { showError } = useNotices((notices) => notices);
  const look = useAct('history.lookAt');
  if (looked === undefined) return null;
  const back = async (): Promise<void> => {
    const outcome = await look.run({ moment: null });
    if (!outcome.ok) showError('history-look', outcome.error);
  };
  return (
    <aside className={classes.past} aria-label="Earlier moment">
      <span>
        Tables and effective access show the tenant as it was seen on{' '}
        <strong title={momentWords(looked.at)}>{localText(looked.at)}</strong>. Nothing can be changed then.
      </span>
      <Link to="/history" search={{ to: String(looked.moment) }}>
        History
      </Link>
      <Button size="compact-sm" loading={look.busy} onClick={() => void back()}>
        Back to now
      </Button>
    </aside>
  );
}
