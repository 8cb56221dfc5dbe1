import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { HistoryLine } from '../../../src-shared/domain/history.ts';
import { textOf } from '../../../src-shared/history/raw-members.ts';
import type { CallInput } from '../../../src-shared/ipc/contract.ts';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorState } from '../states/error-state.tsx';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { Age } from '../time/age.tsx';
import { localText } from '../time/relative-time.ts';
import classes from './record-drawer.module.css';

/** Whose life a record's is; null for what has none. */
function lifeOf({ view, id, title, raw }: ViewRecord): CallInput<'history.life'> | null {
  if (view === 'users') return { type: 'user', id: title };
  if (view === 'groups') return { type: 'group', id: title };
  if (view === 'service-accounts') {
    const clientId = raw === null ? '' : textOf(JSON.parse(raw), 'clientId');
    return clientId === '' ? null : { type: 'service-account', id: clientId };
  }
  return { kind: view, key: id };
}

/** What happened to a record as far as it was seen, newest first, with the names of then. */
export function HistoryPart({ record }: { record: ViewRecord }): ReactNode {
  const life = useCall('history.life', lifeOf(record));
  if (life.status === 'failed') return <ErrorState error={life.error} onRetry={life.reload} />;
  if (life.data === null) return life.status === 'idle' ? <NothingSeen since={null} /> : <Loader size="sm" />;
  const { entries, since } = life.data;
  if (entries.length === 0) return <NothingSeen since={since?.at ?? null} />;
  return (
    <>
      <ol className={classes.life}>
        {entries.map(({ moment, line }) => (
          <li key={`${moment.id} ${line.kind} ${line.key}`}>
            <p className={classes.lifeHead}>
              <Age at={new Date(moment.at).toISOString()} absent="unknown" />
              <LifeActor line={line} />
            </p>
            <SuspiciousText text={line.text} />
            <Fields line={line} />
          </li>
        ))}
      </ol>
      {since !== null && <p className={classes.since}>Known since {localText(since.at)}.</p>}
    </>
  );
}

function NothingSeen({ since }: { since: number | null }): ReactNode {
  return (
    <p className={classes.since}>
      {since === null
        ? 'Nothing is known of earlier yet.'
        : `Nothing was seen to change since ${localText(since)}.`}
    </p>
  );
}

function Fields({ line }: { line: HistoryLine }): ReactNode {
  if (line.fields.length === 0) return null;
  return (
    <ul className={classes.values}>
      {line.fields.map(({ label, before, after }) => (
        <li key={label} className={classes.lifeField}>
          {label}: <SuspiciousText text={before ?? 'nothing'} /> →{' '}
          <SuspiciousText text={after ?? 'nothing'} />
        </li>
      ))}
    </ul>
  );
}

function LifeActor({ line: { by, ours } }: { line: HistoryLine }): ReactNode {
  const name = ours?.actor ?? by?.name;
  if (name === undefined) return null;
  return (
    <span>
      {' · by '}
      <SuspiciousText text={name} />
      {ours !== undefined && ', here'}
      {ours?.reason !== null && ours?.reason !== undefined && (
        <>
          {': '}
          <SuspiciousText text={ours.reason} />
        </>
      )}
    </span>
  );
}
