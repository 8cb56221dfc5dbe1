import { SegmentedControl } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import { useMirror } from '../../../stores/stores-context.tsx';
import { useTableBinding } from '../../../stores/table-binding.ts';
import { PrintHeading } from '../../../ui/print/print-heading.tsx';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { InnerHeader } from '../inner-header.tsx';
import { UpgradeList } from './upgrade-list.tsx';
import { upgradeChoices, wayText } from './upgrade-rows.ts';
import { readUpgradeSearch } from './upgrade-search.ts';
import frame from '../../../ui/page/page.module.css';
import classes from './upgrade.module.css';

/** Who gains and who loses when the tenant goes from one version of the product to another (V55). */
export function UpgradePage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readUpgradeSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const revision = useMirror((mirror) => mirror.any);
  const { freshness } = useTableBinding('roles');
  const call = useCall('roles.upgrade', { from: search.from ?? null, to: search.to ?? null }, revision);
  const [from, to] = [search.from ?? call.data?.from, search.to ?? call.data?.to];
  const way = from === undefined || to === undefined ? '' : wayText(from, to);
  return (
    <div className={frame.page}>
      <InnerHeader title="Upgrade" freshness={freshness} printed />
      <div className={frame.bar}>
        <SegmentedControl
          aria-label="Between which versions"
          value={way}
          data={[...upgradeChoices(call.data, way)]}
          onChange={(value) => {
            const [next, then] = value.split(' ');
            void navigate({ to: '.', search: readUpgradeSearch({ from: next, to: then }), replace: true });
          }}
        />
      </div>
      {call.status === 'failed' && (
        <>
          <ErrorState error={call.error} onRetry={call.reload} />
          {call.error.reason === 'upgrade-unknown' && (
            <p className={classes.back}>
              <Link to="/roles/upgrade" search={{}}>
                Show what is known for this tenant
              </Link>
            </p>
          )}
        </>
      )}
      {call.data !== null && (
        // Scrolled by the keyboard, hence a stop of the Tab key.
        <section
          className={`${frame.sheet} ${classes.sheet}`}
          aria-label="Who gains and loses"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
          tabIndex={0}
          data-print-sheet
        >
          <PrintHeading title={`Roles of this tenant, upgraded from ${call.data.from} to ${call.data.to}`} />
          <UpgradeList view={call.data} />
        </section>
      )}
    </div>
  );
}
