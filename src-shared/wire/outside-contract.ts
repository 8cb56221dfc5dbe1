import type { z } from 'zod';
import { RolebookError } from '../errors/rolebook-error.ts';

/**
 * The tenant answered, but not what its interface promises. Names the thing and the members that do not fit, never
 * their values: a value could be anything, a secret included.
 */
export function outsideContract(what: string, members: readonly string[] = []): RolebookError {
  const where = members.length === 0 ? '' : ` (${members.slice(0, 5).join(', ')})`;
  return new RolebookError({
    kind: 'tenant',
    origin: 'cloud',
    reason: 'outside-contract',
    message: `The tenant sent ${what} in a form that Rolebook does not understand${where}.`,
    hint: 'The tenant may be newer than this edition of Rolebook. Nothing was changed.',
  });
}

/** Parses one thing the tenant sent. Throws {@link outsideContract}; unknown members are no fault. */
export function readWire<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw outsideContract(what, [
    ...new Set(result.error.issues.map((issue) => issue.path.map(String).join('.'))),
  ]);
}
