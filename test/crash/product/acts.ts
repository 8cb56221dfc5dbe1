import { createAccount, deleteAccount, rotateAccount, switchAccount } from './acts-on-accounts.ts';
import { discard, forget, settle, undo } from './acts-on-changes.ts';
import { addRules, changeRule, createUser, deleteUser, removeRule, resetPassword } from './acts-on-people.ts';
import { changeRole, createRole, deleteRole, switchRole } from './acts-on-roles.ts';
import type { Drawing, Maker, PlannedAct } from './drawing.ts';

/** How often each kind is tried. `groups`: sets that were taken back, newest last. */
const makers = (groups: () => readonly string[]): readonly (readonly [number, Maker])[] => [
  [5, createUser],
  [3, createAccount],
  [3, addRules],
  [3, removeRule],
  [5, changeRule],
  [4, deleteUser],
  [4, resetPassword],
  [3, rotateAccount],
  [3, switchAccount],
  [2, deleteAccount],
  [2, createRole],
  [3, changeRole],
  [2, switchRole],
  [1, deleteRole],
  [2, discard],
  [3, undo(groups)],
  [4, settle],
  [2, forget],
];

/** Draws what is done next; what makes no sense as things are is drawn again. */
export function drawAct(drawing: Drawing, groups: () => readonly string[]): PlannedAct {
  const all = makers(groups);
  const total = all.reduce((sum, [often]) => sum + often, 0);
  for (;;) {
    let left = drawing.below(total);
    const maker = all.find(([often]) => (left -= often) < 0)?.[1];
    const act = maker?.(drawing) ?? null;
    if (act !== null) return act;
  }
}
