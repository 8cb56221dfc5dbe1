/**
 * How worlds were drawn at some time: a seed names a world only together with this. 1: nobody edits roles; 2: in a third of all
 * worlds roles are edited; 3: in a third of all worlds people think again while a change is on its way; 4: in a third of all
 * worlds roles and places vanish while rules that name them wait, and in a third only what changes something meets faults.
 */
export type Edition = 1 | 2 | 3 | 4;

/** How they are drawn now. */
export const latestEdition: Edition = 4;

/** The edition of a number. Throws where there is none. */
export function editionOf(n: number): Edition {
  if (n === 1 || n === 2 || n === 3 || n === 4) return n;
  throw new Error(`no edition ${n}`);
}
