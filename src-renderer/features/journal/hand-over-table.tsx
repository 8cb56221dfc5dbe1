import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { credentialFormatSchema } from '../../../src-shared/domain/credential.ts';
import { formatFacts } from '../../../src-shared/domain/hand-over-files.ts';
import { handOvers } from '../../../src-shared/domain/journal-lines.ts';
import type { HandOver } from '../../../src-shared/domain/journal-lines.ts';
import type { JournalRow } from '../../../src-shared/domain/journal.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { PlainTable, cutCell } from '../../ui/plain-table/plain-table.tsx';
import type { PlainColumn } from '../../ui/plain-table/plain-table.tsx';
import { Age } from '../../ui/time/age.tsx';
import { protectionWords, resultWords, wayWords } from './journal-words.ts';
import classes from './journal.module.css';

const columns: readonly PlainColumn[] = [
  { label: 'When' },
  { label: 'By' },
  { label: 'Whose' },
  { label: 'How' },
  { label: 'Protection' },
  { label: 'Package' },
  { label: 'Path mark' },
  { label: 'Result' },
  { label: 'Receipt' },
];

/** The format by its name; one of a later version stands as it is. */
function formatName(format: string): string {
  const known = credentialFormatSchema.safeParse(format).data;
  return known === undefined ? format : formatFacts[known].name;
}

const whose = ({ accounts, count }: HandOver): string =>
  accounts.length < count
    ? `${accounts.join(', ')} and ${count - accounts.length} more`
    : accounts.join(', ');

/** Who was given which credential, when, by whom and how; never the credential. */
export function HandOverTable(props: {
  rows: readonly JournalRow[];
  foot: ReactNode;
  onChanged: () => void;
}): ReactNode {
  const [asking, setAsking] = useState<HandOver | null>(null);
  return (
    <>
      <PlainTable label="Hand-overs" columns={columns} foot={props.foot}>
        {handOvers(props.rows).map((one) => {
          const [receipt] = one.receipts;
          return (
            <tr key={one.act}>
              <td>
                <Age at={one.time} absent="unknown" />
              </td>
              <td>{one.by}</td>
              <td className={cutCell} title={whose(one)}>
                {whose(one)}
              </td>
              <td>{one.format === null ? wayWords[one.way] : formatName(one.format)}</td>
              <td className={classes.protection} data-plain={one.sealed === false || undefined}>
                {protectionWords(one)}
              </td>
              <td>{one.packageId === null ? '' : <code>{one.packageId}</code>}</td>
              <td>{one.fileMark === null ? '' : <code>{one.fileMark.slice(0, 8)}</code>}</td>
              <td className={classes.result} data-result={one.result}>
                {resultWords[one.result]}
              </td>
              <td>
                {receipt === undefined ? (
                  <Button variant="subtle" size="compact-sm" onClick={() => setAsking(one)}>
                    Record a receipt…
                  </Button>
                ) : (
                  <span title={`${receipt.time} by ${receipt.by}`}>{receipt.note}</span>
                )}
              </td>
            </tr>
          );
        })}
      </PlainTable>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === null ? '' : `Receipt for ${whose(asking)}`}
      >
        {asking !== null && (
          <ReceiptForm
            act={asking.act}
            onKeep={() => setAsking(null)}
            onDone={() => {
              setAsking(null);
              props.onChanged();
            }}
          />
        )}
      </Modal>
    </>
  );
}

function ReceiptForm(props: { act: string; onDone: () => void; onKeep: () => void }): ReactNode {
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
