import { backMutants } from './back-mutants.ts';
import { chanceOfItsOwn } from './chance-of-its-own.ts';
import { localMutants } from './local-mutants.ts';
import type { Mutant } from './mutant.ts';
import { outboxMutants } from './outbox-mutants.ts';
import { secretMutants } from './secret-mutants.ts';
import { wireMutants } from './wire-mutants.ts';

/** Every planted bug (reliability §3.4). The one that writes with `synchronous=NORMAL` belongs to `npm run crash:power`. */
export const mutants: readonly Mutant[] = [
  ...outboxMutants,
  ...wireMutants,
  ...secretMutants,
  ...localMutants,
  ...backMutants,
];

/** Looks one up; among those, too, which only `npm run sim:determinism` could notice. */
export function mutantNamed(name: string): Mutant {
  const found = [...mutants, chanceOfItsOwn].find((mutant) => mutant.name === name);
  if (found === undefined) throw new Error(`no mutant ${name}`);
  return found;
}
