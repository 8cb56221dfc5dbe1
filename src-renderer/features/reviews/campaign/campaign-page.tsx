import { Button } from '@mantine/core';
import { IconArrowLeft, IconGavel } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CampaignDetail } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { useCall } from '../../../bridge/use-call.ts';
import { useMirror, useTenant } from '../../../stores/stores-context.tsx';
import frame from '../../../ui/page/page.module.css';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { PageHeader } from '../../../ui/table-page/page-header.tsx';
import { stateWords } from '../campaign-words.ts';
import { useReviewsTurn } from '../reviews-page.tsx';
import classes from '../reviews.module.css';
import {
  type CampaignSearch,
  type CampaignTab,
  campaignTabs,
  readCampaignSearch,
} from './campaign-search.ts';
import { Closing } from './closing.tsx';
import { ConsequenceList } from './consequence-list.tsx';
import { Plots } from './plots.tsx';
import { ReviewerTable } from './reviewer-table.tsx';
import { SettleList } from './settle-list.tsx';
import { Totals } from './totals.tsx';

/** One campaign: its totals, who decides and how, what has to be settled, what becomes of it, and its end. */
export function CampaignPage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readCampaignSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  // What waits in the outbox, and what a sync saw, changes what a campaign has become.
  const mirror = useMirror((revisions) => revisions.any);
  const turn = useReviewsTurn();
  const call = useCall(
    'reviews.show',
    search.id === undefined ? null : { id: search.id },
    turn * 1_000_000 + mirror,
  );
  if (search.id === undefined)
    return <EmptyState title="No review is chosen." text="Choose one under Reviews." />;
  if (call.data === null)
    return call.status === 'failed' ? <ErrorState error={call.error} onRetry={call.reload} /> : null;
  return (
    <Campaign
      detail={call.data}
      tab={search.tab ?? 'overview'}
      onChanged={call.reload}
      onTab={(tab) =>
        void navigate({
          to: '.',
          search: readCampaignSearch({ ...search, tab } satisfies CampaignSearch),
          replace: true,
        })
      }
    />
  );
}

function Campaign(props: {
  readonly detail: CampaignDetail;
  readonly tab: CampaignTab;
  readonly onTab: (tab: CampaignTab) => void;
  readonly onChanged: () => void;
}): ReactNode {
  const { detail, tab } = props;
  const { summary, campaign } = detail;
  const navigate = useNavigate();
  const actor = useTenant((tenant) => tenant.current?.actor ?? null)?.toLowerCase() ?? null;
  const own = detail.reviewers.find(({ reviewer }) => reviewer.id === actor);
  const counts: Readonly<Record<CampaignTab, number | null>> = {
    overview: null,
    reviewers: detail.reviewers.length,
    settle: detail.conflicts.length + detail.nobodys.length,
    consequences: detail.consequences.length,
  };
  const open = summary.state !== 'closed';
  return (
    <div className={frame.page} data-campaign={summary.state}>
      <PageHeader
        title={campaign.settings.name}
        actions={
          <>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconArrowLeft size={14} aria-hidden />}
              onClick={() => void navigate({ to: '/reviews' })}
            >
              All reviews
            </Button>
            {own !== undefined && open && (
              <Button
                leftSection={<IconGavel size={14} aria-hidden />}
                data-decide
                variant={own.signedOff ? 'default' : 'filled'}
                onClick={() =>
                  void navigate({
                    to: '/reviews/decide',
                    search: { campaign: summary.id, reviewer: own.reviewer.id },
                  })
                }
              >
                {own.signedOff
                  ? 'Look at my decisions'
                  : `Decide my ${counted(own.rows - own.decided, 'row')}`}
              </Button>
            )}
          </>
        }
        tabs={{
          list: campaignTabs.map(({ value, label }) => ({ value, label, count: counts[value] })),
          value: tab,
          onChange: (value) =>
            props.onTab(campaignTabs.find((one) => one.value === value)?.value ?? 'overview'),
        }}
      />
      <div className={classes.standing}>
        <span className={classes.state} data-state={summary.state}>
          {stateWords[summary.state]}
        </span>
        <span>
          due {summary.due}
          {summary.overdue && open && <span className={classes.overdue}>Overdue</span>}
        </span>
        <span className={frame.dim}>
          Frozen on {campaign.snapshot.asOf.slice(0, 10)} from a whole look at {campaign.tenant.label}, by{' '}
          {campaign.createdBy}
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
      <section className={classes.sheet} tabIndex={0} aria-label={`The review, ${tab}`}>
        {tab === 'overview' && (
          <>
            <Totals totals={summary.totals} />
            <Closing detail={detail} onChanged={props.onChanged} />
            <Plots detail={detail} />
          </>
        )}
        {tab === 'reviewers' && <ReviewerTable detail={detail} onChanged={props.onChanged} />}
        {tab === 'settle' && <SettleList detail={detail} onChanged={props.onChanged} />}
        {tab === 'consequences' && <ConsequenceList detail={detail} onChanged={props.onChanged} />}
      </section>
    </div>
  );
}
