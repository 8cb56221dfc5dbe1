import type { OperationKind } from './operation.ts';

/** Usual weight of each kind; each world multiplies them by numbers of its own. */
export const weights: Readonly<Partial<Record<OperationKind, number>>> = {
  'create-user': 10,
  'delete-user': 8,
  'reset-password': 6,
  'add-rule': 8,
  'remove-rule': 6,
  'change-rule': 5,
  'create-account': 5,
  'set-enabled': 6,
  'rotate-account': 4,
  'delete-account': 4,
  'bulk-create': 1,
  'bulk-delete': 1,
  'bulk-rules': 1,
  send: 8,
  discard: 5,
  undo: 2,
  reorder: 3,
  resolve: 9,
  'sign-out': 2,
  'sign-in': 4,
  switch: 1.5,
  offline: 4,
  sync: 4,
  crash: 5,
  'disk-full': 1.5,
  'clock-jump': 2,
  link: 4,
  refuse: 2,
  sleep: 3,
  'other-create-user': 4,
  'other-delete-user': 4,
  'other-groups': 3,
  'other-add-rule': 4,
  'other-remove-rule': 4,
  'other-create-account': 2,
  'other-toggle-account': 3,
  'other-delete-account': 2,
  'other-remove-project': 1,
  'other-take-rights': 1.5,
  lag: 1,
  weather: 2,
};

/** Kinds that only worlds with role edits know, with their usual weight. */
export const roleWeights: Readonly<Partial<Record<OperationKind, number>>> = {
  'create-role': 14,
  'change-role': 24,
  'switch-role': 12,
  'delete-role': 10,
  'grant-role': 8,
  'other-create-role': 4,
  'other-change-role': 14,
  'other-toggle-role': 5,
  'other-delete-role': 4,
};

/** A kind, and how often it is. */
export type Weight = readonly [kind: OperationKind, weight: number];

/** The entries of such a table. */
export const weightsIn = (table: Readonly<Partial<Record<OperationKind, number>>>): readonly Weight[] =>
  Object.keys(table)
    .filter((kind): kind is OperationKind => kind in table)
    .map((kind) => [kind, table[kind] ?? 0]);

/** What a world multiplies its weights by. */
export const lopsided = [0, 0.3, 1, 1, 1, 2, 4];
