import { Button } from '@mantine/core';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCredentials } from '../../stores/stores-context.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import classes from './shell.module.css';

/** Below the top bar: that credentials which were handed over were not used. Quiet; put away until there is another one. */
export function UncollectedNotice(): ReactNode {
  const uncollected = useCredentials((store) => store.uncollected);
  const navigate = useNavigate();
  // The page itself lists them one by one.
  const there = useRouterState({ select: ({ location }) => location.pathname === '/journal' });
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const keys = uncollected.map(({ act, account }) => `${act} ${account}`);
  if (there || keys.every((key) => away.has(key))) return null;
  const [first] = uncollected;
  const days = Math.max(...uncollected.map((one) => one.days));
  return (
    <aside className={classes.quiet} aria-label="Credentials that were not used" data-uncollected>
      <span>
        {uncollected.length === 1
          ? `${first?.name} has not used the credential that was handed over ${counted(days, 'day')} ago.`
          : `${counted(uncollected.length, 'credential')} that were handed over have not been used, the longest for ${counted(days, 'day')}.`}
      </span>
      <Button
        variant="default"
        onClick={() => void navigate({ to: '/journal', search: { tab: 'hand-overs' } })}
      >
        Show hand-overs
      </Button>
      <Button
        variant="subtle"
        color="gray"
        aria-label="Not now: put away the note about credentials that were not used"
        onClick={() => setAway(new Set(keys))}
      >
        Not now
      </Button>
    </aside>
  );
}
