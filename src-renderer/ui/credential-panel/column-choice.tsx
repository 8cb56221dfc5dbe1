import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ColumnField } from '../../../src-shared/domain/column-mapping.ts';
import { columnFields } from './export-model.ts';
import type { ColumnHeaders, ExportAction } from './export-model.ts';
import classes from './export-section.module.css';

const fieldWords: Readonly<Record<ColumnField, string>> = {
  title: 'Title',
  account: 'Account',
  secret: 'Password or secret',
  url: 'Tenant’s address',
  notes: 'Notes',
  folder: 'Folder',
  issuedAt: 'Issued',
  expiresAt: 'Expires',
};

/** Which facts a generic file holds, and what their columns are called. */
export function ColumnChoice(props: {
  columns: ColumnHeaders;
  dispatch: (action: ExportAction) => void;
}): ReactNode {
  const { columns, dispatch } = props;
  return (
    <fieldset className={classes.columns}>
      <legend>Columns</legend>
      {columnFields.map((field) => {
        const needed = field === 'account' || field === 'secret';
        const header = columns[field];
        return (
          <div key={field}>
            <Checkbox
              label={fieldWords[field]}
              checked={header !== null}
              disabled={needed}
              onChange={(change) =>
                dispatch({
                  type: 'set-header',
                  field,
                  header: change.currentTarget.checked ? field.toLowerCase() : null,
                })
              }
            />
            <TextInput
              aria-label={`Header of ${fieldWords[field]}`}
              value={header ?? ''}
              disabled={header === null}
              maxLength={100}
              onChange={(change) =>
                dispatch({ type: 'set-header', field, header: change.currentTarget.value })
              }
            />
          </div>
        );
      })}
    </fieldset>
  );
}
