import { Button, Modal } from '@mantine/core';
import { IconMailOpened, IconPlus, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CampaignSummary } from '../../../src-shared/ipc/reviews-contract.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCall } from '../../bridge/use-call.ts';
import frame from '../../ui/page/page.module.css';
import { PlainTable } from '../../ui/plain-table/plain-table.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { decidedOf, stateWords, waitingWords } from './campaign-words.ts';
import { EvidenceCheck } from './packets/evidence-check.tsx';
import { OpenPacketForm } from './packets/open-packet-form.tsx';
import classes from './reviews.module.css';

/** How often something happened in reviews since the screen was opened; to be asked again by. */
export function useReviewsTurn(): number {
  const bridge = useBridge();
  const [turn, setTurn] = useState(0);
  useEffect(() => bridge.on('reviews.changed', () => setTurn((before) => before + 1)), [bridge]);
  return turn;
}

/** All campaigns, and the ways into one: a new one, a part that was sent, an evidence pack to check. */
export function ReviewsPage(): ReactNode {
  const navigate = useNavigate();
  const call = useCall('reviews.list', {}, useReviewsTurn());
  const raw = useSearch({ strict: false });
  // What the palette asked for is in the address.
  const wanted: unknown = 'open' in raw ? raw.open : undefined;
  const open = wanted === 'packet' || wanted === 'evidence' ? wanted : 'none';
  const setOpen = (what: 'packet' | 'evidence'): void =>
    void navigate({ to: '/reviews', search: { open: what }, replace: true });
  const close = (): void => void navigate({ to: '/reviews', search: {}, replace: true });
  const acts = (
    <>
      <Button
        variant="default"
        leftSection={<IconRosetteDiscountCheck size={14} aria-hidden />}
        onClick={() => setOpen('evidence')}
      >
        Check an evidence pack…
      </Button>
      <Button
        variant="default"
        leftSection={<IconMailOpened size={14} aria-hidden />}
        onClick={() => setOpen('packet')}
      >
        Open a part sent to me…
      </Button>
      <Button
        leftSection={<IconPlus size={14} aria-hidden />}
        data-new-review
        onClick={() => void navigate({ to: '/reviews/new' })}
      >
        New review
      </Button>
    </>
  );
  return (
    <div className={frame.page}>
      <PageHeader title="Reviews" actions={acts} />
      {call.data === null && call.status === 'failed' && (
        <ErrorState error={call.error} onRetry={call.reload} />
      )}
      {call.data !== null && call.data.length === 0 && (
        <EmptyState
          title="No review yet."
          text="A review asks people whether each access rule is still right, does what they decide, proves at the tenant that it was done, and leaves one file for the auditor. Everything but the last steps works without a network."
        >
          <Button onClick={() => void navigate({ to: '/reviews/new' })}>New review</Button>
        </EmptyState>
      )}
      {call.data !== null && call.data.length > 0 && <Campaigns campaigns={call.data} />}
      <Modal opened={open === 'packet'} onClose={close} title="Open a part that was sent to me" size="lg">
        {open === 'packet' && (
          <OpenPacketForm
            onKeep={close}
            onOpened={(packet) => void navigate({ to: '/reviews/packet', search: { packet } })}
          />
        )}
      </Modal>
      <Modal opened={open === 'evidence'} onClose={close} title="Check an evidence pack" size="lg">
        {open === 'evidence' && <EvidenceCheck />}
      </Modal>
    </div>
  );
}

function Campaigns(props: { readonly campaigns: readonly CampaignSummary[] }): ReactNode {
  return (
    <PlainTable
      label="Reviews"
      columns={[
        { label: 'Name' },
        { label: 'State' },
        { label: 'Due' },
        { label: 'Decided' },
        { label: 'Rows', number: true },
        { label: 'Waits for me' },
      ]}
    >
      {props.campaigns.map((one) => (
        <tr key={one.id}>
          <td>
            <Link to="/reviews/campaign" search={{ id: one.id }} className={classes.name}>
              <SuspiciousText text={one.name} />
            </Link>
          </td>
          <td>
            <span className={classes.state} data-state={one.state}>
              {stateWords[one.state]}
            </span>
          </td>
          <td>
            {one.due}
            {one.overdue && one.state !== 'closed' && <span className={classes.overdue}>Overdue</span>}
          </td>
          <td>
            <Progress decided={decidedOf(one.totals)} rows={one.totals.rows} name={one.name} />
          </td>
          <td data-number>{countText(one.totals.rows)}</td>
          <td>{waitingWords(one)}</td>
        </tr>
      ))}
    </PlainTable>
  );
}

/** Rows with an outcome, as a bar and in figures. */
export function Progress(props: {
  readonly decided: number;
  readonly rows: number;
  readonly name: string;
}): ReactNode {
  const share = props.rows === 0 ? 0 : Math.floor((props.decided / props.rows) * 100);
  return (
    <span className={classes.progress}>
      <progress
        className={classes.meter}
        aria-label={`Decided in ${props.name}`}
        max={Math.max(1, props.rows)}
        value={props.decided}
      />
      <span className="rb-figures">
        {countText(props.decided)} <span className={frame.dim}>({share} %)</span>
      </span>
    </span>
  );
}
