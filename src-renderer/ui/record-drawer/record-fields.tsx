import type { ReactNode } from 'react';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { valueWords } from '../text/value-words.ts';
import { Age } from '../time/age.tsx';
import classes from './record-drawer.module.css';

type Field = ViewRecord['fields'][number];

/** A record's facts as label and value. */
export function RecordFields(props: { fields: ViewRecord['fields'] }): ReactNode {
  return (
    <dl className={classes.fields}>
      {props.fields.map((field) => (
        <div key={field.label} className={classes.field}>
          <dt>{field.label}</dt>
          <dd className={field.kind === 'id' ? 'rb-mono' : undefined}>{valueOf(field)}</dd>
        </div>
      ))}
    </dl>
  );
}

function valueOf(field: Field): ReactNode {
  const { value, kind } = field;
  if (kind === 'time') {
    const absent = field.label.toLowerCase().includes('last login') ? 'never' : 'unknown';
    return <Age at={typeof value === 'string' && value !== '' ? value : null} absent={absent} />;
  }
  if (value === null || value === '') return <span className={classes.none}>–</span>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className={classes.none}>–</span>;
    return (
      <ul className={classes.values}>
        {value.map((each) => (
          <li key={each}>
            <SuspiciousText text={each} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'number') return kind === 'id' ? value : countText(value);
  return kind === 'choice' ? valueWords(value) : <SuspiciousText text={value} />;
}
