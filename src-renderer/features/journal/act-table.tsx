import type { ReactNode } from 'react';
import { journalLines } from '../../../src-shared/domain/journal-lines.ts';
import type { ToldRow } from '../../../src-shared/domain/journal.ts';
import { PlainTable, cutCell } from '../../ui/plain-table/plain-table.tsx';
import type { PlainColumn } from '../../ui/plain-table/plain-table.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { resultWords, rowLines, verbWords } from './journal-words.ts';
import classes from './journal.module.css';

const columns: readonly PlainColumn[] = [
  { label: 'When' },
  { label: 'Who' },
  { label: 'What' },
  { label: 'To what' },
  { label: 'Result' },
  { label: 'Facts' },
  { label: 'Row', number: true },
];

/** The acts, newest first: an intent and its outcome are one line. */
export function ActTable(props: { rows: readonly ToldRow[]; foot: ReactNode }): ReactNode {
  return (
    <PlainTable label="Acts" columns={columns} foot={props.foot}>
      {journalLines(props.rows).map(({ row, result }) => {
        const facts = rowLines(row);
        return (
          <tr key={row.seq}>
            <td>
              <Age at={row.time} absent="unknown" zone={row.zone} />
            </td>
            <td>
              <SuspiciousText text={row.actor} />
            </td>
            <td title={row.verb}>{verbWords(row.verb)}</td>
            <td>
              <SuspiciousText text={row.object} />
            </td>
            <td className={classes.result} data-result={result}>
              {resultWords[result]}
            </td>
            <td className={cutCell} title={facts.join('\n')}>
              {facts.join(' · ')}
            </td>
            <td data-number title={row.hash}>
              {row.seq}
            </td>
          </tr>
        );
      })}
    </PlainTable>
  );
}
