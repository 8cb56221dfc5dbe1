import { Button, PasswordInput, Radio } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ExportAction, ExportDraft } from './export-model.ts';
import { passphraseStrength } from './passphrase-strength.ts';
import classes from './export-section.module.css';

/** The passphrase of a file: made by the app, or typed twice. */
export function PassphraseChoice(props: {
  draft: ExportDraft;
  dispatch: (action: ExportAction) => void;
  onAnother: () => void;
}): ReactNode {
  const { draft, dispatch } = props;
  const strength = passphraseStrength(draft.own);
  return (
    <>
      <Radio.Group
        aria-label="Which passphrase"
        value={draft.passphrase}
        onChange={(value) => {
          if (value === 'suggested' || value === 'own')
            dispatch({ type: 'set-passphrase', passphrase: value });
        }}
      >
        <div className={classes.choices}>
          <Radio value="suggested" label="A passphrase made for you" />
          <Radio value="own" label="Your own passphrase" />
        </div>
      </Radio.Group>
      {draft.passphrase === 'suggested' ? (
        <div className={classes.passphrase}>
          <output className={classes.words} aria-label="Passphrase" data-passphrase>
            {draft.suggested === '' ? '…' : draft.suggested}
          </output>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={props.onAnother}
          >
            Another one
          </Button>
          <p>
            Say it over another channel than the file, for example by telephone. It is shown only here;
            without it nobody can open the file.
          </p>
        </div>
      ) : (
        <div className={classes.own}>
          <PasswordInput
            label="Passphrase"
            description={strength.message}
            value={draft.own}
            autoComplete="off"
            data-strength={strength.level}
            onChange={(change) => dispatch({ type: 'set-own', text: change.currentTarget.value })}
          />
          <PasswordInput
            label="Once more"
            value={draft.ownAgain}
            autoComplete="off"
            onChange={(change) => dispatch({ type: 'set-own-again', text: change.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
