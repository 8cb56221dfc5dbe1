import { Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sealFacts } from '../../../src-shared/domain/hand-over-files.ts';
import { useCall } from '../../bridge/use-call.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { recipientsOf } from './export-model.ts';
import type { ExportAction, ExportDraft } from './export-model.ts';
import classes from './export-section.module.css';

/** The public keys a file is sealed for, with what each of them says it is, and why it cannot be used. */
export function KeyChoice(props: {
  draft: ExportDraft;
  dispatch: (action: ExportAction) => void;
}): ReactNode {
  const { draft, dispatch } = props;
  const openPgp = sealFacts[draft.seal].needs === 'openpgp-keys';
  const recipients = recipientsOf(draft);
  const checked = useCall(
    'credentials.checkRecipients',
    recipients.length === 0 || recipients.length > 100
      ? null
      : { kind: openPgp ? 'openpgp-recipients' : 'age-recipients', recipients: [...recipients] },
  );
  return (
    <div className={classes.choices}>
      <Textarea
        label={openPgp ? 'Public keys, as armoured blocks' : 'Public keys, age1…'}
        description="Of everybody who is to open the file. Compare what is shown below with what they tell you."
        value={draft.keys}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        onChange={(change) => dispatch({ type: 'set-keys', text: change.currentTarget.value })}
      />
      {checked.data !== null && (
        <ul className={classes.keys} aria-label="Keys that were found">
          {checked.data.map(({ name, fingerprint, problem }) => (
            <li key={`${name} ${fingerprint ?? ''}`} data-problem={problem !== null || undefined}>
              {problem === null ? (
                <IconCircleCheck size={14} aria-hidden />
              ) : (
                <IconAlertTriangle size={14} aria-hidden />
              )}
              <div>
                <p>
                  <SuspiciousText text={name} />
                </p>
                {fingerprint !== null && <code>{fingerprint}</code>}
                {problem !== null && <p>{problem}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
