import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SealKind } from '../../../src-shared/domain/seal.ts';
import type { ExportReport } from '../../../src-shared/ipc/credentials-contract.ts';
import { sealedWords } from './credential-words.ts';
import classes from './export-section.module.css';

/** What was written, and what opens it where each file has a passphrase of its own. */
export interface WrittenFile {
  readonly report: ExportReport;
  readonly seal: SealKind;
  readonly opens: readonly { readonly account: string; readonly passphrase: string }[];
}

/** How an export ended. */
export function WrittenNote(props: { written: WrittenFile }): ReactNode {
  const { report, seal, opens } = props.written;
  if (report.outcome === 'cancelled') return <p aria-live="polite">No file was written.</p>;
  return (
    <div className={classes.written} aria-live="polite">
      <IconCircleCheck size={16} aria-hidden />
      <div>
        <p>
          {report.entries === 1 ? 'One credential' : `${report.entries} credentials`} written
          {sealedWords(seal)}.
        </p>
        {report.path !== null && <p className={classes.path}>{report.path}</p>}
        {report.packageId !== null && (
          <p>
            Package <code>{report.packageId}</code>, in the journal and on receipts.
          </p>
        )}
        {opens.length > 0 && (
          <table className={classes.opens}>
            <caption>Shown only here. Say each to its person over another channel than the file.</caption>
            <tbody>
              {opens.map(({ account, passphrase }) => (
                <tr key={account}>
                  <th scope="row">{account}</th>
                  <td className={classes.words}>{passphrase}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {report.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </div>
    </div>
  );
}
