import type { Change } from '../../../src-shared/domain/change.ts';

type Linked = Pick<Change, 'id' | 'dependsOn' | 'state'>;

/** What has come on its way since the edit was planned keeps its place. */
export const onItsWay: readonly Change['state'][] = ['sending', 'unknown'];

/** These and all that need one of them, directly or through others. */
export function closure(
  open: readonly Pick<Linked, 'id' | 'dependsOn'>[],
  ids: Iterable<string>,
): Set<string> {
  const found = new Set(ids);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id, dependsOn } of open) if (dependsOn.some((parent) => found.has(parent))) found.add(id);
  }
  return found;
}

/**
 * Open changes with all that need them, each behind what it needs and else in their order: what is put before a change has to
 * come before these too, since the first of them takes it along to its own place. Those that `leaving` name go away, with what
 * needs them. Pure.
 */
export function withWhatNeedsThem(
  open: readonly Linked[],
  ids: readonly string[],
  leaving: readonly string[],
): string[] {
  const gone = closure(open, leaving);
  const wanted = closure(open, ids);
  const stays = ({ id, state }: Linked): boolean =>
    wanted.has(id) && !gone.has(id) && !onItsWay.includes(state);
  const byId = new Map(open.filter(stays).map((one) => [one.id, one]));
  const placed = new Set<string>();
  const place = (one: Linked): void => {
    if (placed.has(one.id)) return;
    for (const parent of one.dependsOn) {
      const needed = byId.get(parent);
      if (needed !== undefined) place(needed);
    }
    placed.add(one.id);
  };
  for (const one of byId.values()) place(one);
  return [...placed];
}
