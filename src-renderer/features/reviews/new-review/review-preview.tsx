import type { ReactNode } from 'react';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import type { CampaignPreview } from '../../../../src-shared/ipc/reviews-contract.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { Age } from '../../../ui/time/age.tsx';
import classes from '../reviews.module.css';

/** What a review with these settings would be: rows, a share each, and what stands against it. */
export function ReviewPreview(props: {
  readonly preview: CampaignPreview | null;
  readonly loading: boolean;
  readonly error: ErrorBody | null;
  readonly problems: readonly string[];
}): ReactNode {
  const { preview } = props;
  const problems = [...props.problems, ...(preview?.problems ?? [])];
  return (
    <aside className={classes.preview} aria-label="What it would be" aria-busy={props.loading}>
      <h2>What it would be</h2>
      {props.error !== null && <ErrorNote error={props.error} />}
      {preview !== null && (
        <>
          <p className={classes.big} aria-live="polite">
            <strong>{counted(preview.rows, 'row')}</strong>, {countText(preview.privileged)} privileged
          </p>
          <p className={frame.dim}>
            {preview.asOf === null ? (
              'The tenant was never looked at as a whole.'
            ) : (
              <>
                As of the whole look <Age at={preview.asOf} absent="never" />
              </>
            )}
          </p>
        </>
      )}
      {problems.length > 0 && (
        <ul className={classes.against} aria-label="What stands against it">
          {problems.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {preview !== null && preview.reviewers.length > 0 && (
        <table className={classes.twin}>
          <thead>
            <tr>
              <th scope="col">Reviewer</th>
              <th scope="col">Rows</th>
              <th scope="col">Privileged</th>
            </tr>
          </thead>
          <tbody>
            {preview.reviewers.map(({ reviewer, rows, privileged }) => (
              <tr key={reviewer.id}>
                <td>
                  <SuspiciousText text={reviewer.name} />
                </td>
                <td>{countText(rows)}</td>
                <td>{countText(privileged)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </aside>
  );
}
