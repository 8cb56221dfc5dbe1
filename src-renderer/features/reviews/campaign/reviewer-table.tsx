import { Checkbox } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CampaignDetail, ReviewerStatus } from '../../../../src-shared/ipc/reviews-contract.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import frame from '../../../ui/page/page.module.css';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { packetWords, perRowText, qualityWarnings, shareText } from '../campaign-words.ts';
import { ExportPackets } from '../packets/export-packets.tsx';
import { useTakeAnswers } from '../packets/take-answers.tsx';
import { Progress } from '../reviews-page.tsx';
import classes from '../reviews.module.css';

/** Who decides, how far they are, and how carefully; parts sent out as files and answers taken back. */
export function ReviewerTable(props: {
  readonly detail: CampaignDetail;
  readonly onChanged: () => void;
}): ReactNode {
  const { detail } = props;
  const { reviewers, summary } = detail;
  const closed = summary.state === 'closed';
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const [exporting, setExporting] = useState(false);
  const answers = useTakeAnswers(summary.id, closed, props.onChanged);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const sendable = reviewers.filter(({ reviewer, signedOff }) => chosen.has(reviewer.id) && !signedOff);
  return (
    <section className={classes.block} aria-label="Reviewers">
      <div className={classes.acts}>
        <ReasonButton
          label={chosen.size === 0 ? 'Export packets…' : `Export ${counted(sendable.length, 'packet')}…`}
          icon={<IconMail size={14} aria-hidden />}
          act="export-packets"
          reason={
            closed
              ? 'The review is closed.'
              : sendable.length === 0
                ? 'Choose reviewers who have not signed off.'
                : null
          }
          onPress={() => setExporting(true)}
        />
        {answers.button}
      </div>
      {answers.panel}
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="rb-hidden">Chosen</span>
              </th>
              <th scope="col">Reviewer</th>
              <th scope="col">Decided</th>
              <th scope="col">Rows</th>
              <th scope="col">Privileged</th>
              <th scope="col">Signed off</th>
              <th scope="col">Packet</th>
              <th scope="col">Per row, middle / 9 of 10</th>
              <th scope="col">Longest run kept</th>
              <th scope="col">Together</th>
              <th scope="col">Controls</th>
            </tr>
          </thead>
          <tbody>
            {reviewers.map((status) => (
              <ReviewerRow
                key={status.reviewer.id}
                campaign={summary.id}
                status={status}
                chosen={chosen.has(status.reviewer.id)}
                onToggle={() => toggle(status.reviewer.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={frame.dim}>
        Controls are made-up rows that should go. They show whether somebody looks, are known to nobody but
        the owner of the review, and never reach the tenant.
      </p>
      {exporting && (
        <ExportPackets
          campaign={summary.id}
          reviewers={sendable.map(({ reviewer }) => reviewer)}
          onClose={(written) => {
            setExporting(false);
            if (written) props.onChanged();
          }}
        />
      )}
    </section>
  );
}

function ReviewerRow(props: {
  readonly campaign: string;
  readonly status: ReviewerStatus;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { status } = props;
  const { reviewer, quality } = status;
  const warnings = quality === null ? [] : qualityWarnings(quality);
  return (
    <>
      <tr>
        <td>
          <Checkbox aria-label={`Choose ${reviewer.name}`} checked={props.chosen} onChange={props.onToggle} />
        </td>
        <td>
          <Link
            to="/reviews/decide"
            search={{ campaign: props.campaign, reviewer: reviewer.id }}
            className={classes.name}
          >
            <SuspiciousText text={reviewer.name} />
          </Link>
        </td>
        <td>
          <Progress decided={status.decided} rows={status.rows} name={reviewer.name} />
        </td>
        <td data-number>{countText(status.rows)}</td>
        <td data-number>{countText(status.privileged)}</td>
        <td>{status.signedOff ? 'Yes' : 'Not yet'}</td>
        <td>{packetWords[status.packet]}</td>
        <td data-number>
          {quality === null ? '–' : `${perRowText(quality.medianMs)} / ${perRowText(quality.p90Ms)}`}
        </td>
        <td data-number>{quality === null ? '–' : countText(quality.longestKeeps)}</td>
        <td data-number>{quality === null ? '–' : shareText(quality.bulkShare)}</td>
        <td data-number>
          {quality === null || quality.controlsSeen === 0
            ? '–'
            : `${quality.controlsCaught} of ${quality.controlsSeen} caught`}
        </td>
      </tr>
      {warnings.length > 0 && (
        <tr className={classes.noteRow}>
          <td colSpan={11}>{warnings.join(' ')}</td>
        </tr>
      )}
    </>
  );
}
