import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ExportAction, ExportDraft } from './export-model.ts';
import classes from './export-section.module.css';

/** What an unsealed file means, and the two confirmations it takes. */
export function PlainChoice(props: {
  draft: ExportDraft;
  dispatch: (action: ExportAction) => void;
  many: boolean;
}): ReactNode {
  const { draft, dispatch, many } = props;
  return (
    <div className={classes.plain}>
      <p>
        <IconAlertTriangle size={16} aria-hidden />
        Everyone who gets to see this file, its backup or its copy in a synced folder can sign in as{' '}
        {many ? 'these users' : 'this user'}.{' '}
        {draft.format === 'letters' ? 'Print it at once and delete it.' : 'Import it at once and delete it.'}
      </p>
      <Checkbox
        label="I have read what this means"
        checked={draft.plainUnderstood}
        onChange={(change) =>
          dispatch({ type: 'understand-plain', understood: change.currentTarget.checked })
        }
      />
      <Checkbox
        label={many ? 'Write the passwords unsealed' : 'Write the password unsealed'}
        checked={draft.plainConfirmed}
        disabled={!draft.plainUnderstood}
        onChange={(change) => dispatch({ type: 'confirm-plain', confirmed: change.currentTarget.checked })}
      />
    </div>
  );
}
