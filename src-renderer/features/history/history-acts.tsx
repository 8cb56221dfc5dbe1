import { Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { IconBookmark, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { HistoryMoment } from '../../../src-shared/domain/history.ts';
import { comparisonFormats } from '../../../src-shared/ipc/history-contract.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useNotices, useSession } from '../../stores/stores-context.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { momentText } from './moment-words.ts';

const formatWords: Readonly<Record<(typeof comparisonFormats)[number], string>> = {
  html: 'Web page (HTML)…',
  md: 'Markdown…',
  csv: 'CSV for spreadsheets…',
  json: 'JSON…',
};

/** What can be done with the two chosen moments: look around in the later one, name it, save what differs. */
export function HistoryActs(props: {
  from: HistoryMoment;
  to: HistoryMoment;
  onNamed: () => void;
}): ReactNode {
  const { show, showError } = useNotices((notices) => notices);
  const looked = useSession((session) => session.state?.lookingBack?.moment ?? null);
  const [naming, setNaming] = useState(false);
  const file = useAct('history.export');
  const look = useAct('history.lookAt');

  const save = async (format: (typeof comparisonFormats)[number]): Promise<void> => {
    const outcome = await file.run({ from: props.from.id, to: props.to.id, format });
    if (!outcome.ok) return showError('history-export', outcome.error);
    if (outcome.data.outcome === 'cancelled') return undefined;
    const { lines, path, warnings } = outcome.data;
    show({
      key: 'history-export',
      tone: 'done',
      text: `${counted(lines, 'change')} saved to ${path ?? ''}.`,
      hint: warnings.length === 0 ? null : warnings.join(' '),
    });
    return undefined;
  };
  const lookAround = async (): Promise<void> => {
    const outcome = await look.run({ moment: props.to.id });
    if (!outcome.ok) showError('history-look', outcome.error);
  };

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEye size={14} aria-hidden />}
        loading={look.busy}
        disabled={looked === props.to.id}
        onClick={() => void lookAround()}
      >
        Look around then
      </Button>
      <Button
        variant="default"
        leftSection={<IconBookmark size={14} aria-hidden />}
        onClick={() => setNaming(true)}
      >
        Name…
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={file.busy}>
            Save as
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {comparisonFormats.map((format) => (
            <Menu.Item key={format} onClick={() => void save(format)}>
              {formatWords[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming} onClose={() => setNaming(false)} title={`Name ${momentText(props.to)}`}>
        {naming && (
          <NameForm
            moment={props.to}
            onKeep={() => setNaming(false)}
            onDone={() => {
              setNaming(false);
              props.onNamed();
            }}
          />
        )}
      </Modal>
    </>
  );
}

function NameForm(props: { moment: HistoryMoment; onDone: () => void; onKeep: () => void }): ReactNode {
  const [name, setName] = useState('');
  const give = useAct('history.name');
  const save = async (): Promise<void> => {
    const outcome = await give.run({ moment: props.moment.id, name: name.trim() });
    if (outcome.ok) props.onDone();
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Name"
          description="For example: before the audit. A name that is taken moves here."
          value={name}
          maxLength={100}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {give.error !== null && <ErrorNote error={give.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onKeep}>
            Cancel
          </Button>
          <Button type="submit" loading={give.busy} disabled={name.trim() === ''}>
            Name it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
