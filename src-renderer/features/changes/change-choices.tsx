import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ResolutionChoice } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { AnotherChoice } from './another-choice.tsx';
import { choicesOf, editable } from './conflict-words.ts';
import type { ChoiceWords } from './conflict-words.ts';
import classes from './conflict-view.module.css';

/** See {@link ChangeChoices}. */
export interface ChangeChoicesProps {
  readonly planned: PlannedChange;
  readonly busy: boolean;
  readonly onResolve: (
    choice: ResolutionChoice,
    edit: { readonly email?: string; readonly name?: string },
  ) => void;
  /** Another change took its place. */
  readonly onReplaced: (id: string) => void;
}

/** One button for each way out of what stands in the way of a change, with what pressing it will do. */
export function ChangeChoices(props: ChangeChoicesProps): ReactNode {
  return (
    <ul className={classes.choices} aria-label="What can be done">
      {choicesOf(props.planned).map((choice, index) => (
        <li key={choice.choice}>
          {choice.choice === 'edit' ? (
            <EditChoice {...props} words={choice} />
          ) : choice.choice === 'another-role' || choice.choice === 'another-scope' ? (
            <AnotherChoice {...props} part={choice.choice} words={choice} />
          ) : (
            <>
              <Button
                variant={index === 0 && !choice.drops ? 'filled' : 'default'}
                disabled={props.busy}
                data-choice={choice.choice}
                aria-describedby={`choice-${choice.choice}`}
                onClick={() => props.onResolve(choice.choice, {})}
              >
                {choice.label}
              </Button>
              <p id={`choice-${choice.choice}`}>{choice.sentence}</p>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function EditChoice(props: ChangeChoicesProps & { words: ChoiceWords }): ReactNode {
  const wanted = editable(props.planned.change);
  const [text, setText] = useState(wanted?.value ?? '');
  if (wanted === null) return null;
  const unchanged = text.trim() === '' || text.trim() === wanted.value;
  return (
    <form
      className={classes.edit}
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!unchanged && !props.busy) props.onResolve('edit', { [wanted.field]: text.trim() });
      }}
    >
      <TextInput
        label={wanted.field === 'email' ? 'Another e-mail' : 'Another name'}
        value={text}
        maxLength={wanted.field === 'email' ? 400 : 255}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={props.busy || unchanged}
        data-choice="edit"
        aria-describedby="choice-edit"
      >
        {props.words.label}
      </Button>
      <p id="choice-edit">{props.words.sentence}</p>
    </form>
  );
}
