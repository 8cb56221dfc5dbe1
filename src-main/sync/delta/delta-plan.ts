import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { entityWord } from '../../../src-shared/history/event-entity.ts';
import type { DeltaStart, ListedKind } from '../../db/mirror-delta.ts';
import type { TenantEvent } from '../../cloud/tenant-client.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * So far before its cursor each feed is read again: facts with equal stamps, facts that the tenant shows late, and
 * states that change without a new stamp (a rule from Creating to Ready) are caught as long as it takes no longer.
 */
export const overlap = 10 * minute;

/** The small kinds are listed so often even when no event names them; what the history does not tell shows then. */
const listAgain = hour;

/** Everything is read again so often; hourly where the event history may not be read. */
const sweepAgain = 24 * hour;

/** Up to where events are asked for: a bound that has to be named, later than any clock. */
export const untilForEver = '2100-01-01T00:00:00.000Z';

/** The kinds that are listed whole. */
export const listedKinds: readonly ListedKind[] = factKinds.filter(
  (kind): kind is ListedKind => kind !== 'users' && kind !== 'access-rules',
);

/** A moment of the tenant's clock as it is asked for. */
export const momentText = (moment: number): string => new Date(Math.max(0, moment)).toISOString();

/** From where a feed is read. */
export const sinceOf = (cursor: number): string => momentText(cursor - overlap);

/** Why everything has to be read, before anything was asked of the tenant; null when a delta may do. `now` is our own clock's. */
export function whySweepFirst(start: DeltaStart | null, origin: string, now: number): string | null {
  if (start === null) return 'there is no complete sweep to go on from';
  if (start.origin !== origin) return 'the mirror is of another address';
  const age = now - start.sweptAt;
  return age < 0 || age > sweepAgain ? 'the last complete sweep is too long ago' : null;
}

/** Why everything has to be read where the event history may not be read; null while counts may do. */
export function whySweepWithoutEvents(start: DeltaStart, now: number): string | null {
  return now - start.sweptAt > hour
    ? 'nothing tells what happened but a sweep, and the last is an hour ago'
    : null;
}

/** Whether all small kinds are to be listed. */
export const listsAreOld = (start: DeltaStart, now: number): boolean =>
  now < start.listedAt || now - start.listedAt > listAgain;

/** Kinds by what events call them, without spaces and in lower case. */
const kindsOfEntity: Readonly<Record<string, readonly ListedKind[]>> = {
  role: ['roles', 'permission-sets'],
  permissionset: ['permission-sets'],
  serviceaccount: ['service-accounts'],
  application: ['service-accounts'],
  app: ['service-accounts'],
  project: ['projects'],
  department: ['departments'],
  cluster: ['clusters'],
  identityprovider: ['identity-providers'],
  idp: ['identity-providers'],
};

const entityOf = ({ entityType }: TenantEvent): string => entityWord(entityType);

/** The small kinds that events name. */
export function namedKinds(events: readonly TenantEvent[]): ReadonlySet<FactKind & ListedKind> {
  return new Set(events.flatMap((event) => kindsOfEntity[entityOf(event)] ?? []));
}

/** Ids of the users whose deletion events tell of. */
export function deletedUsers(events: readonly TenantEvent[]): readonly string[] {
  const ids = events
    .filter((event) => event.action === 'delete' && entityOf(event) === 'user' && event.entityId !== '')
    .map(({ entityId }) => entityId);
  return [...new Set(ids)];
}
