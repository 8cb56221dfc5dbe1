import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import { countText } from '../../../src-shared/words/count.ts';

/** Where the subjects that were chosen hold a role already, by the key of the scope (`scopeKey`). */
export interface HeldPlaces {
  /** Where all of them do: there is nothing left to give. */
  readonly byAll: ReadonlySet<string>;
  /** Where some do, in words. */
  readonly bySome: ReadonlyMap<string, string>;
}

/** What the main process counted, by role. */
export function heldByRole({ subjects, places }: CallOutput<'rules.held'>): ReadonlyMap<number, HeldPlaces> {
  const byRole = Map.groupBy(places, ({ roleId }) => roleId);
  return new Map(
    [...byRole].map(([roleId, ofRole]) => {
      const keyed = ofRole.map((place) => ({
        key: scopeKey({ type: place.scopeType, id: place.scopeId }),
        holders: place.holders,
      }));
      return [
        roleId,
        {
          byAll: new Set(keyed.filter(({ holders }) => holders >= subjects).map(({ key }) => key)),
          bySome: new Map(
            keyed
              .filter(({ holders }) => holders < subjects)
              .map(({ key, holders }) => [key, `${countText(holders)} of ${countText(subjects)} hold it`]),
          ),
        },
      ];
    }),
  );
}
