import { Button, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { reasonLength } from '../../../src-shared/rules/reason-rules.ts';
import { ticketLength, ticketProblem } from '../../../src-shared/rules/ticket-rules.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import type { NoteTarget } from './note-words.ts';
import classes from './changes-page.module.css';

/** Asks why change sets are made and for their ticket, and keeps both in the journal. */
export function NoteDialog(props: { target: NoteTarget; onClose: () => void }): ReactNode {
  return (
    <Modal opened onClose={props.onClose} title="Reason and ticket" size="md">
      <NoteForm {...props} />
    </Modal>
  );
}

/** What the dialog holds. */
function NoteForm(props: { target: NoteTarget; onClose: () => void }): ReactNode {
  const { groupIds, titles } = props.target;
  const [reason, setReason] = useState(props.target.reason);
  const [ticket, setTicket] = useState(props.target.ticket);
  const act = useAct('changes.note');
  const problem = ticketProblem(ticket);
  const save = async (): Promise<void> => {
    const outcome = await act.run({ groupIds: [...groupIds], reason, ticket });
    if (outcome.ok) props.onClose();
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (problem === null && !act.busy) void save();
      }}
    >
      <Stack gap="md">
        <p>
          {titles.length === 1 ? (
            <SuspiciousText text={titles[0] ?? ''} />
          ) : (
            `The same for ${counted(titles.length, 'change set')}.`
          )}
        </p>
        <Textarea
          label="Reason"
          description="Why it is done. Both are rows of the journal, which stay, and show on every line of the change set."
          autosize
          minRows={2}
          maxRows={5}
          maxLength={reasonLength}
          value={reason}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label="Ticket"
          description="Where it was agreed, for example CHG-1204."
          maxLength={ticketLength}
          spellCheck={false}
          autoComplete="off"
          value={ticket}
          error={problem}
          onChange={(event) => setTicket(event.currentTarget.value)}
        />
        {act.error !== null && <ErrorNote error={act.error} />}
      </Stack>
      <div className={classes.foot}>
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={act.busy} disabled={problem !== null} data-act="save-note">
          Keep
        </Button>
      </div>
    </form>
  );
}
