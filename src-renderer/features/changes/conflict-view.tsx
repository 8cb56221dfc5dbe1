import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FieldValue } from '../../../src-shared/domain/change.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { ChangeChoices } from './change-choices.tsx';
import type { ChangeChoicesProps } from './change-choices.tsx';
import { isRoleClash } from '../../../src-shared/changes/role-clash.ts';
import { fieldWords } from '../../../src-shared/changes/field-words.ts';
import { conflictQuestion, conflictTitle } from './conflict-words.ts';
import { FieldText } from './field-text.tsx';
import classes from './conflict-view.module.css';

/** What stands in the way of a change: base, mine and theirs side by side, and one button for each way out. */
export function ConflictView(props: ChangeChoicesProps & { onExport: () => void }): ReactNode {
  const { change } = props.planned;
  const { conflict } = change;
  // What stood in the way of a change that ended, or goes on, does not stand there any more.
  if (conflict === null || change.state !== 'conflict') return null;
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
                {seen && <ValueCell field={field.field} value={field.base} />}
                <ValueCell field={field.field} value={field.mine} clash={field.clash} />
                <ValueCell field={field.field} value={field.theirs} clash={field.clash} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ChangeChoices {...props} />
      {isRoleClash(change) && (
        <ul className={classes.choices} aria-label="Part by part">
          <li>
            <Button
              variant="default"
              data-choice="edit-role"
              aria-describedby="choice-edit-role"
              renderRoot={(root) => (
                <Link
                  {...root}
                  to="/roles/edit"
                  search={{ id: String(change.edit.roleId), clash: change.id }}
                />
              )}
            >
              Edit…
            </Button>
            <p id="choice-edit-role">
              Opens the role with your change laid over what the tenant has now. What you save there is sent
              instead.
            </p>
          </li>
        </ul>
      )}
      {conflict.kind === 'right-lost' && (
        <ul className={classes.choices} aria-label="Who may do it">
          <li>
            <Button
              variant="default"
              disabled={props.busy}
              data-hand-on
              aria-describedby="choice-hand-on"
              onClick={props.onExport}
            >
              Export as a plan…
            </Button>
            <p id="choice-hand-on">
              Writes it, with what it needs, as a file that somebody who may do it imports and sends. Drop it
              here once they have.
            </p>
          </li>
        </ul>
      )}
    </section>
  );
}

function ValueCell(props: { field: string; value: FieldValue; clash?: boolean }): ReactNode {
  const { field, value } = props;
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return (
    <td data-clash={props.clash === true || undefined}>
      {empty ? <span className={classes.none}>–</span> : <FieldText field={field} value={value} lines />}
    </td>
  );
}
