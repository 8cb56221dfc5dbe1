import type { Change } from '../../../src-shared/domain/change.ts';
import { type Maker, one } from './drawing.ts';
import type { Key } from './keys.ts';
import { about } from './world.ts';

const waits = ({ state }: Change): boolean => !['sending', 'unknown'].includes(state);

/** Takes a change back, with what waits for it. */
export const discard: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const change = one(drawing, world.open.filter(waits));
  if (change === undefined) return null;
  return {
    what: 'discard',
    wants: [],
    mayDrop: about(world.open, [change.id]),
    run: () => handlers['changes.discard']({ ids: [change.id] }),
  };
};

/** Takes a step back; or brings one back that was taken back, with what had made way for it. */
export const undo =
  (groups: () => readonly string[]): Maker =>
  (drawing) => {
    const { handlers, world } = drawing;
    const groupId = one(
      drawing,
      drawing.below(3) === 0 ? groups() : world.open.filter(waits).map((is) => is.groupId),
    );
    if (groupId === undefined) return null;
    const mine = world.open.filter((is) => is.groupId === groupId).map(({ id }) => id);
    return {
      what: 'undo',
      wants: null,
      // What comes back takes away what stood in its place.
      mayDrop: mine.length > 0 ? about(world.open, mine) : world.open.map(({ id }) => id),
      run: () => handlers['changes.undo']({ groupId }),
    };
  };

/** An answer about a password or secret that did not come: another one, or none. */
export const settle: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const change = one(
    drawing,
    world.open.filter(({ conflict }) => conflict?.kind === 'password-not-received'),
  );
  if (change === undefined) return null;
  const { id, edit, conflict } = change;
  const there = conflict?.existingId ?? '';
  const asked = drawing.below(3) > 0;
  const again: Readonly<Record<string, Key>> = {
    'user.create': ['user.reset-password', there],
    'service-account.create': ['service-account.rotate', there],
    'user.reset-password': ['user.reset-password', 'userId' in edit ? edit.userId : ''],
    'service-account.rotate': ['service-account.rotate', 'id' in edit ? edit.id : ''],
  };
  return {
    what: asked ? 'issue-new' : 'take-theirs',
    wants: asked ? [again[edit.kind] ?? []] : [],
    mayDrop: about(world.open, [id]),
    run: () => handlers['changes.resolve']({ id, choice: asked ? 'issue-new' : 'take-theirs' }),
  };
};

/** Gives up a secret that came, in this life or in one before. */
export const forget: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const missed = one(drawing, world.missed);
  const held = one(drawing, world.tray);
  if (missed !== undefined && drawing.below(2) === 0) {
    const ids = [missed.id];
    return {
      what: 'forget',
      wants: [],
      mayDrop: [],
      forgets: ids,
      run: () => handlers['credentials.dismissMissed']({ ids }),
    };
  }
  if (held === undefined) return null;
  return {
    what: 'forget',
    wants: [],
    mayDrop: [],
    forgets: [held],
    run: () => handlers['credentials.discard']({ ids: [held] }),
  };
};
