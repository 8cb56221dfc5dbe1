import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { DecideScreen } from './decide-screen.tsx';
import { type DecideSearch, readDecideSearch } from './decide-search.ts';

/** A reviewer's part of a campaign of the open tenant; which one is in the address. */
export function DecidePage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readDecideSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const { campaign, reviewer } = search;
  const part = useMemo(
    () => (campaign === undefined || reviewer === undefined ? null : { campaign, reviewer }),
    [campaign, reviewer],
  );
  if (part === null) return <EmptyState title="Nothing to decide." text="Open a review first." />;
  return (
    <DecideScreen
      key={`${part.campaign} ${part.reviewer}`}
      part={part}
      search={search}
      leaveLabel="Back to the review"
      onSearch={(change: Partial<DecideSearch>) =>
        void navigate({
          to: '.',
          search: readDecideSearch({ ...search, ...change }),
          replace: true,
        })
      }
      onLeave={() => void navigate({ to: '/reviews/campaign', search: { id: part.campaign } })}
    />
  );
}
