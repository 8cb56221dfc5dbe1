import type { ReactNode } from 'react';
import type { HistoryLine } from '../../../src-shared/domain/history.ts';
import { classWords } from '../../../src-shared/history/change-words.ts';
import { PlainTable } from '../../ui/plain-table/plain-table.tsx';
import type { PlainColumn } from '../../ui/plain-table/plain-table.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { momentWords } from '../../ui/time/relative-time.ts';
import classes from './history.module.css';

const columns: readonly PlainColumn[] = [
  { label: 'Change' },
  { label: 'Who or what' },
  { label: 'What happened' },
  { label: 'Affected', number: true },
  { label: 'By' },
];

/** How much a class of changes asks for attention. */
const attention: Partial<Record<HistoryLine['class'], 'high' | 'middle'>> = {
  'new-administrator': 'high',
  'tenant-wide': 'high',
  'dormant-gained': 'high',
  'role-changed': 'middle',
  'scope-widened': 'middle',
};

/** Changes between two moments, riskiest first. */
export function ChangeTable(props: { lines: readonly HistoryLine[]; foot: ReactNode }): ReactNode {
  return (
    <PlainTable label="Changes" columns={columns} foot={props.foot}>
      {props.lines.map((line) => (
        <tr key={`${line.kind} ${line.key} ${line.what}`} className={classes.change}>
          <td>
            <span className={classes.class} data-attention={attention[line.class]}>
              {classWords[line.class]}
            </span>
          </td>
          <td>
            <SuspiciousText text={line.name} />
          </td>
          <td className={classes.happened}>
            <SuspiciousText text={line.text} />
            <FieldList line={line} />
          </td>
          <td data-number>{line.affected ?? ''}</td>
          <td>
            <Actor line={line} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

/** Each member that differs, before and after. */
function FieldList({ line }: { line: Pick<HistoryLine, 'fields'> }): ReactNode {
  if (line.fields.length === 0) return null;
  return (
    <ul className={classes.fields}>
      {line.fields.map(({ label, before, after }) => (
        <li key={label}>
          {label}: <SuspiciousText text={before ?? 'nothing'} /> →{' '}
          <SuspiciousText text={after ?? 'nothing'} />
        </li>
      ))}
    </ul>
  );
}

function Actor({ line: { by, ours } }: { line: HistoryLine }): ReactNode {
  if (ours !== undefined)
    return (
      <span title={`Done here: row ${ours.row} of the journal`}>
        <SuspiciousText text={ours.actor} />
        <span className={classes.unknown}> (here)</span>
        {ours.reason !== null && (
          <span className={classes.reason}>
            <SuspiciousText text={ours.reason} />
          </span>
        )}
      </span>
    );
  if (by === null) return <span className={classes.unknown}>not known</span>;
  const when = by.at === null ? '' : momentWords(Date.parse(by.at));
  const how = by.source === 'event' ? 'By the tenant’s event history' : 'By what the record says itself';
  return (
    <span title={`${how}\n${when}`}>
      <SuspiciousText text={by.name} />
      {by.source === 'fact' && <span className={classes.unknown}> (author)</span>}
    </span>
  );
}
