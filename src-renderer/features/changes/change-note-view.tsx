import type { ReactNode } from 'react';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';

/** Why the change set is made, and its ticket; nothing where neither was noted. */
export function ChangeNoteView(props: { planned: PlannedChange }): ReactNode {
  const { note } = props.planned;
  if (note === null) return null;
  return (
    <section aria-labelledby="change-note">
      <h3 id="change-note">Reason and ticket</h3>
      {note.reason !== null && (
        <p>
          <SuspiciousText text={note.reason} />
        </p>
      )}
      {note.ticket !== null && (
        <p>
          Ticket <SuspiciousText text={note.ticket} />
        </p>
      )}
    </section>
  );
}
