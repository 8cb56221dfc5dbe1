import { matrix213 } from './matrix-2-13.ts';
import { matrix220 } from './matrix-2-20.ts';
import type { RoleMatrix } from './role-matrix.ts';

const matrices: readonly RoleMatrix[] = [matrix213, matrix220];

/** Versions whose table of roles is known, oldest first. */
export const matrixVersions: readonly string[] = matrices
  .flatMap(({ version, alsoFor }) => [version, ...alsoFor])
  .sort((one, other) => Number(one.slice(2)) - Number(other.slice(2)));

/** The table of roles of a version such as `2.13`; null where none is known. */
export function findMatrix(version: string): RoleMatrix | null {
  return matrices.find((matrix) => matrix.version === version || matrix.alsoFor.includes(version)) ?? null;
}
