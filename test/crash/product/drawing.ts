import type { Handlers } from '../../../src-shared/ipc/contract.ts';
import type { Key } from './keys.ts';
import type { World } from './world.ts';

/** An act of an administrator: what it is to bring about, in words of its own, and how it is done. */
export interface PlannedAct {
  readonly what: string;
  readonly wants: readonly Key[] | null;
  readonly mayDrop: readonly string[];
  readonly forgets?: readonly string[];
  readonly run: (send: 'now' | 'staged') => unknown;
}

/** What acts are drawn from. */
export interface Drawing {
  readonly handlers: Handlers;
  readonly world: World;
  readonly below: (bound: number) => number;
  /** Client id of the account that Rolebook is signed in with: left alone. */
  readonly own: string;
  /** A name that nothing has yet. */
  readonly fresh: string;
}

/** Draws an act of one kind, or null where it makes no sense as things are. */
export type Maker = (drawing: Drawing) => PlannedAct | null;

/** A bold administrator: accepts every warning. */
export const acknowledged = Array.from({ length: 60 }, (_, n) => `V${String(n + 1).padStart(2, '0')}`);
/** Why it gives what reaches far (V38). */
export const reason = 'because it has to be tried';

/** One of these, or none where there are none. */
export const one = <Item>({ below }: Drawing, items: readonly Item[]): Item | undefined =>
  items[below(Math.max(1, items.length))];
/** Whether the tenant gave this id. */
export const isMade = (id: string): boolean => !/^(local:|-\d+$)/.test(id);
