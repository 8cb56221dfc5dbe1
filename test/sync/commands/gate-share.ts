import type { OperationKind } from '../plan/operation.ts';
import { type Counters, pairKey } from '../world/counters.ts';
import { faultKinds } from '../world/fault-kinds.ts';
import type { WireOperation } from '../world/wire-operation.ts';

/**
 * The gate's share of `npm run sim:coverage`: the worlds that `npm test` lives through anyway are too few to meet everything, but
 * what many worlds meet, some of these have to. Each share is the part of all worlds in which it happened, rounded down, of the
 * seeds 1 to 3,000. A twenty-fifth of what is to be expected has to be there, and nothing as long as that is less than once: with
 * 25 worlds expected there are none by chance once in 10¹¹, and once in 10⁵ still where what is drawn makes it half as likely.
 */
const slack = 25;

/** How often something has to be there that so many of all worlds meet, when so many were lived through. */
export function leastOf(share: number, worlds: number): number {
  return Math.floor((share * worlds) / slack);
}

/** Steps of a change's state that are taken in more than one world in fifty. */
const steps: Readonly<Record<string, number>> = {
  'pending > sending': 0.7,
  'sending > done': 0.65,
  'sending > conflict': 0.3,
  'pending > cancelled': 0.2,
  'sending > unknown': 0.2,
  'conflict > cancelled': 0.2,
  'sending > pending': 0.15,
  'unknown > pending': 0.15,
  'unknown > done': 0.07,
  'pending > conflict': 0.06,
  'sending > rejected': 0.05,
  'pending > blocked': 0.04,
  'unknown > conflict': 0.03,
  'pending > rejected': 0.02,
};

/** Requests that meet any fault in more than one world in a hundred. */
const requests: Readonly<Partial<Record<WireOperation, number>>> = {
  probe: 0.4,
  token: 0.35,
  'list-accounts': 0.3,
  'create-rule': 0.15,
  'page-other': 0.15,
  rights: 0.1,
  'delete-rule': 0.08,
  'read-user': 0.07,
  'create-user': 0.07,
  'rules-of': 0.05,
  'find-user': 0.05,
  count: 0.03,
  'create-account': 0.03,
  'change-role': 0.02,
  'rotate-account': 0.02,
  'delete-user': 0.02,
  'create-role': 0.02,
  'read-role': 0.02,
  'page-users': 0.015,
  history: 0.015,
  'page-rules': 0.015,
  'enable-account': 0.015,
  'delete-account': 0.015,
  'read-rule': 0.015,
  'reset-password': 0.01,
};

/** Requests that meet each single fault in so many worlds, even the rarest. */
const withEachFault: Readonly<Partial<Record<WireOperation, number>>> = {
  probe: 0.03,
  token: 0.02,
  'list-accounts': 0.018,
};

/** Every fault is met, by whatever request, in one world in twelve. */
const eachFault = 0.08;

/** Everything that people do is done in one world in twenty. */
const eachOperation = 0.05;

/** All that people do; the compiler holds the list complete. */
const operations: Readonly<Record<OperationKind, true>> = {
  'create-user': true,
  'delete-user': true,
  'reset-password': true,
  'add-rule': true,
  'remove-rule': true,
  'change-rule': true,
  'create-account': true,
  'set-enabled': true,
  'rotate-account': true,
  'delete-account': true,
  'create-role': true,
  'change-role': true,
  'switch-role': true,
  'delete-role': true,
  'grant-role': true,
  'bulk-create': true,
  'bulk-delete': true,
  'bulk-rules': true,
  send: true,
  discard: true,
  undo: true,
  reorder: true,
  'think-again': true,
  vanish: true,
  'send-rules': true,
  'choose-another': true,
  'undo-another': true,
  resolve: true,
  'bring-back': true,
  'export-plan': true,
  'import-plan': true,
  'sign-out': true,
  'sign-in': true,
  switch: true,
  offline: true,
  sync: true,
  crash: true,
  'disk-full': true,
  keychain: true,
  store: true,
  'second-start': true,
  'clock-jump': true,
  link: true,
  refuse: true,
  sleep: true,
  'other-create-user': true,
  'other-delete-user': true,
  'other-groups': true,
  'other-add-rule': true,
  'other-remove-rule': true,
  'other-create-account': true,
  'other-toggle-account': true,
  'other-delete-account': true,
  'other-create-role': true,
  'other-change-role': true,
  'other-toggle-role': true,
  'other-delete-role': true,
  'other-remove-project': true,
  'other-take-rights': true,
  lag: true,
  weather: true,
};

/** The kinds of what people do. */
export const operationKinds: readonly string[] = Object.keys(operations);

/** What so many worlds should by far have met, and have not; each in words. */
export function farTooRare(counters: Counters, worlds: number): readonly string[] {
  const rare: string[] = [];
  const look = (what: string, there: number, share: number): void => {
    const least = leastOf(share, worlds);
    if (there < least) rare.push(`${what}: ${there}, at least ${least} in ${worlds} worlds`);
  };
  const met = (which: (operation: string, fault: string) => boolean): number =>
    [...counters.pairs].reduce((sum, [key, count]) => {
      const [operation = '', fault = ''] = key.split(' × ');
      return which(operation, fault) ? sum + count : sum;
    }, 0);
  for (const [step, share] of Object.entries(steps)) look(step, counters.transitions.get(step) ?? 0, share);
  for (const [request, share] of Object.entries(requests))
    look(
      `${request} × any fault`,
      met((operation) => operation === request),
      share,
    );
  for (const { name } of faultKinds)
    look(
      `any request × ${name}`,
      met((_, fault) => fault === name),
      eachFault,
    );
  for (const request of ['probe', 'token', 'list-accounts'] as const)
    for (const { name } of faultKinds) {
      const key = pairKey(request, name);
      look(key, counters.pairs.get(key) ?? 0, withEachFault[request] ?? 0);
    }
  for (const kind of operationKinds) look(kind, counters.operations.get(kind) ?? 0, eachOperation);
  return rare;
}
