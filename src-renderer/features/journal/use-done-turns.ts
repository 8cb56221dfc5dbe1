import { useState } from 'react';
import { useChanges, useCredentials, useSession } from '../../stores/stores-context.tsx';

/** Rises when something may have been done that the journal tells, or `more` changed. */
export function useDoneTurns(more = ''): number {
  const outbox = useChanges((changes) => changes.counts);
  const tray = useCredentials((credentials) => credentials.list);
  const tenant = useSession((session) => session.state?.connectionKey ?? null);
  // Whatever was done moved one of these.
  const turn = JSON.stringify([outbox, tray.map(({ id, handedOver }) => [id, handedOver]), tenant, more]);
  const [turns, setTurns] = useState({ text: turn, count: 0 });
  if (turns.text !== turn) setTurns({ text: turn, count: turns.count + 1 });
  return turns.count;
}
