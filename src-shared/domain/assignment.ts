import type { SubjectRef } from './subject.ts';

/**
 * Somebody who is put to a project or department outside of access rules: the _Access Control_ of a project and the
 * administrators of a department in 2.13 (domain R40, R41).
 */
export interface Assignment {
  readonly unitId: string;
  readonly subject: SubjectRef;
}

/** Who is assigned where, as the tenant tells; null where it does not tell of units of that kind. */
export interface Assignments {
  readonly projects: readonly Assignment[] | null;
  readonly departments: readonly Assignment[] | null;
}

/** A tenant that assigns by access rules alone, or does not tell. */
export const noAssignments: Assignments = { projects: null, departments: null };
