/**
 * How worlds were drawn at some time: a seed names a world only together with this. 1: nobody edits roles; 2: in a third of all
 * worlds roles are edited; 3: in a third of all worlds people think again while a change is on its way; 4: in a third of all
 * worlds roles and places vanish while rules that name them wait, and in a third only what changes something meets faults; 5:
 * tenants are of four versions, and of many sizes, in a third of all worlds computers are in trouble themselves, and requests can
 * meet a 412; 6: in a third of all worlds plans go from computer to computer as files, and in a third what was taken back is brought
 * back.
 */
export type Edition = (typeof editions)[number];

/** All of them. */
export const editions = [1, 2, 3, 4, 5, 6] as const;

/** How they are drawn now. */
export const latestEdition: Edition = 6;

/** The edition of a number. Throws where there is none. */
export function editionOf(n: number): Edition {
  const found = editions.find((known) => known === n);
  if (found === undefined) throw new Error(`no edition ${n}`);
  return found;
}
