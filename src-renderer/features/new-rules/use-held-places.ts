import { useMemo } from 'react';
import type { WantedSubject } from '../../../src-shared/ipc/rules-contract.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { GrantCard } from '../../ui/grant-editor/grant-model.ts';
import { heldByRole, type HeldPlaces } from './held-words.ts';

const nothing: ReadonlyMap<number, HeldPlaces> = new Map();

/** Where the subjects hold the roles of the cards already, by role; nothing until it is known. */
export function useHeldPlaces(
  subjects: readonly WantedSubject[],
  cards: readonly GrantCard[],
  revision: number,
): ReadonlyMap<number, HeldPlaces> {
  const roleIds = [...new Set(cards.map(({ roleId }) => roleId))];
  const asks = subjects.length > 0 && roleIds.length > 0;
  const { data } = useCall('rules.held', asks ? { subjects: [...subjects], roleIds } : null, revision);
  return useMemo(() => (data === null ? nothing : heldByRole(data)), [data]);
}
