import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PermissionSetRow } from '../../../../src-shared/ipc/roles-contract.ts';
import { permissionWords } from '../../../ui/access/permission-words.ts';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import frame from '../../../ui/page/page.module.css';
import classes from './editor.module.css';

/** Sets shown without a search field above them. */
const fewSets = 12;

/** The permission sets of the tenant, to choose from; what each gives is told beside it. */
export function SetSection(props: {
  readonly sets: readonly PermissionSetRow[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = props.sets.filter((set) => `${set.name} ${set.description}`.toLowerCase().includes(wanted));
  const strange = props.chosen.filter((id) => !props.sets.some((set) => set.id === id));
  return (
    <fieldset className={classes.sets}>
      <legend className={classes.legendTitle}>
        Permission sets <span className={classes.count}>{props.chosen.length} chosen</span>
      </legend>
      {props.sets.length > fewSets && (
        <TextInput
          aria-label="Search permission sets"
          placeholder="Search permission sets"
          spellCheck={false}
          value={typed}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
      )}
      {props.sets.length === 0 && <p className={frame.nothing}>The tenant lists no permission sets.</p>}
      <div className={classes.setList}>
        {shown.map((set) => (
          <Checkbox
            key={set.id}
            className={classes.set ?? ''}
            label={<SuspiciousText text={set.name} />}
            description={set.description}
            title={permissionWords(set.permissions).join('\n')}
            data-set={set.name}
            checked={props.chosen.includes(set.id)}
            onChange={() => props.onToggle(set.id)}
          />
        ))}
        {strange.map((id) => (
          <Checkbox
            key={id}
            className={classes.set ?? ''}
            label={id}
            description="A set that the offline copy does not have. It is kept."
            checked
            onChange={() => props.onToggle(id)}
          />
        ))}
      </div>
    </fieldset>
  );
}
