import { Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** The other way to save: put aside under Changes, and sent from there together with more. */
export function StageButton(props: { disabled: boolean; onStage: () => void }): ReactNode {
  return (
    <Tooltip
      label="Saves it under Changes without sending it. Send it there, alone or together with others."
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button variant="subtle" color="gray" disabled={props.disabled} onClick={props.onStage} data-stage>
        Stage
      </Button>
    </Tooltip>
  );
}
