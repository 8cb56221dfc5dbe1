import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconCopy, IconEye, IconVolume } from '@tabler/icons-react';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { ErrorNote } from '../findings/error-note.tsx';
import { secretName } from './credential-words.ts';
import { groupSecret, kindOfCharacter, spellSecret } from './secret-text.ts';
import { useCopy } from './use-copy.ts';
import { useHoldReveal } from './use-hold-reveal.ts';
import classes from './credential-panel.module.css';

/** How long the spelling stays for a screen reader, in milliseconds. */
const spellingStays = 30_000;

/** The secret: masked, shown while a button is held, copied by the main process, spelled out on request. */
export function SecretField(props: { credential: CredentialInfo }): ReactNode {
  const { credential } = props;
  const name = secretName(credential);
  const reveal = useHoldReveal(credential.id);
  const copy = useCopy(credential.id, 'secret');
  const spelling = useSpelling(credential.id);

  return (
    <div className={classes.secretField}>
      <div className={classes.secretLine}>
        <output
          className={classes.secret}
          aria-label={name}
          data-revealed={reveal.secret !== null || undefined}
        >
          {reveal.secret === null ? (
            <span aria-hidden className={classes.mask}>
              ••••&thinsp;••••&thinsp;••••&thinsp;••••
            </span>
          ) : (
            <Groups secret={reveal.secret} />
          )}
          {reveal.secret === null && <span className="rb-hidden">hidden</span>}
        </output>
        <Button
          variant="default"
          leftSection={<IconEye size={14} aria-hidden />}
          aria-label={`Hold to show the ${name.toLowerCase()}`}
          aria-pressed={reveal.held}
          data-hold-reveal
          {...reveal.button}
        >
          Hold to show
        </Button>
        <Button
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => void copy.copy()}
          data-copy-secret
        >
          {copy.secondsLeft === null ? 'Copy' : `Cleared in ${copy.secondsLeft} s`}
        </Button>
      </div>
      <div className={classes.secretFoot}>
        <span>
          {copy.secondsLeft === null
            ? 'Hidden again when you let go.'
            : 'Cleared by itself, also on lock and quit.'}
        </span>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconVolume size={14} aria-hidden />}
          onClick={() => void spelling.spell()}
          onBlur={spelling.stop}
        >
          Spell for a screen reader
        </Button>
      </div>
      <div className="rb-hidden" aria-live="polite">
        {spelling.text}
      </div>
      {reveal.error !== null && <ErrorNote error={reveal.error} />}
      {copy.error !== null && <ErrorNote error={copy.error} />}
    </div>
  );
}

function Groups(props: { secret: string }): ReactNode {
  let at = 0;
  return groupSecret(props.secret).map((group) => {
    const key = at;
    at += 1;
    return (
      <span key={key} className={classes.group}>
        {Array.from(group).map((character, place) => (
          // Places of one fixed text: the index is the identity.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={place} data-kind={kindOfCharacter(character)}>
            {character}
          </span>
        ))}
      </span>
    );
  });
}

function useSpelling(id: string): {
  readonly text: string;
  readonly spell: () => Promise<void>;
  readonly stop: () => void;
} {
  const bridge = useBridge();
  const [text, setText] = useState('');
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(() => setText(''), spellingStays);
    const stop = (): void => setText('');
    window.addEventListener('blur', stop);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', stop);
    };
  }, [text]);
  return {
    text,
    async spell() {
      const outcome = await bridge.call('credentials.reveal', { id });
      setText(outcome.ok ? spellSecret(outcome.data.secret) : outcome.error.message);
    },
    stop: () => setText(''),
  };
}
