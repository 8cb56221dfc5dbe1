import { Button, Group, PasswordInput, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../../bridge/use-act.ts';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';

/** Opens a reviewer's part out of a sealed file: with the passphrase that was told, or with a key of the reader's own. */
export function OpenPacketForm(props: {
  readonly onOpened: (packet: string) => void;
  readonly onKeep: () => void;
}): ReactNode {
  const [by, setBy] = useState<'passphrase' | 'identity'>('passphrase');
  const [passphrase, setPassphrase] = useState('');
  const [identity, setIdentity] = useState('');
  const act = useAct('reviews.openPacket');
  const given = by === 'passphrase' ? passphrase !== '' : identity.trim() !== '';
  const open = async (): Promise<void> => {
    const outcome = await act.run({
      passphrase: by === 'passphrase' ? passphrase : null,
      identity: by === 'identity' ? identity.trim() : null,
    });
    if (outcome.ok && outcome.data !== null) props.onOpened(outcome.data.packet);
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (given && !act.busy) void open();
      }}
    >
      <Stack gap="md">
        <p className={frame.dim}>
          The file holds the rows that you are asked about. It is opened in memory and needs no tenant and no
          network; your answer is saved as another file, to be sent back.
        </p>
        <SegmentedControl
          aria-label="What opens it"
          value={by}
          data={[
            { value: 'passphrase', label: 'A passphrase' },
            { value: 'identity', label: 'My age key' },
          ]}
          onChange={(value) => setBy(value === 'identity' ? 'identity' : 'passphrase')}
        />
        {by === 'passphrase' ? (
          <PasswordInput
            label="Passphrase"
            description="As you were told it, not by the way the file came."
            autoComplete="off"
            maxLength={500}
            value={passphrase}
            data-autofocus
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        ) : (
          <Textarea
            label="Secret key"
            description="AGE-SECRET-KEY-1… It is used once and not kept."
            autoComplete="off"
            spellCheck={false}
            maxLength={5000}
            value={identity}
            onChange={(event) => setIdentity(event.currentTarget.value)}
          />
        )}
        {act.error !== null && <ErrorNote error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onKeep}>
            Cancel
          </Button>
          <Button type="submit" loading={act.busy} disabled={!given} data-open-packet>
            Choose the file…
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
