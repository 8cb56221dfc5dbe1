import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Change, FieldValue, ResolutionChoice } from '../../../src-shared/domain/change.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { fieldWords, valueLines } from './change-words.ts';
import { choicesOf, conflictQuestion, conflictTitle, editable } from './conflict-words.ts';
import type { ChoiceWords } from './conflict-words.ts';
import classes from './conflict-view.module.css';

/** See {@link ConflictView}. */
export interface ConflictViewProps {
  readonly change: Change;
  readonly busy: boolean;
  readonly onResolve: (
    choice: ResolutionChoice,
    edit: { readonly email?: string; readonly name?: string },
  ) => void;
}

/** What stands in the way of a change: base, mine and theirs side by side, and one button for each way out. */
export function ConflictView(props: ConflictViewProps): ReactNode {
  const { change } = props;
  const { conflict } = change;
  if (conflict === null) return null;
  const question = conflictQuestion(change);
  // Of what was made here nothing was seen before.
  const seen = conflict.fields.some(({ base }) => base !== null);
  return (
    <section className={classes.conflict} aria-label="Conflict" data-conflict={conflict.kind}>
      <h3 className={classes.title}>
        <IconAlertTriangle size={16} aria-hidden />
        {conflictTitle(conflict.kind, change.edit.kind)}
      </h3>
      <p className={classes.message}>
        <SuspiciousText text={question ?? conflict.message} />
      </p>
      {conflict.fields.length > 0 && (
        <table className={classes.fields}>
          <caption className="rb-hidden">
            {seen ? 'Base, mine and theirs by field' : 'Mine and theirs by field'}
          </caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              {seen && <th scope="col">You saw</th>}
              <th scope="col">Yours</th>
              <th scope="col">Tenant now</th>
            </tr>
          </thead>
          <tbody>
            {conflict.fields.map((field) => (
              <tr key={field.field}>
                <th scope="row">
                  {fieldWords(field.field)}
                  {field.clash && <span className={classes.clash}>clash</span>}
                </th>
                {seen && <ValueCell value={field.base} />}
                <ValueCell value={field.mine} clash={field.clash} />
                <ValueCell value={field.theirs} clash={field.clash} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className={classes.choices} aria-label="What can be done">
        {choicesOf(change).map((choice, index) => (
          <li key={choice.choice}>
            {choice.choice === 'edit' ? (
              <EditChoice {...props} words={choice} />
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
    </section>
  );
}

function EditChoice(props: ConflictViewProps & { words: ChoiceWords }): ReactNode {
  const wanted = editable(props.change);
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

function ValueCell(props: { value: FieldValue; clash?: boolean }): ReactNode {
  const lines = valueLines(props.value);
  return (
    <td data-clash={props.clash === true || undefined}>
      {lines.length === 0 ? (
        <span className={classes.none}>–</span>
      ) : (
        lines.map((line) => (
          <div key={line}>
            <SuspiciousText text={line} />
          </div>
        ))
      )}
    </td>
  );
}
