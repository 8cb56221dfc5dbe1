import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';

/** Writes down that a hand-over was received: a row of the journal, which stays. */
export function ReceiptForm(props: { act: string; onDone: () => void; onKeep: () => void }): ReactNode {
  const [note, setNote] = useState('');
  const act = useAct('journal.recordReceipt');
  const save = async (): Promise<void> => {
    const outcome = await act.run({ act: props.act, note });
    if (outcome.ok) props.onDone();
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (note.trim() !== '') void save();
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Received by, and how you know"
          description="For example: signed strip of letter 7KQ2 came back. It is a row of the journal and stays."
          value={note}
          maxLength={500}
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {act.error !== null && <ErrorNote error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onKeep}>
            Cancel
          </Button>
          <Button type="submit" loading={act.busy} disabled={note.trim() === ''}>
            Record receipt
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
