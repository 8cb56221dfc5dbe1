import type { ResolutionChoice } from '../../../src-shared/domain/change.ts';
import type { FaultName } from '../world/fault-kinds.ts';
import { metTroubles } from '../app/local-trouble.ts';
import { actKey, backActs, planActs, troubleKey } from '../world/counters.ts';
import { type WireOperation, writes } from '../world/wire-operation.ts';
import type { Storm } from '../world/wire.ts';
import type { OperationKind, VanishingPart } from './operation.ts';

/** What is done, and what is met, in worlds that are built to make something happen. */
export interface Recipe {
  readonly often: Partial<Readonly<Record<OperationKind, number>>>;
  readonly storms: readonly Storm[];
  /** What is answered where something is asked, and the question offers no list of its own; any answer without. */
  readonly answer?: ResolutionChoice;
  /** What vanishes, over and over, while rules that name it wait; instead of all else. */
  readonly vanishes?: readonly VanishingPart[];
  /** Whether plans go from computer to computer. */
  readonly plans?: true;
}

const lostReplies: readonly FaultName[] = ['reply-lost', 'timeout-applied', 'cut', 'huge'];
const neverArrive: readonly FaultName[] = ['lost-before', 'timeout'];
const busy: readonly FaultName[] = ['429', '429-seconds', '503', '503-seconds'];
const refusals: readonly FaultName[] = ['400', '422'];
const allWrites = [...writes];

const on = (
  operations: readonly WireOperation[],
  rate: number,
  kinds: readonly FaultName[],
): readonly Storm[] => [{ operations, rate, kinds }];

/** Edits of every kind, for what may happen to any of them. */
const edits: Recipe['often'] = {
  'create-user': 6,
  'delete-user': 5,
  'reset-password': 4,
  'add-rule': 5,
  'remove-rule': 4,
  'create-account': 3,
  'set-enabled': 4,
  'rotate-account': 4,
  'delete-account': 3,
  send: 3,
  sleep: 3,
};
/** Edits whose lost reply can be read back. */
const readable: Recipe['often'] = {
  'delete-user': 6,
  'add-rule': 7,
  'remove-rule': 5,
  'set-enabled': 5,
  'delete-account': 3,
  'other-create-account': 2,
  send: 3,
  sleep: 3,
};
const withSecrets: Recipe['often'] = {
  'create-user': 6,
  'create-account': 4,
  'reset-password': 5,
  'rotate-account': 5,
  sleep: 3,
};
const syncs: Recipe['often'] = { sync: 14, 'other-create-user': 1, 'delete-user': 1, sleep: 1 };
const starts: Recipe['often'] = { crash: 8, 'sign-in': 8, sync: 1, 'reset-password': 1, sleep: 2 };

/** How each request to the tenant is brought about; which faults it then meets is said where the world is built. */
export const recipesOfOperations: Readonly<Record<Exclude<WireOperation, 'other'>, Recipe>> = {
  token: { often: { 'sign-in': 12, sleep: 4, sync: 3, refuse: 4, crash: 2 }, storms: [] },
  rights: { often: starts, storms: [] },
  probe: { often: starts, storms: [] },
  count: { often: syncs, storms: [] },
  'page-users': { often: syncs, storms: [] },
  'page-rules': { often: syncs, storms: [] },
  'page-other': { often: { ...syncs, 'other-remove-project': 2 }, storms: [] },
  history: { often: syncs, storms: [] },
  'find-user': {
    often: { 'create-user': 10, 'bulk-create': 3, 'other-create-user': 3, sleep: 4, resolve: 2 },
    storms: on(['create-user'], 0.8, [...lostReplies, ...neverArrive]),
  },
  'read-user': { often: { 'delete-user': 4, 'reset-password': 10, 'create-user': 2, sleep: 3 }, storms: [] },
  'rules-of': { often: { 'delete-user': 6, 'add-rule': 8, 'delete-account': 2, sleep: 3 }, storms: [] },
  'read-rule': {
    often: { 'remove-rule': 10, 'change-rule': 8, sleep: 4 },
    storms: on(['delete-rule'], 0.8, [...lostReplies, ...neverArrive]),
  },
  'list-accounts': {
    often: { 'set-enabled': 6, 'rotate-account': 5, 'delete-account': 2, 'create-account': 2, sleep: 3 },
    storms: [],
  },
  'create-user': { often: { 'create-user': 10, 'bulk-create': 6, resolve: 4, sleep: 4 }, storms: [] },
  'delete-user': {
    often: { 'delete-user': 10, 'bulk-delete': 4, 'other-create-user': 3, sync: 1, resolve: 3, sleep: 4 },
    storms: [],
  },
  'reset-password': { often: { 'reset-password': 12, resolve: 4, sleep: 4 }, storms: [] },
  'create-rule': { often: { 'add-rule': 10, 'bulk-rules': 5, resolve: 3, sleep: 4 }, storms: [] },
  'delete-rule': { often: { 'remove-rule': 12, 'change-rule': 3, resolve: 3, sleep: 4 }, storms: [] },
  'create-account': {
    often: { 'create-account': 12, 'delete-account': 5, discard: 3, resolve: 6, sleep: 4 },
    storms: [],
  },
  'enable-account': { often: { 'set-enabled': 12, resolve: 3, sleep: 4 }, storms: [] },
  'rotate-account': { often: { 'rotate-account': 12, resolve: 5, sleep: 4 }, storms: [] },
  'delete-account': {
    often: {
      'delete-account': 10,
      'other-create-account': 6,
      'other-delete-account': 1,
      sync: 3,
      resolve: 4,
      sleep: 4,
    },
    storms: [],
  },
  'read-role': {
    often: { 'change-role': 8, 'switch-role': 6, 'delete-role': 2, 'create-role': 3, sleep: 3 },
    storms: [],
  },
  'create-role': {
    often: { 'create-role': 12, 'delete-role': 4, discard: 3, resolve: 5, sleep: 4 },
    storms: [],
  },
  'change-role': {
    often: { 'change-role': 14, 'create-role': 2, 'other-change-role': 2, resolve: 4, sleep: 4 },
    storms: [],
  },
  'switch-role': { often: { 'switch-role': 14, 'create-role': 2, resolve: 3, sleep: 4 }, storms: [] },
  'delete-role': {
    often: { 'delete-role': 9, 'other-create-role': 7, sync: 3, 'create-role': 3, resolve: 4, sleep: 4 },
    storms: [],
  },
};

/** How each step of a change's state is brought about. */
export const recipesOfSteps: Readonly<Record<string, Recipe>> = {
  'pending > sending': { often: edits, storms: [] },
  'pending > conflict': {
    often: {
      'delete-user': 6,
      'reset-password': 3,
      'rotate-account': 4,
      'delete-account': 4,
      'other-groups': 8,
      'other-toggle-account': 8,
      'other-add-rule': 6,
    },
    storms: [],
  },
  'pending > blocked': {
    often: { 'create-user': 12, resolve: 4, discard: 2, sleep: 2 },
    storms: on(['create-user'], 0.85, ['400', '422', '403', '409']),
  },
  'pending > rejected': {
    often: { 'delete-user': 5, 'reset-password': 7, 'set-enabled': 5, 'rotate-account': 4, resolve: 6 },
    storms: on(['read-user', 'rules-of', 'list-accounts'], 0.7, refusals),
  },
  'pending > done': {
    often: {
      'delete-user': 8,
      'delete-account': 6,
      'set-enabled': 6,
      'other-delete-user': 9,
      'other-delete-account': 3,
      'other-toggle-account': 6,
      'other-create-account': 4,
    },
    storms: [],
  },
  'pending > cancelled': {
    often: { ...edits, 'create-user': 8, send: 0, sleep: 0, offline: 10, discard: 14, undo: 3 },
    storms: [],
  },
  'sending > done': { often: edits, storms: [] },
  'sending > pending': { often: edits, storms: on(allWrites, 0.8, busy) },
  'sending > unknown': { often: edits, storms: on(allWrites, 0.8, lostReplies) },
  'sending > conflict': {
    often: { ...edits, 'other-create-user': 5, 'other-create-account': 2, resolve: 4 },
    storms: on(allWrites, 0.6, ['403', '409']),
  },
  'sending > rejected': { often: { ...edits, resolve: 4 }, storms: on(allWrites, 0.8, refusals) },
  'sending > blocked': { often: { ...edits, sleep: 10 }, storms: on(allWrites, 0.99, ['429', '503']) },
  'unknown > done': { often: readable, storms: on(allWrites, 0.9, lostReplies) },
  'unknown > pending': { often: readable, storms: on(allWrites, 0.9, neverArrive) },
  'unknown > conflict': { often: withSecrets, storms: on(allWrites, 0.9, lostReplies) },
  'unknown > blocked': { often: { ...readable, sleep: 12 }, storms: on(allWrites, 0.995, neverArrive) },
  // What cannot be read back stays open; users are made without a look before.
  'unknown > cancelled': {
    often: { 'create-user': 14, 'create-role': 3, resolve: 26, sleep: 0.5 },
    answer: 'take-theirs',
    storms: [...on(allWrites, 0.9, ['reply-lost', 'cut']), ...on(['find-user'], 0.95, ['500'])],
  },
  'conflict > pending': {
    often: { ...edits, resolve: 16 },
    storms: on(allWrites, 0.7, ['403', '409']),
  },
  'conflict > cancelled': {
    often: { ...edits, resolve: 10, discard: 8 },
    storms: on(allWrites, 0.7, ['403']),
  },
  'conflict > done': { often: { ...withSecrets, resolve: 18 }, storms: on(allWrites, 0.9, lostReplies) },
  'blocked > pending': {
    often: { 'create-user': 12, resolve: 14, sleep: 2 },
    answer: 'try-again',
    storms: on(['create-user'], 0.75, ['400', '422', '403']),
  },
  'blocked > cancelled': {
    often: { 'create-user': 12, discard: 10, resolve: 5, sleep: 2 },
    storms: on(['create-user'], 0.9, ['400', '422', '403']),
  },
  'rejected > pending': {
    often: { ...edits, resolve: 16 },
    answer: 'try-again',
    storms: on(allWrites, 0.8, refusals),
  },
  'rejected > cancelled': {
    often: { ...edits, resolve: 8, discard: 10 },
    storms: on(allWrites, 0.8, refusals),
  },
};

/** Something goes wrong with the computer while the app starts, syncs and saves. */
function recipeOfTrouble(trouble: string): Recipe {
  if (trouble === 'second start') return { often: { ...edits, 'second-start': 10, crash: 3 }, storms: [] };
  const often: Recipe['often'] = trouble.startsWith('keychain')
    ? { ...starts, keychain: 12, 'set-enabled': 3 }
    : { ...edits, store: 14, sync: 4 };
  return { often, storms: [] };
}

/** What is taken back in whatever state, replies that were lost included, comes back. */
const broughtBack: Recipe = {
  often: { ...edits, discard: 8, undo: 4, resolve: 6, 'bring-back': 14 },
  storms: on(allWrites, 0.3, [...lostReplies, ...refusals]),
};

/** How each act that takes more than one step is brought about. */
export const recipesOfActs: Readonly<Record<string, Recipe>> = {
  [actKey('role')]: { often: {}, storms: [], vanishes: ['role', 'role-off'] },
  [actKey('scope')]: { often: {}, storms: [], vanishes: ['scope'] },
  ...Object.fromEntries(
    planActs.map((act) => [act, { often: { ...edits, 'import-plan': 4 }, storms: [], plans: true as const }]),
  ),
  ...Object.fromEntries(Object.values(backActs).map((act) => [act, broughtBack])),
  ...Object.fromEntries(metTroubles.map((trouble) => [troubleKey(trouble), recipeOfTrouble(trouble)])),
};
