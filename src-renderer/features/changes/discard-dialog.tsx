import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { alongWith } from './plan-rows.ts';
import classes from './changes-page.module.css';

/** Titles listed before the rest is only counted. */
const most = 100;

/** Discarding may take others along: says what goes before it is done. The notice afterwards offers to bring it back. */
export function DiscardDialog(props: {
  ids: readonly string[];
  changes: readonly PlannedChange[];
  onClose: () => void;
  onDiscard: (ids: readonly string[]) => Promise<void>;
}): ReactNode {
  const [busy, setBusy] = useState(false);
  // What may be on the wire cannot be taken back; it is left alone.
  const wanted = new Set(props.ids);
  const chosen = props.changes.filter(({ change }) => wanted.has(change.id) && change.state !== 'sending');
  const ids = chosen.map(({ change }) => change.id);
  const along = alongWith(props.changes, ids);
  const left = props.ids.length - chosen.length;
  const count = counted(chosen.length + along.length, 'change');
  const discard = async (): Promise<void> => {
    setBusy(true);
    await props.onDiscard(ids);
  };
  return (
    <Modal opened onClose={props.onClose} title={`Discard ${count}?`} size="md">
      <p>What was saved here is dropped; the tenant stays as it is.</p>
      <Titles changes={chosen} />
      {along.length > 0 && (
        <>
          <p className={classes.along}>
            {along.length === 1 ? '1 more goes' : `${along.length} more go`} along, because{' '}
            {along.length === 1 ? 'it needs' : 'they need'} what is discarded:
          </p>
          <Titles changes={along} />
        </>
      )}
      {left > 0 && (
        <p className={classes.along}>
          {counted(left, 'change')} may be on the way to the tenant and {left === 1 ? 'is' : 'are'} left
          alone.
        </p>
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={props.onClose} disabled={busy} data-autofocus>
          Keep
        </Button>
        <Button
          color="red"
          loading={busy}
          disabled={chosen.length === 0}
          data-confirm-discard
          onClick={() => void discard()}
        >
          Discard {count}
        </Button>
      </div>
    </Modal>
  );
}

function Titles(props: { changes: readonly PlannedChange[] }): ReactNode {
  if (props.changes.length === 0) return null;
  return (
    <ul className={classes.lists}>
      {props.changes.slice(0, most).map(({ change, title }) => (
        <li key={change.id}>
          <SuspiciousText text={title} />
        </li>
      ))}
      {props.changes.length > most && <li>and {counted(props.changes.length - most, 'more', 'more')}</li>}
    </ul>
  );
}
