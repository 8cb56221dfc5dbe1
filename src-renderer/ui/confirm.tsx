import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';

export interface ConfirmProps {
  readonly opened: boolean;
  /** Verb, object and count: "Delete 4 users?" */
  readonly title: string;
  /** What will be lost or changed. */
  readonly children: ReactNode;
  /** The verb again: "Delete 4 users". Never OK or Yes. */
  readonly actLabel: string;
  readonly keepLabel: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** Must be typed before the act is possible; for what cannot be undone and hits many. */
  readonly typedPhrase?: string | null;
  readonly onAct: (typed: string) => void;
  readonly onKeep: () => void;
}

/** The second and third steps of the confirmation ladder (design §10). */
export function Confirm(props: ConfirmProps): ReactNode {
  return (
    <Modal opened={props.opened} onClose={props.onKeep} title={props.title} size="md">
      <ConfirmBody {...props} />
    </Modal>
  );
}

function ConfirmBody(props: ConfirmProps): ReactNode {
  const [typed, setTyped] = useState('');
  const phrase = props.typedPhrase ?? null;
  return (
    <Stack gap="md">
      <div>{props.children}</div>
      {phrase !== null && (
        <TextInput
          label={`Type "${phrase}" to go on`}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onKeep} data-autofocus>
          {props.keepLabel}
        </Button>
        <Button
          {...(props.danger === true ? { color: 'red' } : {})}
          loading={props.busy === true}
          disabled={phrase !== null && typed !== phrase}
          onClick={() => props.onAct(typed)}
        >
          {props.actLabel}
        </Button>
      </Group>
    </Stack>
  );
}
