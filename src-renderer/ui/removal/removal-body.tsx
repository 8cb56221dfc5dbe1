import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { FindingList } from '../findings/finding-list.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { acknowledge } from './removal-draft.ts';
import type { RemovalDraft } from './removal-draft.ts';
import classes from './removal.module.css';

/** Rows listed before the rest is only counted. */
const most = 100;

/** What goes and what is lost by it, what the rules say about it, and the phrase to type where it is severe. */
export function RemovalBody(props: {
  preview: RemovalPreview;
  /** Names the list; what goes where nothing is said. */
  label?: string;
  draft: RemovalDraft;
  busy: boolean;
  onDraft: (draft: RemovalDraft) => void;
}): ReactNode {
  const { preview, draft, onDraft } = props;
  const more = preview.rows.length - most;
  return (
    <>
      <ul className={classes.rows} aria-label={props.label ?? 'What goes'}>
        {preview.rows.slice(0, most).map(({ id, title, losses }) => (
          <li key={id} data-loss={title}>
            <strong>
              <SuspiciousText text={title} />
            </strong>
            {losses.length > 0 && (
              <ul>
                {losses.map((loss) => (
                  <li key={loss}>
                    <SuspiciousText text={loss} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
        {more > 0 && <li>and {counted(more, 'more', 'more')}</li>}
      </ul>
      <FindingList
        findings={preview.findings}
        acknowledged={draft.acknowledged}
        disabled={props.busy}
        onAcknowledge={(key, accepted) => onDraft(acknowledge(draft, key, accepted))}
      />
      {preview.typedPhrase !== null && (
        <TextInput
          label={`Type “${preview.typedPhrase}” to confirm`}
          value={draft.typed}
          autoComplete="off"
          spellCheck={false}
          disabled={props.busy}
          onChange={(change) => onDraft({ ...draft, typed: change.currentTarget.value })}
        />
      )}
    </>
  );
}
