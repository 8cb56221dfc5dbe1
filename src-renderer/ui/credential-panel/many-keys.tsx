import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { sealFacts } from '../../../src-shared/domain/hand-over-files.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import type { ExportAction, ExportDraft, Person } from './export-model.ts';
import { type FoundKey, keysIn, matchKeys } from './match-keys.ts';
import classes from './export-section.module.css';

/** Keys of many in one text, each put into the field of whom it names. */
export function ManyKeys(props: {
  readonly draft: ExportDraft;
  readonly people: readonly Person[];
  readonly dispatch: (action: ExportAction) => void;
}): ReactNode {
  const { draft, people, dispatch } = props;
  const bridge = useBridge();
  const openPgp = sealFacts[draft.seal].needs === 'openpgp-keys';
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');

  /** What an OpenPGP key says of its owner is read by the main process; it is compared by its fingerprint all the same. */
  const withNames = async (found: readonly FoundKey[]): Promise<FoundKey[]> => {
    const named: FoundKey[] = [];
    for (const { key, beside } of found) {
      const outcome = await bridge.call('credentials.checkRecipients', {
        kind: 'openpgp-recipients',
        recipients: [key],
      });
      const names = outcome.ok ? outcome.data.map(({ name }) => name) : [];
      named.push({ key, beside: [beside, ...names].join(' ') });
    }
    return named;
  };
  const give = async (): Promise<void> => {
    setBusy(true);
    const found = keysIn(openPgp ? 'openpgp' : 'age', text);
    const { texts, strangers } = matchKeys(openPgp ? await withNames(found) : found, people);
    for (const [person, keys] of texts) dispatch({ type: 'set-person-keys', person, text: keys });
    const rest = strangers === 0 ? '' : ` ${counted(strangers, 'key')} without an owner here.`;
    setSaid(`Keys of ${texts.size} of ${people.length} people were found.${rest}`);
    setBusy(false);
  };

  return (
    <div className={classes.choices}>
      <Textarea
        label="Keys of many at once"
        description={
          openPgp
            ? 'Armoured blocks, each with the e-mail of its owner in the key or in the line before.'
            : 'A line for each: the e-mail, and the key that begins with age1.'
        }
        value={text}
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      <div className={classes.personHead}>
        <FileButton onChange={(file) => void file?.text().then(setText)}>
          {(button) => (
            <Button
              {...button}
              variant="subtle"
              size="compact-sm"
              leftSection={<IconFile size={14} aria-hidden />}
            >
              File with keys…
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          size="compact-sm"
          disabled={text.trim() === ''}
          loading={busy}
          onClick={() => void give()}
          data-give-keys
        >
          Give each their key
        </Button>
      </div>
      <p className={classes.hint} aria-live="polite">
        {said}
      </p>
    </div>
  );
}
