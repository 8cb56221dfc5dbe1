import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { ClaimsView } from '../../../src-shared/ipc/sign-on-contract.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './settings.module.css';

/** Looks into a token or its claims without a third party's page (V48). What was pasted is gone once it was looked at. */
export function ClaimInspector(props: { readonly aliases: readonly string[] }): ReactNode {
  const bridge = useBridge();
  const [text, setText] = useState('');
  const [alias, setAlias] = useState('');
  const [answer, setAnswer] = useState<ClaimsView | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);

  const inspect = async (): Promise<void> => {
    const outcome = await bridge.call('signOn.inspect', { text, alias: alias === '' ? null : alias });
    setText('');
    setAnswer(outcome.ok ? outcome.data : null);
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <div className={classes.tool} data-claims>
      <Textarea
        label="Check what a provider sends"
        description="A token, or the JSON of its claims. It is looked at on this machine only, and kept nowhere."
        autoComplete="off"
        spellCheck={false}
        minRows={2}
        value={text}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      {props.aliases.length > 0 && (
        <NativeSelect
          label="Attribute names of"
          value={alias}
          data={[
            { value: '', label: 'the product' },
            ...props.aliases.map((value) => ({ value, label: value })),
          ]}
          onChange={(change) => setAlias(change.currentTarget.value)}
        />
      )}
      <Button variant="default" disabled={text.trim() === ''} onClick={() => void inspect()}>
        Check
      </Button>
      {error !== null && <ErrorNote error={error} />}
      {answer !== null && <ClaimAnswer view={answer} />}
    </div>
  );
}

/** What is in it and what is wrong with it; never a value. */
export function ClaimAnswer(props: { readonly view: ClaimsView }): ReactNode {
  const { claims, findings } = props.view;
  return (
    <div aria-live="polite">
      <FindingList findings={findings} />
      {findings.length === 0 && <p>Names and types are as they should be.</p>}
      <ul className={classes.list} aria-label="Claims">
        {claims.map(({ name, kind }) => (
          <li key={name}>
            <SuspiciousText text={name} /> <span className={classes.text}>{kind}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
