import { Button, FileButton, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFile } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { sealFacts } from '../../../src-shared/domain/hand-over-files.ts';
import { useCall } from '../../bridge/use-call.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { recipientsOf } from './export-model.ts';
import type { ExportAction, ExportDraft, Person } from './export-model.ts';
import classes from './export-section.module.css';

interface PersonKeyProps {
  readonly draft: ExportDraft;
  readonly dispatch: (action: ExportAction) => void;
}

/** The public key of each person, pasted or read from a file, and judged before anything is sealed. */
export function PersonKeyList(props: PersonKeyProps & { readonly people: readonly Person[] }): ReactNode {
  return (
    <ul className={classes.people} aria-label="Keys by person">
      {props.people.map((person) => (
        <PersonKey key={person.key} draft={props.draft} dispatch={props.dispatch} person={person} />
      ))}
    </ul>
  );
}

function PersonKey(props: PersonKeyProps & { readonly person: Person }): ReactNode {
  const { draft, dispatch, person } = props;
  const openPgp = sealFacts[draft.seal].needs === 'openpgp-keys';
  const text = draft.personKeys[person.key]?.text ?? '';
  const found = recipientsOf({ seal: draft.seal, keys: text });
  const checked = useCall(
    'credentials.checkRecipients',
    found.length === 0 || found.length > 100
      ? null
      : { kind: openPgp ? 'openpgp-recipients' : 'age-recipients', recipients: [...found] },
  );
  const said = checked.status === 'ready' ? checked.data : null;
  const good = said !== null && said.length > 0 && said.every(({ problem }) => problem === null);
  const { key } = person;
  useEffect(() => {
    if (said !== null) dispatch({ type: 'judge-person-keys', person: key, text, good });
  }, [dispatch, said, key, text, good]);

  const set = (next: string): void => dispatch({ type: 'set-person-keys', person: key, text: next });
  const noKey =
    text.trim() !== '' && found.length === 0
      ? `There is no ${openPgp ? 'OpenPGP block' : 'age key'} in this text.`
      : undefined;
  return (
    <li data-person={person.account}>
      <div className={classes.personHead}>
        <strong>
          <SuspiciousText text={person.account} />
        </strong>
        <FileButton onChange={(file) => void file?.text().then(set)}>
          {(button) => (
            <Button
              {...button}
              variant="subtle"
              size="compact-sm"
              leftSection={<IconFile size={14} aria-hidden />}
              aria-label={`Choose a key file for ${person.account}`}
            >
              Key file…
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        aria-label={`Public key of ${person.account}`}
        placeholder={openPgp ? '-----BEGIN PGP PUBLIC KEY BLOCK-----' : 'age1…'}
        value={text}
        autosize
        minRows={1}
        maxRows={3}
        spellCheck={false}
        error={noKey}
        onChange={(change) => set(change.currentTarget.value)}
      />
      {said?.map(({ name, fingerprint, problem }) => (
        <p
          key={`${name} ${fingerprint ?? ''}`}
          className={classes.said}
          data-problem={problem !== null || undefined}
        >
          {problem === null ? (
            <IconCircleCheck size={14} aria-hidden />
          ) : (
            <IconAlertTriangle size={14} aria-hidden />
          )}
          <span>
            <SuspiciousText text={name} /> {fingerprint !== null && <code>{fingerprint}</code>} {problem}
          </span>
        </p>
      ))}
    </li>
  );
}
