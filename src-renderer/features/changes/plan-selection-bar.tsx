import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { countText } from '../../../src-shared/words/count.ts';
import classes from './changes-page.module.css';

/** Below the list while changes are selected. */
export function PlanSelectionBar(props: {
  count: number;
  sendReason: string | null;
  sending: boolean;
  onSend: () => void;
  onDiscard: () => void;
  onNote: () => void;
  onExport: () => void;
  onClear: () => void;
}): ReactNode {
  if (props.count === 0) return null;
  return (
    <section className={classes.bar} aria-label="Selection">
      <output className={classes.selected}>{countText(props.count)} selected</output>
      <Button variant="subtle" color="gray" onClick={props.onClear}>
        Clear
      </Button>
      <div className={classes.barActions}>
        <ReasonButton
          act="send-selected"
          label="Send now"
          reason={props.sendReason}
          busy={props.sending}
          onPress={props.onSend}
        />
        <Button variant="default" onClick={props.onNote} data-act="note-selected">
          Reason and ticket…
        </Button>
        <Button variant="default" onClick={props.onExport}>
          Export plan…
        </Button>
        <Button variant="default" onClick={props.onDiscard} data-act="discard-selected">
          Discard…
        </Button>
      </div>
    </section>
  );
}
