import { instantOf } from './instant.ts';

/** What the mirror stores of a user, before texts became numbers. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly isLocal: boolean | null;
  readonly groups: readonly string[];
  readonly createdBy: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly lastLogin: number | null;
}

interface UserShape {
  readonly id?: unknown;
  readonly username?: unknown;
  readonly firstName?: unknown;
  readonly lastName?: unknown;
  readonly isLocal?: unknown;
  readonly groups?: unknown;
  readonly createdBy?: unknown;
  readonly createdAt?: unknown;
  readonly updatedAt?: unknown;
  readonly lastLogin?: unknown;
}

export const textOrNothing = (value: unknown): value is string | null | undefined =>
  typeof value === 'string' || value === null || value === undefined;

const noGroups: readonly string[] = [];

/** The names of a user's groups; null for what is no list of texts. */
export function groupNames(groups: unknown): readonly string[] | null {
  if (groups === null || groups === undefined) return noGroups;
  if (!Array.isArray(groups)) return null;
  for (const group of groups) if (typeof group !== 'string') return null;
  return groups;
}

/**
 * A user as sent (userWireSchema), checked by hand because zod would cost more than the whole pull. Null when it does
 * not meet the schema; a test holds the two to the same verdicts.
 */
export function userRow(raw: unknown): UserRow | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { id, username, firstName, lastName, isLocal, groups, createdBy, createdAt, updatedAt, lastLogin } =
    raw as UserShape;
  if (typeof id !== 'string' || id === '' || typeof username !== 'string') return null;
  if (!textOrNothing(firstName) || !textOrNothing(lastName) || !textOrNothing(createdBy)) return null;
  if (!textOrNothing(createdAt) || !textOrNothing(updatedAt) || !textOrNothing(lastLogin)) return null;
  if (isLocal !== null && isLocal !== undefined && typeof isLocal !== 'boolean') return null;
  const names = groupNames(groups);
  if (names === null) return null;
  return {
    id,
    email: username,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    isLocal: isLocal ?? null,
    groups: names,
    createdBy: createdBy ?? '',
    createdAt: instantOf(createdAt),
    updatedAt: instantOf(updatedAt),
    lastLogin: instantOf(lastLogin),
  };
}

/** First and last name as one, as far as they are there; '' without any. */
export function fullName(firstName: string | null, lastName: string | null): string {
  return firstName && lastName ? `${firstName} ${lastName}` : firstName || lastName || '';
}
