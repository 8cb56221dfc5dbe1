import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { PacketDesk } from './packet-desk.tsx';
import { readPacketSearch } from './packet-search.ts';

/** A part that was opened while a tenant is open. */
export function PacketPage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const { packet } = readPacketSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const leave = (): void => void navigate({ to: '/reviews' });
  if (packet === undefined) return <EmptyState title="No part is open." text="Open one under Reviews." />;
  return <PacketDesk key={packet} packet={packet} onLeave={leave} />;
}
