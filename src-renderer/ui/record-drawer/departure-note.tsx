import type { ReactNode } from 'react';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { useCall } from '../../bridge/use-call.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { departureOf, departureWords, unseenEmail } from './departure.ts';
import classes from './record-drawer.module.css';

/** Tells a user who was deleted from an e-mail that was never seen, where the history knows; else nothing. */
export function DepartureNote({ record }: { record: ViewRecord }): ReactNode {
  const email = unseenEmail(record);
  const life = useCall('history.life', email === null ? null : { type: 'user', id: email });
  const departure = life.data === null ? null : departureOf(life.data);
  if (departure === null) return null;
  return (
    <p className={classes.departure} data-departure>
      <SuspiciousText text={departureWords(departure)} />
    </p>
  );
}
