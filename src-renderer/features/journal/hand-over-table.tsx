import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { credentialFormatSchema } from '../../../src-shared/domain/credential.ts';
import { formatFacts } from '../../../src-shared/domain/hand-over-files.ts';
import type { HandOverLine } from '../../../src-shared/ipc/hand-overs-contract.ts';
import { StandingMark } from '../../ui/hand-over/standing-mark.tsx';
import { PlainTable, cutCell } from '../../ui/plain-table/plain-table.tsx';
import type { PlainColumn } from '../../ui/plain-table/plain-table.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { protectionWords, resultWords, wayWords } from './journal-words.ts';
import classes from './journal.module.css';

const columns: readonly PlainColumn[] = [
  { label: 'When' },
  { label: 'Whose' },
  { label: 'State' },
  { label: 'How' },
  { label: 'Protection' },
  { label: 'Package' },
  { label: 'By' },
  { label: 'Receipt' },
];

/** The format by its name; one of a later version stands as it is. */
function formatName(format: string): string {
  const known = credentialFormatSchema.safeParse(format).data;
  return known === undefined ? format : formatFacts[known].name;
}

const whose = ({ accounts, count }: HandOverLine): string =>
  accounts.length < count
    ? `${accounts.join(', ')} and ${count - accounts.length} more`
    : accounts.join(', ');

/** How it went, where that is worth saying beside how far the credentials have come. */
const endWords = ({ act, result }: HandOverLine): string | null =>
  act === null || result === 'done' ? null : resultWords[result];

/** Who was given which credential, when, by whom and how, and how far it has come; never the credential. */
export function HandOverTable(props: {
  lines: readonly HandOverLine[];
  foot: ReactNode;
  onReceipt: (act: string, whose: string) => void;
}): ReactNode {
  return (
    <PlainTable label="Hand-overs" columns={columns} foot={props.foot}>
      {props.lines.map((one, at) => {
        const { act, way } = one;
        const [receipt] = one.receipts;
        const end = endWords(one);
        return (
          <tr key={act ?? `open ${at}`} data-hand-over={act ?? 'none'}>
            <td>
              <Age at={one.time} absent="unknown" />
            </td>
            <td className={cutCell} title={whose(one)}>
              <SuspiciousText text={whose(one)} />
            </td>
            <td>
              {end !== null && (
                <span className={classes.result} data-result={one.result}>
                  {end}{' '}
                </span>
              )}
              <StandingMark standings={one.standings} />
            </td>
            <td>
              {one.format !== null ? formatName(one.format) : way === null ? 'to nobody yet' : wayWords[way]}
            </td>
            <td className={classes.protection} data-plain={one.sealed === false || undefined}>
              {way === null ? '' : protectionWords({ sealed: one.sealed, way })}
            </td>
            <td title={one.fileMark === null ? undefined : `Path mark ${one.fileMark.slice(0, 8)}`}>
              {one.packageId !== null && <code>{one.packageId}</code>}
              {one.packageId === null && one.fileMark !== null && <code>{one.fileMark.slice(0, 8)}</code>}
            </td>
            <td className={classes.by} title={one.by}>
              {one.by}
            </td>
            <td
              className={classes.receipt}
              title={receipt && `${receipt.note}\n${receipt.time} by ${receipt.by}`}
            >
              {receipt !== undefined
                ? receipt.note
                : act !== null && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      onClick={() => props.onReceipt(act, whose(one))}
                    >
                      Record a receipt…
                    </Button>
                  )}
            </td>
          </tr>
        );
      })}
    </PlainTable>
  );
}
